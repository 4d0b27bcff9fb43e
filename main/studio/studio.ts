/** The studio: everything a user can do, whichever window or page asks for it. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { PictureRequest, StudioApi, StudioEvent } from "../../core/studio/api.ts";
import { type DatasetPictureRequest, inputSchemas } from "../../core/studio/schemas.ts";
import { textOf } from "../common/log.ts";
import type { SettingsStore } from "../common/settings.ts";
import { cacheFolder } from "../common/userFolders.ts";
import { findClasses, knownOf } from "../generate/classes/search/searchedClasses.ts";
import { makeApi } from "./api.ts";
import { BackgroundPool } from "./backgroundPool.ts";
import { Classes } from "./classes/classes.ts";
import { StreamSweeps } from "./classes/streamSweeps.ts";
import { Comparisons } from "./comparisons.ts";
import { ConfigRegistry } from "./configRegistry.ts";
import { Checks } from "./datasets/checks/checks.ts";
import { Datasets } from "./datasets/datasets.ts";
import { Grants } from "./datasets/grants.ts";
import { Library } from "./datasets/library.ts";
import { Measurements } from "./datasets/measure/measurements.ts";
import { StudioError } from "./errors.ts";
import { Estimates } from "./estimates.ts";
import { EventBus } from "./eventBus.ts";
import { logJobs } from "./eventLog.ts";
import { Gate } from "./gate.ts";
import type { Host } from "./host.ts";
import { JOB_NICENESS, Jobs } from "./jobs/jobs.ts";
import type { JobsOptions } from "./jobs/jobsOptions.ts";
import type { PictureFile } from "./pictures/pictureFile.ts";
import { PicturePool } from "./pictures/picturePool.ts";
import { Pictures } from "./pictures/pictures.ts";
import { inputProblem } from "./validate.ts";

/** Of classes whose images are measured. */
const MOST_AT_ONCE = 8;

export interface StudioOptions {
  store: SettingsStore;
  host: Host;
  /** Another way to draw jobs, for tests. */
  createJob?: JobsOptions["createJob"];
}

export interface Studio {
  api: StudioApi;
  /** Calls a method of `api` by a name and with an argument that come from outside; both are checked. */
  call(method: string, input: unknown): Promise<unknown>;
  /** Returns how to stop listening. */
  subscribe(listener: (event: StudioEvent) => void): () => void;
  emit(event: StudioEvent): void;
  picture(request: PictureRequest, signal?: AbortSignal): Promise<PictureFile>;
  /** The same picture's greys, or red, green and blue of each pixel, row by row. */
  samples(request: PictureRequest, signal?: AbortSignal): Promise<Uint8Array>;
  datasetPicture(request: DatasetPictureRequest): Promise<PictureFile>;
  /** What the desktop hands over: files and folders that the user dropped, opened or chose. */
  library: Library;
  /** Whether the end of the program would interrupt a job. */
  hasUnfinishedJob(): boolean;
  /** Ends all threads; a running job can be continued at the next start. */
  close(): Promise<void>;
  /** Preview threads, so that tests can make one crash. */
  picturePool: PicturePool;
}

export function createStudio({ store, host, createJob }: StudioOptions): Studio {
  const events = new EventBus();
  const configs = new ConfigRegistry();
  const grants = new Grants();
  const datasets = new Datasets(configs);
  const background = new BackgroundPool(JOB_NICENESS);
  const measuring = new Gate();
  const workers = (): number => store.get("settings").workers ?? availableParallelism();

  const poolRestarted = (message: string): void => {
    host.log.error(message);
    events.emit({ type: "pool", state: "restarted", message });
  };
  const picturePool = new PicturePool(availableParallelism(), (error) => {
    host.log.error(textOf(error));
    poolRestarted("A preview thread stopped unexpectedly and was started again.");
  });
  const classes = new Classes({
    workers,
    skim: async (task) => {
      await measuring.open();
      return background.run(workers(), task);
    },
    // Not held back by a measurement, which may itself wait for the same search.
    search: (task) => background.run(workers(), task),
    onProgress: (configId, progress) => events.emit({ type: "classTable", configId, ...progress }),
  });
  const streamSweeps = new StreamSweeps({ classes, drawer: picturePool });
  const pictures = new Pictures(
    picturePool,
    (config, request, signal) => {
      const swept = streamSweeps.get(request.configId);
      return swept
        ? streamSweeps.stateOf(swept, request.instance)
        : classes.checkpoint(config, request.classIndex, signal);
    },
    (config, classIndex, signal) =>
      knownOf(config, [classIndex]).length > 0
        ? null
        : findClasses(config, [classIndex], { runner: picturePool, signal }),
  );
  const jobs = new Jobs({
    store,
    configs,
    workers,
    onJob: (job) => events.emit({ type: "job", job }),
    onJobs: (all) => events.emit({ type: "jobs", jobs: all }),
    onPoolRestarted: poolRestarted,
    now: host.now,
    ...(createJob && { createJob }),
  });
  const disturbed = (): boolean => jobs.busy || checks.busy;
  const estimates = new Estimates({
    file: join(cacheFolder(), "calibrations.json"),
    homeFolder: host.homeFolder,
    pool: background,
    workers,
    disturbed,
    hold: (work) => measuring.closedDuring(work),
  });
  const checks = new Checks({
    store,
    workers,
    stampOf: (folder) =>
      datasets.openDataset(folder).then(
        ({ stamp }) => stamp,
        () => "",
      ),
    onCheck: (check) => events.emit({ type: "check", check }),
    now: host.now,
  });
  const measurements = new Measurements({
    datasets,
    folder: join(cacheFolder(), "measured"),
    // A job at work has the processors.
    atOnce: () => (jobs.busy ? 1 : Math.min(MOST_AT_ONCE, workers())),
    measure: (task) => background.run(workers(), task),
    onMeasuring: (measuring) => events.emit({ type: "measuring", measuring }),
    say: (sentence) => host.log.error(sentence),
  });
  const comparisons = new Comparisons({
    ...{ configs, pool: background, workers, classes },
    disturbed,
    onComparing: (comparing) => events.emit({ type: "comparing", comparing }),
  });
  const library = new Library({ store, host, configs, grants, datasets, events });
  for (const { out } of jobs.list()) library.trust(out);
  for (const { path } of checks.list()) library.trust(path);
  logJobs(events, host.log);
  const api = makeApi({
    store,
    host,
    configs,
    library,
    datasets,
    checks,
    measurements,
    classes,
    comparisons,
    estimates,
    jobs,
    events,
    drawer: picturePool,
    streamSweeps,
  });

  return {
    api,
    async call(method, input) {
      if (!Object.hasOwn(inputSchemas, method)) {
        throw new StudioError("UnknownMethod", `The studio has no method ${JSON.stringify(method)}`);
      }
      const name = method as keyof StudioApi;
      const parsed = inputSchemas[name].safeParse(input ?? {});
      if (!parsed.success) throw inputProblem(name, parsed.error);
      return (api[name] as (input: unknown) => Promise<unknown>)(parsed.data);
    },
    subscribe: (listener) => events.subscribe(listener),
    emit: (event) => events.emit(event),
    async picture(request, signal) {
      const config = streamSweeps.get(request.configId)?.config ?? configs.get(request.configId);
      return { bytes: await pictures.picture(config, request, "png", signal), type: "image/png" };
    },
    async samples(request, signal) {
      const config = streamSweeps.get(request.configId)?.config ?? configs.get(request.configId);
      return pictures.picture(config, request, "samples", signal);
    },
    datasetPicture: ({ datasetId, classIndex, name }) => datasets.picture(datasetId, classIndex, name),
    library,
    hasUnfinishedJob: () => jobs.unfinished,
    async close() {
      classes.close();
      estimates.close();
      await Promise.all([jobs.close(), checks.close(), measurements.close(), comparisons.close()]);
      await Promise.all([background.close(), picturePool.close()]);
    },
    picturePool,
  };
}
