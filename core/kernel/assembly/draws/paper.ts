/** Draws of formulation `paper`, as in `core/formulations/paper/sampling.ts`. */
import { setClass } from "../paper";
import { classNumber, setClassNumber, setImageNumber, setting } from "./numbers";
import { integerOf, uniformOf } from "./slots";

/** Side of the picture in which Table 1 gives lengths, px. */
const TABLE_SIZE: f64 = 512;

/** Places in the configuration's numbers. */
const IMAGE_SIZE = 0;
const ORBITS = 1;
const DIAMETER = 3;
const INTERVAL = 5;
const FREQUENCY_1 = 6;
const FREQUENCY_2 = 8;
const AMPLITUDE_1 = 10;
const AMPLITUDE_2 = 12;
const VERTICES = 14;
const NOISE_LEVEL = 16;
const NOISE_SCALE = 18;
const GREY = 19;
const NUCLEUS = 21;
const DEPTH = 23;
const RATIO = 24;
const FACTOR = 25;

/** Numbers of a class without recursion, and with it. */
const NUMBERS = 10;
const NUMBERS_WITH_RECURSION = 13;

export function vertexLimit(): i32 {
  return <i32>setting(VERTICES + 1);
}

export function orbitLimit(): i32 {
  return <i32>setting(ORBITS + 1);
}

/** Returns how many numbers a class has. */
export function drawClass(): i32 {
  const scale = setting(IMAGE_SIZE) / TABLE_SIZE;
  setClassNumber(0, integerOf(0, ORBITS));
  // Halving and doubling are exact.
  setClassNumber(1, uniformOf(1, DIAMETER) * scale);
  setClassNumber(2, uniformOf(2, DIAMETER) * scale);
  setClassNumber(3, setting(INTERVAL) * scale);
  setClassNumber(4, integerOf(3, FREQUENCY_1));
  setClassNumber(5, integerOf(4, FREQUENCY_2));
  setClassNumber(6, uniformOf(5, AMPLITUDE_1));
  setClassNumber(7, uniformOf(6, AMPLITUDE_2));
  setClassNumber(8, integerOf(7, VERTICES));
  setClassNumber(9, uniformOf(8, NOISE_LEVEL));
  setClassNumber(10, setting(DEPTH));
  setClassNumber(11, setting(RATIO));
  setClassNumber(12, setting(FACTOR));
  return setting(DEPTH) == 0 ? NUMBERS : NUMBERS_WITH_RECURSION;
}

export function prepareClass(): void {
  setClass(
    <i32>classNumber(8),
    <i32>classNumber(0),
    classNumber(1) / 2,
    classNumber(2) / 2,
    classNumber(3),
    classNumber(4),
    classNumber(5),
    classNumber(6),
    classNumber(7),
    classNumber(9) * setting(NOISE_SCALE),
    <i32>classNumber(10),
    classNumber(11),
    <i32>classNumber(12),
    setting(GREY),
    setting(GREY + 1),
  );
}

/** The nucleus p as the centre (S/2)(1 + p), px. */
export function drawImage(attempt: u32): void {
  const half = setting(IMAGE_SIZE) / 2;
  setImageNumber(0, half * (1 + uniformOf(2 * attempt, NUCLEUS)));
  setImageNumber(1, half * (1 + uniformOf(2 * attempt + 1, NUCLEUS)));
}
