/** Draws of formulation `rcdb` by random access, as in `core/formulations/rcdb/sampling.ts`. */
import { ln } from "../../../mathematics/logarithmSeries";
import { setClass, setEllipse } from "../rcdb";
import { classNumber, imageNumber, setClassNumber, setImageNumber, setting } from "./numbers";
import { drawCentre, NOISE_COEFFICIENT_SPAN } from "./script";
import { integer, integerOf, uniform, unit } from "./slots";

/** Places in the configuration's numbers. */
const IMAGE_SIZE = 0;
const VERTICES = 1;
const PERLIN_MIN = 3;
const LINE_WIDTH = 4;
const RADIUS_MIN = 5;
const ORBITS = 6;
const OVAL_RATE = 8;
const START_POS = 9;

const RADIUS_SPAN: f64 = 100;
/** The mean of q is 100. */
const RATE: f64 = 1.0 / 100.0;
/** First of the slots of a class's ellipse and centre. */
const ELLIPSE_SLOT: u32 = 3;
/** First of the slots for the tries of q. */
const VERTICES_SLOT: u32 = 8;
/** Slots of one attempt at an image. */
const IMAGE_SLOTS: u32 = 5;
const NUMBERS = 9;

export function vertexLimit(): i32 {
  return <i32>setting(VERTICES + 1);
}

export function orbitLimit(): i32 {
  return <i32>setting(ORBITS + 1);
}

/** Returns how many numbers a class has; the last five are those of its first image. */
export function drawClass(): i32 {
  const perlinMin = setting(PERLIN_MIN);
  setClassNumber(0, drawVertexCount());
  setClassNumber(1, integerOf(0, ORBITS));
  setClassNumber(2, uniform(1, perlinMin, perlinMin + NOISE_COEFFICIENT_SPAN));
  setClassNumber(3, uniform(2, 0, setting(LINE_WIDTH)));
  drawPlacement(ELLIPSE_SLOT);
  setClassNumber(4, imageNumber(2));
  setClassNumber(5, imageNumber(3));
  setClassNumber(6, imageNumber(4));
  setClassNumber(7, imageNumber(0));
  setClassNumber(8, imageNumber(1));
  return NUMBERS;
}

/** q, exponentially distributed, drawn until it lies in its range. */
function drawVertexCount(): f64 {
  let slot = VERTICES_SLOT;
  let q = vertexCount(slot);
  while (q < setting(VERTICES) || q > setting(VERTICES + 1)) q = vertexCount(++slot);
  return q;
}

/** CPython's order of operations, which decides the last bit. */
function vertexCount(slot: u32): f64 {
  return Math.floor(-ln(1 - unit(slot)) / RATE);
}

export function prepareClass(): void {
  setClass(
    <i32>classNumber(0),
    <i32>classNumber(1),
    classNumber(2),
    classNumber(3),
    <i32>(setting(IMAGE_SIZE) / 2),
  );
}

/** A class's first image has the class's own values. */
export function drawImage(instance: u32, attempt: u32): void {
  if (instance == 0 && attempt == 0) {
    setImageNumber(0, classNumber(7));
    setImageNumber(1, classNumber(8));
    setImageNumber(2, classNumber(4));
    setImageNumber(3, classNumber(5));
    setImageNumber(4, classNumber(6));
  } else {
    drawPlacement(IMAGE_SLOTS * attempt);
  }
  setEllipse(imageNumber(2), imageNumber(3), imageNumber(4));
}

/** c_x, c_y, r, o_x and o_y from five slots. */
function drawPlacement(slot: u32): void {
  const radiusMin = setting(RADIUS_MIN);
  drawCentre(slot, setting(IMAGE_SIZE), setting(START_POS));
  setImageNumber(2, integer(slot + 2, radiusMin, radiusMin + RADIUS_SPAN));
  setImageNumber(3, uniform(slot + 3, 1, setting(OVAL_RATE)));
  setImageNumber(4, uniform(slot + 4, 1, setting(OVAL_RATE)));
}
