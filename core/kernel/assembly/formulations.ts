/** Hands an image to the formulation whose class was set last: a further one is a file beside this one and a line in each function. */
import { formulation, orbitCount, setImage } from "./atom";
import * as paper from "./paper";
import * as rcdb from "./rcdb";
import * as release from "./release";

/** Number of the next orbit, from 0. */
let next: i32 = 0;

/** Starts on an image of the class set before, with its nucleus at (cx, cy) px; attempt: how often it was drawn before. */
export function beginImage(categoryNumber: u32, instanceNumber: u32, attempt: u32, cx: f64, cy: f64): void {
  setImage(categoryNumber, instanceNumber, cx, cy);
  next = 0;
  if (formulation == paper.PAPER) paper.beginImage(attempt);
  else if (formulation == release.RELEASE) release.beginImage(attempt, cx, cy);
  else rcdb.beginImage(attempt);
}

/** Computes the next orbit's vertices and returns its grey, or −1 after the last. */
export function nextOrbit(): i32 {
  if (next >= orbitCount) return -1;
  const k = next++;
  if (formulation == paper.PAPER) return paper.orbit(k);
  return formulation == release.RELEASE ? release.orbit(k) : rcdb.orbit(k);
}

/** Runs a stream's generator past one image. */
export function skipImage(): void {
  if (formulation == release.RELEASE) release.skipImage();
  else rcdb.skipImage();
  next = orbitCount;
}
