/** What a dataset's pictures are like on the whole, gathered while they are written. */

import { join } from "node:path";
import { storedSide } from "../../../core/config/dataset.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { isPoints } from "../../../core/formulations/index.ts";
import { readOwnFile, TOO_LARGE } from "../../../workers/disk/ownFile.ts";
import { writeAtomically } from "../../common/atomicFile.ts";
import type { DoneCounts } from "../journal/ledger.ts";

export interface Statistics {
  /** Part of the stored pixels that is not background, 0 … 1. */
  inkCoverage: number;
  /** Mean of all stored pixels, 0 … 255. */
  meanGrey: number;
  /** Images that were drawn again because they came out blank. */
  redrawnImages: number;
  /** Of pictures of points: images whose points overflow, so that some are left out. */
  divergingImages?: number;
}

export const classStatisticsName = "statistics.csv";
const columns = ["class", "images", "blank", "redrawn", "ink_coverage", "mean_grey"];

/** null where there is no image, or one of a version that did not measure. */
export function statisticsOf(config: DatasetConfig, counts: Partial<DoneCounts>): Statistics | null {
  const { images = 0, ink = Number.NaN, grey = Number.NaN, redrawn = 0, diverging = 0 } = counts;
  const pixels = images * storedSide(config) ** 2;
  if (images === 0 || Number.isNaN(ink + grey)) return null;
  return {
    inkCoverage: rounded(ink / pixels),
    meanGrey: rounded(grey / pixels),
    redrawnImages: redrawn,
    ...(isPoints(config) && { divergingImages: diverging }),
  };
}

/** OUT/statistics.csv: a row for each class. */
export function classStatisticsText(config: DatasetConfig, classes: ReadonlyMap<number, DoneCounts>): string {
  const rows = [...classes]
    .sort(([a], [b]) => a - b)
    .map(([classIndex, counts]) => {
      const statistics = statisticsOf(config, counts);
      const values = [statistics?.inkCoverage ?? "", statistics?.meanGrey ?? ""];
      return [classIndex, counts.images, counts.blankImages, counts.redrawn, ...values].join(",");
    });
  return `${[columns.join(","), ...rows].join("\n")}\n`;
}

export function writeClassStatistics(
  folder: string,
  config: DatasetConfig,
  classes: ReadonlyMap<number, DoneCounts>,
): void {
  writeAtomically(join(folder, classStatisticsName), classStatisticsText(config, classes));
}

export interface ClassStatistics {
  classIndex: number;
  blank: number;
  inkCoverage: number;
  meanGrey: number;
}

/**
 * The rows of OUT/statistics.csv in which a class was measured; nothing where there is no such file, or one of more rows
 * than there are classes.
 */
export function readClassStatistics(folder: string, classes: number): ClassStatistics[] {
  const rows: ClassStatistics[] = [];
  for (const line of tableLines(join(folder, classStatisticsName), columns, classes)) {
    const cells = line.split(",");
    const [classIndex, , blank, , inkCoverage, meanGrey] = cells.map(Number);
    const measured = cells.length === 6 && cells.every((cell) => cell !== "");
    // The header and what someone else wrote are no numbers.
    if (measured && Number.isFinite(classIndex + blank + inkCoverage + meanGrey)) {
      rows.push({ classIndex, blank, inkCoverage, meanGrey });
    }
  }
  return rows;
}

/** The longest number there is has 24, then comes a comma. */
const MOST_CELL_BYTES = 25;

/**
 * Of a table with a row of numbers for each class, its header first; nothing where there is none, or more than such a
 * table can have.
 * @throws OwnFileError for anything but a file, the system's error
 */
export function tableLines(path: string, columns: readonly string[], classes: number): string[] {
  const most = columns.join(",").length + 1 + classes * columns.length * MOST_CELL_BYTES;
  let text: string;
  try {
    text = readOwnFile(path, most).toString("utf8");
  } catch (error) {
    if (["ENOENT", TOO_LARGE].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
  // Behind the last line's end begins one more.
  const lines = text.split("\n", classes + 3);
  if (lines.at(-1) === "") lines.pop();
  return lines.length > classes + 1 ? [] : lines;
}

/** Six digits: more would say nothing. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
