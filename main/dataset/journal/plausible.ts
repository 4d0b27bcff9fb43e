/** What a journal line can stand for: it is somebody's words. */

import { isDeepStrictEqual } from "node:util";
import { storedSide } from "../../../core/config/dataset.ts";
import { isPacked } from "../../../core/config/layouts.ts";
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { sumOfTones, type ToneSums, unpackToneSums } from "../../../workers/toneSums.ts";
import type { JournalEntry } from "./journalLines.ts";

/** Twice four samples for each pixel, and what belongs to an image whatever its size. */
const MOST_BYTES_PER_PIXEL = 8;
const MOST_BYTES_PER_IMAGE = 1 << 16;
/** What ends a shard. */
const MOST_BYTES_AT_END = 1 << 24;

const MOST_GREY = 255;

/** A class's parameters where the configuration alone tells them, else null. */
export type ClassByFormula = (classIndex: number) => ClassParameters | null;

/** Whether so many images of this dataset can have so many bytes. It decides how much is read at once. */
export function isPlausible(
  config: DatasetConfig,
  { count, bytes }: Pick<JournalEntry, "count" | "bytes">,
): boolean {
  const most = count * mostBytesOfImage(config);
  return bytes <= most + (isPacked(config.output.layout) ? MOST_BYTES_AT_END : 0);
}

/** Noise that nothing compresses has fewer. */
export function mostBytesOfImage(config: DatasetConfig): number {
  return storedSide(config) ** 2 * MOST_BYTES_PER_PIXEL + MOST_BYTES_PER_IMAGE;
}

/** Whether the images of a line can be as it says; what they are like indeed, only drawing them tells. */
export function tonesFit(config: DatasetConfig, entry: JournalEntry): boolean {
  const pixels = storedSide(config) ** 2;
  const { count: images, blank, redrawn = 0, diverging = 0, classTones } = entry;
  // Lines of the first version were not measured.
  const { ink = images - blank, grey = 0 } = entry;
  const sums = { images, blank, redrawn, ink, grey, diverging };
  if (!sumsFit(sums, pixels)) return false;
  if (classTones === undefined) return true;
  try {
    const ofClasses = unpackToneSums(classTones);
    const areClasses = ofClasses.every(([label, some]) => label < config.classes && sumsFit(some, pixels));
    const together = { ...sumOfTones(ofClasses.map(([, some]) => some)), diverging };
    return areClasses && isDeepStrictEqual(together, sums);
  } catch {
    return false;
  }
}

/** Only images that are not blank have ink, and each of them has. */
function sumsFit({ images, blank, redrawn, ink, grey, diverging }: ToneSums, pixels: number): boolean {
  const inked = images - blank;
  return (
    Math.max(blank, redrawn, diverging) <= images &&
    ink >= inked &&
    ink <= inked * pixels &&
    grey <= MOST_GREY * images * pixels
  );
}

/** Whether a line tells its class as the formula does, where that tells it. */
export function tellsFormula(
  { startClass, classes }: DatasetConfig,
  { class: classIndex, parameters }: JournalEntry,
  byFormula: ClassByFormula,
): boolean {
  if (parameters === undefined || classIndex < startClass || classIndex >= startClass + classes) return true;
  const wanted = byFormula(classIndex);
  // As a line can say it: JSON knows no −0.
  return wanted === null || isDeepStrictEqual(parameters, JSON.parse(JSON.stringify(wanted)));
}
