/** What a dataset's pictures are like on the whole, gathered while they are written. */
import { join } from "node:path";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { isPoints } from "../../../core/formulations/index.ts";
import { readOwnFile } from "../../../workers/disk/ownFile.ts";
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

/** A million classes are below it. */
export const MOST_TABLE_BYTES = 1 << 28;

export const classStatisticsName = "statistics.csv";

/** null where there is no image, or one of a version that did not measure. */
export function statisticsOf(config: DatasetConfig, counts: Partial<DoneCounts>): Statistics | null {
  const { images = 0, ink = Number.NaN, grey = Number.NaN, redrawn = 0, diverging = 0 } = counts;
  const pixels = images * (config.output.storedSize ?? config.imageSize) ** 2;
  if (images === 0 || Number.isNaN(ink + grey)) return null;
  return {
    inkCoverage: rounded(ink / pixels),
    meanGrey: rounded(grey / pixels),
    redrawnImages: redrawn,
    ...(isPoints(config) && { divergingImages: diverging }),
  };
}

/** OUT/statistics.csv: a row for each class. */
export function writeClassStatistics(
  folder: string,
  config: DatasetConfig,
  classes: ReadonlyMap<number, DoneCounts>,
): void {
  const rows = [...classes]
    .sort(([a], [b]) => a - b)
    .map(([classIndex, counts]) => {
      const statistics = statisticsOf(config, counts);
      const values = [statistics?.inkCoverage ?? "", statistics?.meanGrey ?? ""];
      return [classIndex, counts.images, counts.blankImages, counts.redrawn, ...values].join(",");
    });
  const header = "class,images,blank,redrawn,ink_coverage,mean_grey";
  writeAtomically(join(folder, classStatisticsName), `${[header, ...rows].join("\n")}\n`);
}

export interface ClassStatistics {
  classIndex: number;
  blank: number;
  inkCoverage: number;
  meanGrey: number;
}

/** The rows of OUT/statistics.csv in which a class was measured; nothing where there is no such file. */
export function readClassStatistics(folder: string): ClassStatistics[] {
  const rows: ClassStatistics[] = [];
  for (const line of readTextIfThere(join(folder, classStatisticsName)).split("\n")) {
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

function readTextIfThere(path: string): string {
  try {
    return readOwnFile(path, MOST_TABLE_BYTES).toString("utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

/** Six digits: more would say nothing. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
