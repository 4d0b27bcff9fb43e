/** What the images of a dataset on disk are like, as the dataset itself says. */
import type { DatasetQuality } from "../../../core/studio/api.ts";
import { readManifest } from "../../dataset/manifest.ts";
import { readClassStatistics } from "../../dataset/tables/statistics.ts";

/** @param folder of a dataset; one without a description has nothing to say */
export function datasetQuality(folder: string): DatasetQuality {
  const manifest = readManifest(folder);
  const classes: DatasetQuality["classes"] = { numbers: [], inkCoverage: [], meanGrey: [], blank: [] };
  for (const row of readClassStatistics(folder)) {
    classes.numbers.push(row.classIndex);
    classes.inkCoverage.push(row.inkCoverage);
    classes.meanGrey.push(row.meanGrey);
    classes.blank.push(row.blank);
  }
  return {
    statistics: manifest?.statistics ?? null,
    nearDuplicates: manifest?.nearDuplicates ?? null,
    classes,
  };
}
