/** Draws classes and images by random access from a configuration's numbers: a further formulation is a file beside this one and a line in each function. */
import { beginImage } from "../formulations";
import { PAPER } from "../paper";
import { RELEASE } from "../release";
import { imageNumber } from "./numbers";
import * as paper from "./paper";
import * as rcdb from "./rcdb";
import * as release from "./release";
import * as slots from "./slots";

export let formulation: i32 = 0;
/** The class drawn last. */
export let category: u32 = 0;
/** Whether its tables are those that the kernel holds. */
export let isPrepared: bool = false;

export function setFormulation(formulationNumber: i32): void {
  formulation = formulationNumber;
  isPrepared = false;
}

/** Notes that a class's tables are those that the kernel holds. */
export function hold(categoryNumber: u32): void {
  category = categoryNumber;
  isPrepared = true;
}

/** Largest q of the configuration. */
export function vertexLimit(): i32 {
  if (formulation == PAPER) return paper.vertexLimit();
  return formulation == RELEASE ? release.vertexLimit() : rcdb.vertexLimit();
}

/** Largest K of the configuration. */
export function orbitLimit(): i32 {
  if (formulation == PAPER) return paper.orbitLimit();
  return formulation == RELEASE ? release.orbitLimit() : rcdb.orbitLimit();
}

/** Draws a class's numbers and returns how many they are. */
export function drawClass(categoryNumber: u32): i32 {
  category = categoryNumber;
  isPrepared = false;
  slots.ofClass(categoryNumber);
  if (formulation == PAPER) return paper.drawClass();
  return formulation == RELEASE ? release.drawClass() : rcdb.drawClass();
}

/** Prepares the tables of the class drawn last, of which images can then be drawn. */
export function prepareClass(): void {
  if (formulation == PAPER) paper.prepareClass();
  else if (formulation == RELEASE) release.prepareClass();
  else rcdb.prepareClass();
  isPrepared = true;
}

/** Starts on an image of any class. */
export function reachImage(categoryNumber: u32, instance: u32, attempt: u32): void {
  if (!isPrepared || category != categoryNumber) {
    drawClass(categoryNumber);
    prepareClass();
  }
  drawImage(instance, attempt);
}

/** Starts on an image of the class prepared last; attempt: how often it was drawn before. */
export function drawImage(instance: u32, attempt: u32): void {
  slots.ofImage(category, instance);
  if (formulation == PAPER) paper.drawImage(attempt);
  else if (formulation == RELEASE) release.drawImage(attempt);
  else rcdb.drawImage(instance, attempt);
  beginImage(category, instance, attempt, imageNumber(0), imageNumber(1));
}
