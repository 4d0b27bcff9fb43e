/** What a look at every file of a dataset finds, and how far it is. */

/**
 * Of an image's file. `missing`; `not a file`: a link, a pipe, a device or a folder in its place; `unreadable`: the system refuses to read it; `cut off`: the beginning of what it should be;
 * `not decodable`: no image any more; `other bytes`: the same picture, encoded otherwise; `other picture`.
 */
export type FileFaultKind =
  | "missing"
  | "not a file"
  | "unreadable"
  | "cut off"
  | "not decodable"
  | "other bytes"
  | "other picture";

/**
 * Beyond images: `foreign`, a file or folder that is not the dataset's; `damaged`, one of its descriptions; `not a folder`,
 * a link or a file where a folder belongs.
 */
export type FaultKind = FileFaultKind | "foreign" | "misnamed" | "damaged" | "not a folder";

export interface Fault {
  /** Relative to the dataset's folder; in the packed layouts with what is meant of the shard. */
  path: string;
  kind: FaultKind;
  /** More of it, in a few words. */
  detail?: string;
  /** Whether it has been put right. */
  repaired: boolean;
  /** Whether what stands there is not what was looked at any more: nothing is known of it. */
  changed?: boolean | undefined;
}

/** As `visualatom verify` and `repair` do. */
export interface DatasetCheck {
  datasetId: string;
  /** Of the dataset's folder, and what it is called. */
  path: string;
  title: string;
  /** Puts right what is wrong. */
  repair: boolean;
  /** `interrupted`: by the end of the studio. */
  state: "running" | "finished" | "cancelled" | "failed" | "interrupted";
  /** As of a job: classes that a search has found and has to find before anything is compared. */
  search?: { known: number; wanted: number };
  imagesDone: number;
  imagesTotal: number;
  imagesPerSecond: number;
  /** null while there is nothing to judge by. */
  secondsLeft: number | null;
  secondsElapsed: number;
  /**
   * What the last look that came to its end found: this one, or while it has not ended so, the one before it. The first
   * 1,000, by name; all of them are counted.
   */
  faults: Fault[];
  faultsTotal: number;
  faultsRepaired: number;
  /** Those that still stand: neither put right nor of files that have changed since. */
  faultsOpen: number;
  /** When that look ended; null where there was none. */
  faultsSince: string | null;
  /** Whether images have come, gone or changed places since. */
  changed: boolean;
  /** Whether the dataset has all of its images by its journal. */
  complete: boolean;
  /** Why it failed, in a sentence. */
  error: string | null;
  startedAt: string;
  endedAt: string | null;
  /** Whether Jobs lists it. What is known of the dataset stays known where it does not. */
  listed: boolean;
}
