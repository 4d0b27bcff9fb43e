/** What may be asked of a look at a dataset. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import type { JobProgress } from "../generate/progress.ts";

export interface VerifyOptions {
  folder: string;
  /** For a dataset whose description is lost. */
  config?: DatasetConfig | undefined;
  /** Draw only about this many images, chosen at random; all others are compared by their digests. */
  sample?: number | undefined;
  /** Put right what is wrong. */
  repair?: boolean;
  /** Remove what does not belong to the dataset. */
  deleteForeign?: boolean;
  workers?: number | undefined;
  niceness?: number | undefined;
  signal?: AbortSignal;
  /** Where a search finds the classes, before anything is compared. */
  classesFound?(known: number, wanted: number): void;
  progress?(progress: JobProgress): void;
}
