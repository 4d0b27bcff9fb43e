/** What the studio tells of a dataset on the disk. */
import type { DatasetConfig, Layout } from "../config/parameters.ts";
import type { NearDuplicates } from "../likeness/nearDuplicates.ts";

export interface DatasetInfo {
  datasetId: string;
  path: string;
  layout: Layout;
  classes: { name: string; images: number }[];
  images: number;
  /** null for a folder without dataset.json (the authors' script's own output). */
  config: DatasetConfig | null;
  configId: string | null;
  fingerprint: string | null;
  complete: boolean | null;
  bytes: number | null;
  blankImages: number | null;
  generator: string | null;
}

/** What a dataset says of its images; see its statistics.csv. */
export interface DatasetQuality {
  /** Of all stored images: part of the pixels that is not black, mean grey 0 … 255; null where not measured. */
  statistics: { inkCoverage: number; meanGrey: number; redrawnImages: number } | null;
  nearDuplicates: NearDuplicates | null;
  /** Columns, one place for each class that was measured. */
  classes: { numbers: number[]; inkCoverage: number[]; meanGrey: number[]; blank: number[] };
}
