/** What the studio remembers between starts: one schema, kept by electron-store in Electron and by conf elsewhere. */
import { join } from "node:path";
import * as z from "zod";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import type { JobState, Settings } from "../../core/studio/api.ts";
import { settingsSchema } from "../../core/studio/schemas.ts";
import { makeRoomForFile } from "./makeFolders.ts";
import { type StoredCheck, storedCheckSchema } from "./storedCheck.ts";
import { settingsFolder, whyNotKept } from "./userFolders.ts";

export const defaultSettings: Settings = {
  workers: null,
  defaultFolder: null,
  theme: "dark",
  notifications: true,
};

/** What a whole dataset takes, as estimated. */
export interface Expected {
  seconds: number;
  bytes: number;
  /** Whole blocks. */
  diskBytes: number;
  files: number;
}

/** A job as it outlives the process; the rest is in its folder. Those that wait have their turns from the last to the first. */
export interface StoredJob {
  jobId: string;
  title: string;
  out: string;
  state: JobState;
  config: DatasetConfig;
  imagesDone: number;
  imagesTotal: number;
  bytes: number;
  blankImages: number;
  imagesPerSecond: number;
  secondsElapsed: number;
  fingerprint: string | null;
  error: string | null;
  startedAt: string;
  endedAt: string | null;
  /** When something was last heard of it at work: its end, where the process was killed. */
  heardAt: string | null;
  expected: Expected | null;
  nothingLeft: boolean;
  /** The user wants it even where the disk looks too small. */
  force: boolean;
}

export interface RecentDataset {
  path: string;
  title: string;
  openedAt: string;
}

export interface WindowState {
  x: number | null;
  y: number | null;
  width: number;
  height: number;
  maximized: boolean;
}

export interface StoredState {
  settings: Settings;
  window: WindowState | null;
  jobs: StoredJob[];
  /** Of each dataset the last one, the latest first. */
  checks: StoredCheck[];
  recentDatasets: RecentDataset[];
}

const count = z.number().min(0);
const storedJobSchema = z.object({
  jobId: z.string(),
  title: z.string(),
  out: z.string(),
  state: z.enum([
    "queued",
    "starting",
    "running",
    "paused",
    "finished",
    "cancelled",
    "failed",
    "interrupted",
  ]),
  config: z.record(z.string(), z.unknown()),
  imagesDone: count,
  imagesTotal: count,
  bytes: count,
  blankImages: count,
  imagesPerSecond: count,
  secondsElapsed: count,
  fingerprint: z.string().nullable(),
  error: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  // Earlier versions did not keep these.
  heardAt: z.string().nullable().default(null),
  expected: z
    .object({ seconds: count, bytes: count, diskBytes: count, files: count })
    .nullable()
    .default(null),
  nothingLeft: z.boolean().default(false),
  force: z.boolean().default(false),
});
const coordinate = z.number().nullable();

const storedSchemas = {
  // Earlier versions kept more settings.
  settings: settingsSchema.strip(),
  window: z
    .object({ x: coordinate, y: coordinate, width: z.number(), height: z.number(), maximized: z.boolean() })
    .nullable(),
  jobs: z.array(storedJobSchema),
  checks: z.array(storedCheckSchema),
  recentDatasets: z.array(z.object({ path: z.string(), title: z.string(), openedAt: z.string() })),
} satisfies Record<keyof StoredState, z.ZodType>;

const defaults: StoredState = {
  settings: defaultSettings,
  window: null,
  jobs: [],
  checks: [],
  recentDatasets: [],
};

/** What conf and electron-store both are. */
export interface KeyValueStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  readonly path: string;
}

export class SettingsStore {
  private readonly store: KeyValueStore;

  constructor(store: KeyValueStore) {
    this.store = store;
  }

  /** The file that holds everything. */
  get path(): string {
    return this.store.path;
  }

  /** What does not fit the schema, as a file edited by hand or of another version, counts as not there. */
  get<K extends keyof StoredState>(key: K): StoredState[K] {
    const parsed = storedSchemas[key].safeParse(this.store.get(key));
    return (parsed.success ? parsed.data : structuredClone(defaults[key])) as StoredState[K];
  }

  set<K extends keyof StoredState>(key: K, value: StoredState[K]): void {
    this.store.set(key, value);
  }
}

const storeOptions = { clearInvalidConfig: true, defaults: {} } as const;

/**
 * The store of a host without Electron: settings.json in the platform's folder for settings.
 * @param folder another folder, as for tests
 * @param say called once where settings cannot be kept
 */
export async function openConfStore(
  folder: string | undefined,
  say: (sentence: string) => void,
): Promise<SettingsStore> {
  const { default: Conf } = await import("conf");
  const cwd = folder ?? settingsFolder();
  const open = () => {
    makeRoomForFile(join(cwd, "settings.json"));
    return new Conf({ ...storeOptions, cwd, configName: "settings" }) as unknown as KeyValueStore;
  };
  return new SettingsStore(new MemoryOverFile(open, say));
}

/** The store of the Electron host, in its userData folder. */
export async function openElectronStore(say: (sentence: string) => void): Promise<SettingsStore> {
  const { default: ElectronStore } = await import("electron-store");
  const open = () => new ElectronStore({ ...storeOptions, name: "settings" }) as unknown as KeyValueStore;
  return new SettingsStore(new MemoryOverFile(open, say));
}

/** Keeps in memory what the file cannot take, as in a home that is missing or read-only. */
class MemoryOverFile implements KeyValueStore {
  private file: KeyValueStore | null = null;
  private readonly memory = new Map<string, unknown>();
  private readonly say: (sentence: string) => void;
  private said = false;

  constructor(open: () => KeyValueStore, say: (sentence: string) => void) {
    this.say = say;
    try {
      this.file = open();
    } catch (error) {
      this.notKept(error);
    }
  }

  get path(): string {
    return this.file?.path ?? "";
  }

  get(key: string): unknown {
    return this.memory.has(key) ? this.memory.get(key) : this.file?.get(key);
  }

  set(key: string, value: unknown): void {
    try {
      this.file?.set(key, value);
      this.memory.delete(key);
    } catch (error) {
      this.notKept(error);
    }
    if (this.said) this.memory.set(key, structuredClone(value));
  }

  private notKept(error: unknown): void {
    if (this.said) return;
    this.said = true;
    this.say(`Settings and the list of jobs are not kept after the end: ${whyNotKept(error as Error)}`);
  }
}
