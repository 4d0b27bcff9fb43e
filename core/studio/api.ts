/** StudioApi: one method per thing a user can do. The page knows this and nothing of the host behind it. */
import type { Comparison } from "../compare/comparison.ts";
import type { ConfigProblem } from "../config/errors.ts";
import type { DatasetConfig } from "../config/parameters.ts";
import type { NearPair } from "../likeness/nearDuplicates.ts";
import type {
  Anatomy,
  ClassDetail,
  ClassTable,
  ClassTableResult,
  ImageFacts,
  MapAnatomy,
} from "./classes.ts";
import type { Comparing, ComparisonInput } from "./comparing.ts";
import type { DatasetImages, DatasetInfo, DatasetQuality, FoundImage, Measuring } from "./dataset.ts";
import type { DatasetCheck } from "./datasetCheck.ts";
import type { JobProgress, JobSummary } from "./jobs.ts";

export type {
  Anatomy,
  ClassDetail,
  ClassTable,
  ClassTableResult,
  ImageFacts,
  MapAnatomy,
} from "./classes.ts";
export type { Comparing, ComparisonInput } from "./comparing.ts";
export type { DatasetImages, DatasetInfo, DatasetQuality, FoundImage, Measuring } from "./dataset.ts";
export type { JobProgress, JobState, JobSummary } from "./jobs.ts";
export { datasetPictureAddress, type PictureRequest, pictureAddress } from "./pictureAddress.ts";

export type Theme = "system" | "light" | "dark";

export interface Settings {
  /** Threads that draw; null: all available cores. */
  workers: number | null;
  /** Where new datasets are proposed; null: the user's documents or home folder. */
  defaultFolder: string | null;
  theme: Theme;
  notifications: boolean;
}

export interface About {
  version: string;
  host: "electron" | "browser";
  cores: number;
  platform: string;
  homeFolder: string;
  /** Another one at each start of the host. */
  start: string;
  /** What starts this host again from where it was started; null of one that starts its page itself. */
  startCommand: string | null;
  canvasVersion: string;
  logFile: string;
}

/** What the page knows from its start. */
export interface HostFacts {
  about: About;
  settings: Settings;
}

export interface Estimate {
  images: number;
  bytes: number;
  seconds: number;
  imagesPerSecond: number;
  workers: number;
  /** Free bytes where the dataset would go; null where no folder was given or its file system does not tell. */
  freeBytes: number | null;
  /** What the jobs at work and in the queue will still write to the same disk. */
  reservedBytes: number;
  /** Whether it has room beside what they will write. */
  enoughSpace: boolean;
}

/** A configuration the host has accepted; `configId` names it in picture addresses. Equal configurations have equal ids. */
export interface RegisteredConfig {
  configId: string;
  config: DatasetConfig;
}

export type ConfigResult =
  | { ok: true; registered: RegisteredConfig }
  | { ok: false; problems: ConfigProblem[] };

/** `refused` says why in a sentence. */
export type OutCheck = { state: "free" | "begun" | "finished" } | { state: "refused"; message: string };

export interface FolderListing {
  path: string;
  parent: string | null;
  folders: { name: string; path: string; dataset: boolean }[];
  files: { name: string; path: string }[];
  writable: boolean;
  /** null where the file system does not tell. */
  freeBytes: number | null;
}

export type StudioEvent =
  | { type: "job"; job: JobProgress }
  /** All jobs, whenever one enters or leaves the list, takes another turn or changes its state. */
  | { type: "jobs"; jobs: JobProgress[] }
  | { type: "classTable"; configId: string; done: number; total: number; known: number[] }
  | { type: "pool"; state: "restarted"; message: string }
  | { type: "settings"; settings: Settings }
  | { type: "check"; check: DatasetCheck }
  | { type: "measuring"; measuring: Measuring }
  | { type: "comparing"; comparing: Comparing }
  /** The page's own way to its host, told by the bridge: `refused` by a host that was started anew. */
  | { type: "connection"; state: "open" | "lost" | "refused" }
  /** Native menu, a file opened from the desktop, or a dropped file. */
  | { type: "command"; command: "place"; place: string }
  | { type: "command"; command: "openConfig"; registered: RegisteredConfig; name: string; path: string }
  | { type: "command"; command: "openDataset"; dataset: DatasetInfo }
  | { type: "command"; command: "generate" | "undo" | "redo" };

/** Every method takes one plain object (or nothing) and answers with plain data; failures are StudioError. */
export interface StudioApi {
  about(): Promise<About>;
  settings(): Promise<Settings>;
  saveSettings(changes: Partial<Settings>): Promise<Settings>;

  /** Validates and registers a configuration. */
  registerConfig(input: { config: unknown }): Promise<ConfigResult>;
  /** Host dialog (Electron) or a path chosen in the page's folder browser; null when cancelled. */
  openConfigFile(input: {
    path?: string;
  }): Promise<{ name: string; path: string; result: ConfigResult } | null>;
  /**
   * To `path`, or where the host's dialog says, which starts at `startAt` and proposes `name`; null when cancelled.
   * A file that is there under `path` is only replaced with `replace`.
   */
  saveConfigFile(input: {
    config: unknown;
    path?: string;
    replace?: boolean;
    name: string;
    startAt?: string;
  }): Promise<{ path: string } | null>;
  /** With `out`: free disk there. Cached per configuration; the first call calibrates for about two seconds. */
  estimate(input: { configId: string; out?: string }): Promise<Estimate>;
  commandLine(input: { configId: string; out?: string }): Promise<{ command: string }>;

  classTable(input: { configId: string }): Promise<ClassTableResult>;
  classDetail(input: { configId: string; classIndex: number }): Promise<ClassDetail>;
  anatomy(input: {
    configId: string;
    classIndex: number;
    instance: number;
    maximumOrbits: number;
  }): Promise<Anatomy>;
  /** Of pictures of points. @see anatomy */
  mapAnatomy(input: {
    configId: string;
    classIndex: number;
    instance: number;
    maximumPoints: number;
  }): Promise<MapAnatomy>;
  /**
   * Registers the configurations of a sweep: one parameter of this class at `steps` values, the others fixed.
   * With streams the ids are good for pictures of this class only.
   */
  sweep(input: {
    configId: string;
    classIndex: number;
    /** Of pictures of points, whose weights are swept: which image; 0 by default. */
    instance?: number;
    parameter: string;
    steps: number;
  }): Promise<{ pictures: { value: number; configId: string; instance?: number }[] }>;

  /**
   * Draws samples of some configurations in the background and compares them, one comparison at a time; its progress and its
   * end are told by events.
   */
  startComparison(input: ComparisonInput): Promise<Comparing>;
  cancelComparison(input: { comparisonId: string }): Promise<void>;
  /** The last one of this input since the start, or null. */
  comparing(input: ComparisonInput): Promise<Comparing | null>;
  /** The one that is at work, whatever its input; or null. */
  comparisonAtWork(): Promise<Comparing | null>;
  /** What a finished one has found, the configurations in the order of its input and named by their ids; or null. */
  comparison(input: { comparisonId: string }): Promise<Comparison | null>;

  /** What starting a job in this folder would find there. */
  checkOut(input: { configId: string; out: string }): Promise<OutCheck>;
  /** Puts it into the queue where another one is at work or waits. Fails with `Complete` where nothing is left to do. */
  startJob(input: { configId: string; out: string; force?: boolean }): Promise<JobSummary>;
  pauseJob(input: { jobId: string }): Promise<JobSummary>;
  /** Puts it into the queue where another one is at work. */
  continueJob(input: { jobId: string }): Promise<JobSummary>;
  cancelJob(input: { jobId: string }): Promise<JobSummary>;
  /** Forgets a job; its files stay. One that waits leaves the queue, and stays in the list if it had been begun. */
  removeJob(input: { jobId: string }): Promise<void>;
  /** Changes turns with the one before or after it in the queue. */
  moveJob(input: { jobId: string; to: "earlier" | "later" }): Promise<void>;
  /** After a start of the studio the queue waits for this, or for a job that is continued. */
  startQueue(): Promise<void>;
  /** Newest first; those at work and in the queue included. */
  jobs(): Promise<JobProgress[]>;

  /** Host dialog (Electron); null when cancelled. In the browser host the page shows its folder browser instead. */
  chooseFolder(input: { title: string; startAt?: string }): Promise<{ path: string } | null>;
  /** Browser host only: what its folder browser shows. Choosing a folder there grants it. */
  listFolder(input: { path?: string; extensions?: string[] }): Promise<FolderListing>;
  makeFolder(input: { parent: string; name: string }): Promise<{ path: string }>;
  grantFolder(input: { path: string }): Promise<{ path: string }>;
  openDataset(input: { path: string }): Promise<DatasetInfo>;
  /** Of a class, by its place in the list, or with `shard` of a shard in the order in which they lie there. */
  datasetImages(input: {
    datasetId: string;
    classIndex: number;
    shard?: boolean;
    first: number;
    count: number;
  }): Promise<DatasetImages>;
  findDatasetImage(input: { datasetId: string; classIndex: number; name: string }): Promise<FoundImage>;
  datasetQuality(input: { datasetId: string }): Promise<DatasetQuality>;
  /**
   * Reads in the background what nobody measured when it was written, one dataset at a time; what was read is kept.
   * Its progress and its end are told by events.
   */
  startMeasuring(input: { datasetId: string }): Promise<Measuring>;
  cancelMeasuring(input: { datasetId: string }): Promise<void>;
  /** The last one of this dataset since the start, or null. */
  measuring(input: { datasetId: string }): Promise<Measuring | null>;
  /** Classes that are nearly the same, nearest first; at most 10,000 pairs. */
  nearPairs(input: { datasetId: string }): Promise<NearPair[]>;
  /** The parameters of the classes as the dataset's own table has them, for those that only streams or a search could tell; or null. */
  datasetClasses(input: { datasetId: string }): Promise<ClassTable | null>;
  /** What was drawn by lot for one image. */
  imageDraws(input: { configId: string; classIndex: number; instance: number }): Promise<ImageFacts>;
  /** Looks at every file, one dataset at a time; its progress and its end are told by events. */
  startCheck(input: {
    datasetId: string;
    repair: boolean;
    deleteForeign?: boolean;
    /** What the images are compared with, where the folder does not say it itself. */
    configId?: string;
  }): Promise<DatasetCheck>;
  cancelCheck(input: { datasetId: string }): Promise<void>;
  /** Takes it off the list of jobs; what it found stays known. */
  removeCheck(input: { datasetId: string }): Promise<void>;
  /** The last one of this dataset, or null. */
  datasetCheck(input: { datasetId: string }): Promise<DatasetCheck | null>;
  /** The last one of each dataset, the latest first. */
  checks(): Promise<DatasetCheck[]>;
  recentDatasets(): Promise<{ path: string; title: string; openedAt: string }[]>;
  /** Shows the folder in the desktop's file manager; in the browser host answers shown: false. */
  showFolder(input: { path: string }): Promise<{ shown: boolean }>;
}

/** Names of all methods, for hosts that forward them one by one; the type makes sure that none is missing. */
const methodNames: Record<keyof StudioApi, true> = {
  about: true,
  settings: true,
  saveSettings: true,
  registerConfig: true,
  openConfigFile: true,
  saveConfigFile: true,
  estimate: true,
  commandLine: true,
  classTable: true,
  classDetail: true,
  anatomy: true,
  mapAnatomy: true,
  sweep: true,
  startComparison: true,
  cancelComparison: true,
  comparing: true,
  comparisonAtWork: true,
  comparison: true,
  checkOut: true,
  startJob: true,
  pauseJob: true,
  continueJob: true,
  cancelJob: true,
  removeJob: true,
  moveJob: true,
  startQueue: true,
  jobs: true,
  chooseFolder: true,
  listFolder: true,
  makeFolder: true,
  grantFolder: true,
  openDataset: true,
  datasetImages: true,
  findDatasetImage: true,
  datasetQuality: true,
  startMeasuring: true,
  cancelMeasuring: true,
  measuring: true,
  nearPairs: true,
  datasetClasses: true,
  imageDraws: true,
  startCheck: true,
  cancelCheck: true,
  removeCheck: true,
  datasetCheck: true,
  checks: true,
  recentDatasets: true,
  showFolder: true,
};
export const studioMethods = Object.keys(methodNames) as (keyof StudioApi)[];
