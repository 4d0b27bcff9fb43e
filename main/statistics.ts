/** What a dataset's pictures are like on the whole, gathered while they are written. */
import { join } from "node:path";
import type { DatasetConfig } from "../core/config/parameters.ts";
import type { DoneCounts } from "./ledger.ts";
import { writeAtomically } from "./manifest.ts";

export interface Statistics {
  /** Part of the stored pixels that is not black, 0 … 1. */
  inkCoverage: number;
  /** Mean of all stored pixels, 0 … 255. */
  meanGrey: number;
  /** Images that were drawn again because they came out blank. */
  redrawnImages: number;
}

export const classStatisticsName = "statistics.csv";

/** null where there is no image, or one of a version that did not measure. */
export function statisticsOf(config: DatasetConfig, counts: Partial<DoneCounts>): Statistics | null {
  const { images = 0, ink = Number.NaN, grey = Number.NaN, redrawn = 0 } = counts;
  const pixels = images * (config.output.storedSize ?? config.imageSize) ** 2;
  if (images === 0 || Number.isNaN(ink + grey)) return null;
  return { inkCoverage: rounded(ink / pixels), meanGrey: rounded(grey / pixels), redrawnImages: redrawn };
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

/** Six digits: more would say nothing. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
