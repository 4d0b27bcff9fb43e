/** Classes and images of formulation `exfractaldb` by random access, as in `core/formulations/exfractaldb`. */
import { COEFFICIENTS, configure, MAP_NUMBERS, system, weights } from "../../exfractaldb/buffers";
import { playKeyed, setClass } from "../../exfractaldb/model";
import { variances } from "../../exfractaldb/normalize";
import { paint } from "../../exfractaldb/picture";
import * as search from "../../exfractaldb/search";
import { seedAsNumpy } from "../../random/twister";
import { classNumbers, setClassNumber, setting } from "../numbers";
import { integer, ofImage, uniform } from "../slots";
import { ring, sphere } from "./camera";

export const EXFRACTALDB: i32 = 4;

/** Places in the configuration's numbers. */
const SEARCH_SEED = 1;
const VARIANCE = 2;
const SEARCH_POINTS = 3;
const VIEWPOINT = 4;
const VIEWS = 5;
const WEIGHTS = 6;
const POINTS = 7;

/** Kinds of weights. */
const RELEASED = 0;
const UNCHANGED = 2;
const POINT_GREY: i32 = 255;
/** The row of unchanged coefficients, among those of a. */
const UNCHANGED_ROW: i32 = 6;
/** Factors of a coefficient: 0.4 … 1.6 without 1. */
const FACTORS: i32 = 12;
const ROWS: i32 = COEFFICIENTS * FACTORS + 1;
/** The released table has 0.6 in place of the last factor of this coefficient. */
const SLIP_COEFFICIENT: i32 = 8;
/** Tries that an image has for weights with which its walk does not diverge, and the slots of each. */
const TRIES: u32 = 16;
const TRY_SLOTS: u32 = 4;
/** Numbers of a class before its maps: its variances. */
const HEAD: i32 = 3;

let weightAtHand: i32 = -1;
let attemptAtHand: u32 = 0;
let isFinite: bool = false;

export function configureDrawing(): void {
  configure(<i32>setting(POINTS));
}

export function configureSearch(): void {
  configure(<i32>setting(SEARCH_POINTS));
  seedAsNumpy(<u32>setting(SEARCH_SEED));
}

export function searchNext(candidates: i32): i32 {
  return <i32>(search.searchStream(candidates, <i32>setting(SEARCH_POINTS), setting(VARIANCE)) >= 0);
}

export function searchAlone(category: u32, first: u32, candidates: i32): i32 {
  const numbers = <i32>setting(SEARCH_POINTS);
  return <i32>(search.searchClass(category, first, candidates, numbers, setting(VARIANCE)) >= 0);
}

/** Three variances, then rows of thirteen numbers. */
export function foundClass(): i32 {
  const count = search.maps() * MAP_NUMBERS;
  for (let axis = 0; axis < HEAD; axis++) setClassNumber(axis, load<f64>(variances + (<usize>axis << 3)));
  memory.copy(classNumbers + <usize>(HEAD * 8), system, <usize>(count * 8));
  return HEAD + count;
}

export function takeClass(count: i32): void {
  memory.copy(system, classNumbers + <usize>(HEAD * 8), <usize>((count - HEAD) * 8));
  setClass((count - HEAD) / MAP_NUMBERS);
  weightAtHand = -1;
}

/** Black where every walk of the image diverges. */
export function paintImage(category: u32, instance: u32, attempt: u32): void {
  const isSeen =
    setting(VIEWPOINT) == 0
      ? placeAnywhere(category, instance, attempt)
      : placeInRing(category, instance, attempt);
  paint(isSeen ? <i32>setting(POINTS) - 1 : 0, POINT_GREY);
}

function placeAnywhere(category: u32, instance: u32, attempt: u32): bool {
  ofImage(category, instance);
  for (let n: u32 = 0; n < TRIES; n++) {
    const number = TRIES * attempt + n;
    const slot = TRY_SLOTS * number;
    const isChanged = setting(WEIGHTS) != UNCHANGED;
    setWeights(isChanged ? <i32>integer(slot, 0, <f64>(ROWS - 1)) : UNCHANGED_ROW);
    if (playKeyed(category, instance, number, <i32>setting(POINTS))) {
      sphere(uniform(slot + 1, 0, 2 * Math.PI), uniform(slot + 2, -1, 1));
      return true;
    }
  }
  return false;
}

/** A model is played once for all its views, while images come in order. */
function placeInRing(category: u32, instance: u32, attempt: u32): bool {
  const views = <u32>setting(VIEWS);
  const weight = setting(WEIGHTS) == UNCHANGED ? UNCHANGED_ROW : <i32>(instance / views);
  if (weight != weightAtHand || attempt != attemptAtHand) {
    setWeights(weight);
    isFinite = playKeyed(category, weight, attempt, <i32>setting(POINTS));
    weightAtHand = weight;
    attemptAtHand = attempt;
  }
  const view = instance % views;
  ofImage(category, <u32>weight * views + view);
  ring(<i32>view, uniform(TRY_SLOTS * attempt, -Math.PI, Math.PI), <i32>views);
  return isFinite;
}

/** Row `row` of the table of weights. */
function setWeights(row: i32): void {
  for (let k = 0; k < COEFFICIENTS; k++) store<f64>(weights + (<usize>k << 3), 1);
  if (row == UNCHANGED_ROW) return;
  const coefficient = row <= FACTORS ? 0 : (row - 1) / FACTORS;
  const factor = row < UNCHANGED_ROW ? row : (row - 1) % FACTORS;
  const isSlip = setting(WEIGHTS) == RELEASED && coefficient == SLIP_COEFFICIENT && factor == FACTORS - 1;
  // 1 itself is left out.
  const tenths = isSlip ? 6 : factor < UNCHANGED_ROW ? 4 + factor : 5 + factor;
  store<f64>(weights + (<usize>coefficient << 3), <f64>tenths / 10);
}
