/** What the main thread asks of a worker and what comes back: plain data, structured-cloneable. */
import type { ClassParameters, DatasetConfig } from "../core/config/parameters.ts";
import type { ClassRow } from "../core/formulations/pointFormulation.ts";
import type { StreamCheckpoint } from "../core/render/imageSource.ts";
import type { FileFaultKind } from "../core/studio/datasetCheck.ts";
import type {
  AlikeResult,
  AlikeTask,
  MeasureResult,
  MeasureTask,
  SimilaritiesResult,
  SimilaritiesTask,
} from "./measureMessages.ts";
import type { PackedSamples } from "./packed/pack.ts";
import type { ToneSums } from "./toneSums.ts";

/** An image of the dataset; classIndex is absolute (startClass included). */
export interface ImagePosition {
  classIndex: number;
  instance: number;
}

/** A run of instances of one class; in the packed layouts, a run of samples of one shard. */
export interface Run {
  /** In the packed layouts the shard's number, from 0. */
  classIndex: number;
  /** First instance; in the packed layouts the first sample of the shard. */
  first: number;
  count: number;
}

/** Draws, encodes and writes a run of images; in the packed layouts the main thread writes them. */
export interface UnitTask {
  kind: "unit";
  config: DatasetConfig;
  out: string;
  /** Name of the job's lock: without it the folder is not the dataset's any more. */
  lock: string;
  run: Run;
  /** With streams: a state at or before the run's first image; null is the stream's seed. */
  checkpoint: StreamCheckpoint | null;
  /** Shared counters of the job, see counters.ts. */
  counters: SharedArrayBuffer;
  /** Compare with what is there instead of writing. */
  check?: UnitCheck;
}

export interface UnitCheck {
  /** Write what is missing or differs, unless it is what was written. */
  repair: boolean;
  /** Remove folders that stand in the place of images with all that is in them. */
  deleteForeign: boolean;
  /** SHA-256, hex, of what was written by the journal. */
  digest: string;
  /** In the packed layouts: where the run's bytes are. */
  place?: ShardPlace;
}

export interface ShardPlace {
  /** Of the shard, relative to the dataset's folder. */
  path: string;
  /** First byte. */
  at: number;
  /** Bytes, by the journal. */
  length: number;
}

export interface FileFault {
  /** Relative to the dataset's folder; in the packed layouts with what is meant of the shard. */
  path: string;
  kind: FileFaultKind;
  /** SHA-256, hex, of what is there and of what should be; null where that is not known. */
  found: string | null;
  expected: string | null;
  /** More of it, in a few words. */
  detail?: string;
  /** Why it was not put right though that was asked for. */
  left?: string;
  /** A folder that stood in its place was removed with all that was in it. */
  removed?: true;
}

export interface UnitResult {
  kind: "unit";
  /** Sum of the files' sizes. */
  bytes: number;
  /** What its images are like. */
  tones: ToneSums;
  /** In the packed layouts: the same of each class, see `packToneSums`. */
  classTones?: string;
  /** SHA-256, hex, over the files' bytes one after the other. */
  digest: string;
  /** null in the packed layouts, whose runs are of many classes. */
  parameters: ClassParameters | null;
  /** With streams: the state after the run's last image. */
  checkpoint: StreamCheckpoint | null;
  /** In the packed layouts: what is to be written to the shard. */
  packed?: PackedSamples;
  /** Where files were compared: what is wrong. */
  faults?: FileFault[];
  /** Where shards were compared: bytes of each column chunk, of Parquet. */
  columns?: number[];
  /** Where shards were compared: what belongs in the place of what differs. */
  wanted?: Uint8Array;
  /** Where files were compared: they are what was written, though it is not what is drawn here. */
  asWritten?: boolean;
}

/** Draws a stretch of the mixed order as tar members and hands them back. */
export interface SamplesTask {
  kind: "samples";
  config: DatasetConfig;
  /** Which order, see SampleOrder. */
  epoch: number;
  /** First position in the order. */
  first: number;
  count: number;
  /** Put after the names of all samples. */
  keySuffix?: string;
  counters: SharedArrayBuffer;
}

export interface SamplesResult {
  kind: "samples";
  bytes: Uint8Array;
}

/** With streams: runs the generator, not the renderer, from one state to others. */
export interface SkimTask {
  kind: "skim";
  config: DatasetConfig;
  checkpoint: StreamCheckpoint | null;
  /** Ascending, all in one stream and none before the checkpoint. */
  targets: ImagePosition[];
  counters: SharedArrayBuffer;
}

export interface SkimResult {
  kind: "skim";
  /** The state before each target; null stands for the seed of the stream. */
  checkpoints: (StreamCheckpoint | null)[];
}

/** Draws a few images for a person to look at. */
export interface ImagesTask {
  kind: "images";
  config: DatasetConfig;
  images: ImagePosition[];
  /** Side, px, at most the rendered size; larger pictures are reduced by area. */
  size: number;
  /** `png`: encoded; `samples`: size · size greys, or red, green and blue of each pixel. */
  form: "png" | "samples";
  /** With streams: a state at or before the first image; null is the stream's seed. */
  checkpoint: StreamCheckpoint | null;
}

export interface ImagesResult {
  kind: "images";
  images: Uint8Array[];
  /** How often each was drawn in vain before, see `drawImage`. */
  attempts: number[];
}

/** Finds what was drawn by lot for a run of images of one class, without storing a picture. */
export interface DrawsTask {
  kind: "draws";
  config: DatasetConfig;
  classIndex: number;
  first: number;
  count: number;
  /** With streams: a state at or before the run's first image; null is the stream's seed. */
  checkpoint: StreamCheckpoint | null;
}

export interface ImageDraws {
  /** Where the nucleus lies, px of the image as it is drawn. */
  nucleusX: number;
  nucleusY: number;
  /** What else its formulation draws for each image, by its `imageColumns`. */
  further: number[];
  /** How often it was drawn in vain before, see `drawImage`. */
  redraws: number;
  /** Of each orbit from the innermost, 0…255. */
  greys: Uint8Array;
}

export interface DrawsResult {
  kind: "draws";
  draws: ImageDraws[];
  /** With streams: the state after the run's last image. */
  checkpoint: StreamCheckpoint | null;
}

/** Measures pictures of any origin. */
export interface TonesTask {
  kind: "tones";
  /** Their files' bytes: PNG, JPEG or WebP. */
  pictures: Uint8Array[];
}

export interface PictureTone {
  /** Part of the pixels that is not background, 0 … 1. */
  ink: number;
  /** Mean of all pixels' channels, 0 … 255. */
  grey: number;
}

export interface TonesResult {
  kind: "tones";
  /** null for what cannot be decoded. */
  tones: (PictureTone | null)[];
}

/** Draws and encodes, but does not write, images of a sample until the time is up. */
export interface CalibrateTask {
  kind: "calibrate";
  config: DatasetConfig;
  /** Images are taken from here in turn, at least one. */
  images: ImagePosition[];
  seconds: number;
  /** Files occupy whole blocks of this many bytes. */
  blockSize: number;
  counters: SharedArrayBuffer;
}

export interface CalibrateResult {
  kind: "calibrate";
  images: number;
  bytes: number;
  /** Bytes in whole blocks. */
  diskBytes: number;
  seconds: number;
}

/** Looks for classes among candidates, or at those that somebody has brought. */
export type SearchTask = { kind: "search"; config: DatasetConfig } & (
  | {
      /** Candidates of one class alone. */
      order: "alone";
      classIndex: number;
      /** Number of the first candidate. */
      first: number;
      candidates: number;
    }
  | {
      /** Candidates of the one generator that has all. */
      order: "sequence";
      /** Before the first. */
      state: Uint32Array;
      candidates: number;
      /** Blocks of so many candidates to run past without trying them; 0 tries one block. */
      skips: number;
    }
  | {
      /** Fills in what is measured of a class. */
      order: "measure";
      rows: ClassRow[];
    }
);

export interface SearchResult {
  kind: "search";
  /** Of what was found, in order. */
  rows: ClassRow[];
  /** Which candidate each was, from 0; of a sequence. */
  candidates: number[];
  /** Of a sequence: the state behind the block, or behind each that was run past. */
  states: Uint32Array[];
}

/** The classes that a task needs, where they come from a search. */
export interface SentClasses {
  /** Names their table. */
  key: string;
  rows: [number, ClassRow][];
}

/** A task that was told to stop; what it wrote is not journalled. */
export interface StoppedResult {
  kind: "stopped";
}

export interface TaskResults {
  unit: UnitResult | StoppedResult;
  skim: SkimResult | StoppedResult;
  images: ImagesResult;
  draws: DrawsResult;
  samples: SamplesResult | StoppedResult;
  calibrate: CalibrateResult | StoppedResult;
  tones: TonesResult;
  search: SearchResult;
  measure: MeasureResult | StoppedResult;
  similarities: SimilaritiesResult | StoppedResult;
  alike: AlikeResult;
}

/** Put in by the pool that runs the task. */
interface WithClasses {
  classes?: SentClasses;
}

export type Task =
  | ((UnitTask | SkimTask | ImagesTask | DrawsTask | SamplesTask | CalibrateTask | MeasureTask) & WithClasses)
  | TonesTask
  | SimilaritiesTask
  | AlikeTask
  | SearchTask;
export type TaskResult = TaskResults[Task["kind"]];
