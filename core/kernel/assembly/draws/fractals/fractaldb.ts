/** Classes and images of formulation `fractaldb` by random access, as in `core/formulations/fractaldb`. */
import { configure, FOUND_NUMBERS, found, MAP_NUMBERS, SEARCH_SIZE, systems } from "../../fractaldb/buffers";
import * as drawing from "../../fractaldb/drawing";
import * as search from "../../fractaldb/search";
import { seedAsNumpy } from "../../random/twister";
import { classNumbers, setClassNumber, setting } from "../numbers";

export const FRACTALDB: i32 = 3;

/** Places in the configuration's numbers. */
const IMAGE_SIZE = 0;
const SEARCH_SEED = 1;
const RATE = 2;
const SEARCH_POINTS = 3;
const DRAW_TYPE = 4;
const POINTS = 5;
const PADDING = 6;
const WEIGHTS = 7;
const WEIGHT_STEP = 8;
const PATCH_DRAWINGS = 9;
const FLIPS = 10;

/** Seed of the numbers that choose the maps of all pictures. */
const PICTURE_SEED: u32 = 100;
/** The row of weights in which nothing is changed. */
const UNCHANGED_ROW: i32 = 2;
/** Factors of a coefficient. */
const FACTORS: i32 = 4;
/** Numbers of a class before its maps: the fill rate. */
const HEAD: i32 = 1;
/** Numbers of an accepted candidate before its maps. */
const FOUND_HEAD: i32 = 3;

let weightAtHand: i32 = -1;
let drawingAtHand: i32 = -1;
let attemptAtHand: u32 = 0;

export function configureDrawing(): void {
  const points = <i32>setting(POINTS);
  configure(<i32>setting(IMAGE_SIZE), points, 0, 0);
  seedAsNumpy(PICTURE_SEED);
  drawing.takeChoices(points);
}

export function configureSearch(candidates: i32): void {
  configure(<i32>setting(IMAGE_SIZE), 0, <i32>setting(SEARCH_POINTS), candidates);
  seedAsNumpy(<u32>setting(SEARCH_SEED));
}

@inline
function leastPixels(): i32 {
  return <i32>Math.ceil(setting(RATE) * <f64>(SEARCH_SIZE * SEARCH_SIZE));
}

export function searchNext(candidates: i32): i32 {
  return search.searchStream(candidates, <i32>setting(SEARCH_POINTS), leastPixels());
}

export function searchAlone(category: u32, first: u32, candidates: i32): i32 {
  return search.searchClass(category, first, candidates, <i32>setting(SEARCH_POINTS), leastPixels());
}

/** Fill rate, then rows of seven numbers. */
export function foundClass(number: i32): i32 {
  const at = found + <usize>(number * FOUND_NUMBERS * 8);
  const count = <i32>load<f64>(at, 8) * MAP_NUMBERS;
  setClassNumber(0, load<f64>(at, 16) / <f64>(SEARCH_SIZE * SEARCH_SIZE));
  memory.copy(classNumbers + <usize>(HEAD * 8), at + <usize>(FOUND_HEAD * 8), <usize>(count * 8));
  return HEAD + count;
}

export function takeClass(count: i32): void {
  memory.copy(systems, classNumbers + <usize>(HEAD * 8), <usize>((count - HEAD) * 8));
  drawing.setClass((count - HEAD) / MAP_NUMBERS);
  weightAtHand = -1;
}

/** Samples above 0 are hues of the palette. */
export function isColour(): bool {
  return setting(DRAW_TYPE) >= 2;
}

/** A walk is played once for each row of weights, and a drawing made once for its flips, while images come in order. */
export function paintImage(category: u32, instance: u32, attempt: u32): void {
  const flips = <u32>setting(FLIPS);
  const number = <i32>(instance / flips);
  const weight = setting(WEIGHTS) == 0 ? number / <i32>setting(PATCH_DRAWINGS) : UNCHANGED_ROW;
  if (weight != weightAtHand) {
    play(weight);
    weightAtHand = weight;
    drawingAtHand = -1;
  }
  if (number != drawingAtHand || attempt != attemptAtHand) {
    const hasPatches = (<i32>setting(DRAW_TYPE) & 1) == 0;
    if (hasPatches) drawing.drawKeyedPatches(isColour(), category, number, attempt);
    else drawing.drawPoints(isColour());
    drawingAtHand = number;
    attemptAtHand = attempt;
  }
  drawing.flip(<i32>(instance % flips));
}

/** Row `weight` of the table of weights: those of a, the unchanged ones third among them, then those of b … f. */
function play(weight: i32): void {
  const coefficient = weight <= FACTORS ? 0 : (weight - 1) / FACTORS;
  const factor =
    weight == UNCHANGED_ROW ? 1 : factorOf(weight < UNCHANGED_ROW ? weight : (weight - 1) % FACTORS);
  drawing.play(
    coefficient == 0 ? factor : 1,
    coefficient == 1 ? factor : 1,
    coefficient == 2 ? factor : 1,
    coefficient == 3 ? factor : 1,
    coefficient == 4 ? factor : 1,
    coefficient == 5 ? factor : 1,
    <i32>setting(PADDING),
  );
}

/** Two below 1 and two above, in decimal. */
function factorOf(number: i32): f64 {
  const multiple = number < 2 ? number - 2 : number - 1;
  return Math.round((1 + <f64>multiple * setting(WEIGHT_STEP)) * 1e12) / 1e12;
}
