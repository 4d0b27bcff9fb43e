/** Searches classes and draws images of the fractals from a configuration's numbers: a further one is a file beside this one and a line in each function. */
import { category, formulation, hold, isPrepared } from "../draws";
import * as exfractaldb from "./exfractaldb";
import * as fractaldb from "./fractaldb";

/** Whether the configuration's classes have to be searched. */
export function isSearched(): bool {
  return formulation == fractaldb.FRACTALDB || formulation == exfractaldb.EXFRACTALDB;
}

/** Whether the samples of its pictures are those of a palette. */
export function isColour(): bool {
  return formulation == fractaldb.FRACTALDB && fractaldb.isColour();
}

/** Places the buffers for pictures. */
export function configureDrawing(): void {
  if (formulation == fractaldb.FRACTALDB) fractaldb.configureDrawing();
  else exfractaldb.configureDrawing();
}

/** Places the buffers for a search, and puts the script's sequence at its beginning. @param candidates most that are tried at once */
export function configureSearch(candidates: i32): void {
  if (formulation == fractaldb.FRACTALDB) fractaldb.configureSearch(candidates);
  else exfractaldb.configureSearch();
}

/** Tries the sequence's next candidates, up to the first that is accepted or all of them. Returns how many classes were found. */
export function searchNext(candidates: i32): i32 {
  return formulation == fractaldb.FRACTALDB
    ? fractaldb.searchNext(candidates)
    : exfractaldb.searchNext(candidates);
}

/** Tries a class's own candidates from number `first` on. Returns whether one became it. */
export function searchAlone(categoryNumber: u32, first: u32, candidates: i32): i32 {
  return formulation == fractaldb.FRACTALDB
    ? fractaldb.searchAlone(categoryNumber, first, candidates)
    : exfractaldb.searchAlone(categoryNumber, first, candidates);
}

/** Puts a class that was found at `classNumbers`; returns how many numbers it has. */
export function foundClass(number: i32): i32 {
  return formulation == fractaldb.FRACTALDB ? fractaldb.foundClass(number) : exfractaldb.foundClass();
}

/** Takes the class whose numbers lie at `classNumbers`, of which images can then be drawn. */
export function takeClass(categoryNumber: u32, count: i32): void {
  if (formulation == fractaldb.FRACTALDB) fractaldb.takeClass(count);
  else exfractaldb.takeClass(count);
  hold(categoryNumber);
}

export function paintImage(categoryNumber: u32, instance: u32, attempt: u32): void {
  if (!isPrepared || category != categoryNumber) unreachable();
  if (formulation == fractaldb.FRACTALDB) fractaldb.paintImage(categoryNumber, instance, attempt);
  else exfractaldb.paintImage(categoryNumber, instance, attempt);
}
