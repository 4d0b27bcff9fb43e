/** A studio on temporary folders with everything real: threads, kernel, disk. */
import { join } from "node:path";
import { afterEach } from "vitest";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import type { JobProgress, JobState, StudioEvent } from "../../core/studio/api.ts";
import { openLog } from "../../main/common/log.ts";
import { openConfStore, type SettingsStore } from "../../main/common/settings.ts";
import type { Host, HostDialogs } from "../../main/studio/host.ts";
import { createStudio, type Studio, type StudioOptions } from "../../main/studio/studio.ts";
import { cacheOfOwn, temporaryFolder } from "./folders.ts";

export interface TestStudio {
  studio: Studio;
  store: SettingsStore;
  events: StudioEvent[];
  /** Settings, cache and home of this studio; another one started on it is its next start. */
  folder: string;
}

const open: Studio[] = [];

afterEach(async () => {
  for (const studio of open.splice(0)) await studio.close();
});

export interface TestStudioOptions {
  /** Of an earlier studio, for its next start. */
  folder?: string;
  /** With dialogs the studio behaves as in Electron. */
  dialogs?: HostDialogs | null;
  createJob?: StudioOptions["createJob"];
}

export async function testStudio(options: TestStudioOptions = {}): Promise<TestStudio> {
  const { folder = temporaryFolder(), dialogs = null, createJob } = options;
  cacheOfOwn(join(folder, "cache"));
  const store = await openConfStore(join(folder, "settings"), () => {});
  const host: Host = {
    kind: dialogs ? "electron" : "browser",
    homeFolder: folder,
    startCommand: null,
    dialogs,
    showFolder: async () => dialogs !== null,
    now: Date.now,
    log: openLog("test", join(folder, "log")),
  };
  const studio = createStudio({ store, host, ...(createJob && { createJob }) });
  open.push(studio);
  const events: StudioEvent[] = [];
  studio.subscribe((event) => events.push(event));
  return { studio, store, events, folder };
}

/** A few small classes; any field can be given. */
export function smallConfig(changes: Record<string, unknown> = {}): DatasetConfig {
  return parseConfig({
    formulation: "paper",
    classes: 3,
    instances: 4,
    imageSize: 64,
    parameters: { orbits: [1, 20], vertices: [20, 60] },
    ...changes,
  });
}

export async function register(studio: Studio, config: unknown): Promise<string> {
  const result = await studio.api.registerConfig({ config });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.registered.configId;
}

/** A granted folder for a dataset. */
export async function grantedFolder(studio: Studio): Promise<string> {
  const { path } = await studio.api.grantFolder({ path: temporaryFolder() });
  return join(path, "dataset");
}

/** Resolves once the job is in one of these states. */
export async function jobState(studio: Studio, jobId: string, ...states: JobState[]): Promise<JobProgress> {
  return until(async () => {
    const job = (await studio.api.jobs()).find((candidate) => candidate.jobId === jobId);
    return job && states.includes(job.state) ? job : null;
  });
}

/** Asks again until there is an answer. */
export async function until<T>(ask: () => Promise<T | null> | T | null, seconds = 180): Promise<T> {
  const end = Date.now() + 1000 * seconds;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The number once it has stood still for a while; what is under way when work is paused still ends, at its own pace. */
export async function standstill(ask: () => Promise<number> | number): Promise<number> {
  let last = await ask();
  for (let same = 0; same < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const now = await ask();
    same = now === last ? same + 1 : 0;
    last = now;
  }
  return last;
}
