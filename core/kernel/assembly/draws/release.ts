/** Draws of formulation `release` by random access, as in `core/formulations/release/sampling.ts`. */
import { setClass } from "../release";
import { classNumber, setClassNumber, setting } from "./numbers";
import { drawCentre, NOISE_COEFFICIENT_SPAN } from "./script";
import { integer, integerOf, uniform } from "./slots";

/** Places in the configuration's numbers. */
const IMAGE_SIZE = 0;
const VERTICES = 1;
const ORBITS = 3;
const PERLIN_MIN = 5;
const LINE_WIDTH = 6;
const RADIUS_MIN = 7;
const OVAL_RATE = 8;
const START_POS = 9;
const FREQUENCY_1 = 10;
const FREQUENCY_2 = 12;

const RADIUS_SPAN: f64 = 50;
/** First of the slots for the tries of n₂. */
const FREQUENCY_2_SLOT: u32 = 8;
const NUMBERS = 9;

export function vertexLimit(): i32 {
  return <i32>setting(VERTICES + 1);
}

export function orbitLimit(): i32 {
  return <i32>setting(ORBITS + 1);
}

/** Returns how many numbers a class has. */
export function drawClass(): i32 {
  const perlinMin = setting(PERLIN_MIN);
  const radiusMin = setting(RADIUS_MIN);
  const frequency1 = integerOf(5, FREQUENCY_1);
  let slot = FREQUENCY_2_SLOT;
  let frequency2 = integerOf(slot, FREQUENCY_2);
  while (frequency2 == frequency1 && frequency1 != 0) frequency2 = integerOf(++slot, FREQUENCY_2);
  setClassNumber(0, integerOf(0, VERTICES));
  setClassNumber(1, integerOf(1, ORBITS));
  setClassNumber(2, uniform(2, perlinMin, perlinMin + NOISE_COEFFICIENT_SPAN));
  setClassNumber(3, uniform(3, 0, setting(LINE_WIDTH)));
  setClassNumber(4, integer(4, radiusMin, radiusMin + RADIUS_SPAN));
  setClassNumber(5, frequency1);
  setClassNumber(6, frequency2);
  setClassNumber(7, uniform(6, 1, setting(OVAL_RATE)));
  setClassNumber(8, uniform(7, 1, setting(OVAL_RATE)));
  return NUMBERS;
}

export function prepareClass(): void {
  setClass(
    <i32>classNumber(0),
    <i32>classNumber(1),
    classNumber(2),
    classNumber(3),
    classNumber(4),
    classNumber(5),
    classNumber(6),
    classNumber(7),
    classNumber(8),
  );
}

export function drawImage(attempt: u32): void {
  drawCentre(2 * attempt, setting(IMAGE_SIZE), setting(START_POS));
}
