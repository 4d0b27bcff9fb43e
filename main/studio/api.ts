/** StudioApi over the parts of the studio; arguments have been checked against their schemas. */
import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { isPolylines } from "../../core/formulations/index.ts";
import type { Estimate, OutCheck, StudioApi } from "../../core/studio/api.ts";
import { bytesText } from "../common/format.ts";
import type { SettingsStore } from "../common/settings.ts";
import { canvasVersion, generator } from "../common/version.ts";
import type { Manifest } from "../dataset/manifest.ts";
import { inspectFolder } from "../dataset/outputFolder.ts";
import { anatomy } from "./classes/anatomy.ts";
import type { Classes } from "./classes/classes.ts";
import { describeClass } from "./classes/describeClass.ts";
import { imageFacts, shownImage } from "./classes/imageFacts.ts";
import { mapAnatomy, weightSweep } from "./classes/mapAnatomy.ts";
import { stateBefore } from "./classes/streamState.ts";
import { type StreamSweeps, streamSweep } from "./classes/streamSweeps.ts";
import { sweep } from "./classes/sweep.ts";
import { generateCommand } from "./commandLine.ts";
import type { Comparisons } from "./comparisons.ts";
import type { ConfigRegistry } from "./configRegistry.ts";
import type { Checks } from "./datasets/checks/checks.ts";
import { datasetClasses } from "./datasets/datasetClasses.ts";
import type { Datasets } from "./datasets/datasets.ts";
import type { Library } from "./datasets/library.ts";
import type { Measurements } from "./datasets/measure/measurements.ts";
import { nearPairs } from "./datasets/nearPairs.ts";
import { plainError, StudioError } from "./errors.ts";
import type { Estimates } from "./estimates.ts";
import type { EventBus } from "./eventBus.ts";
import type { Host } from "./host.ts";
import { hasJournal } from "./jobs/jobStates.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { PicturePool } from "./pictures/picturePool.ts";
import { checkPosition } from "./pictures/pictures.ts";

export interface ApiParts {
  store: SettingsStore;
  host: Host;
  configs: ConfigRegistry;
  library: Library;
  datasets: Datasets;
  checks: Checks;
  measurements: Measurements;
  classes: Classes;
  comparisons: Comparisons;
  estimates: Estimates;
  jobs: Jobs;
  events: EventBus;
  drawer: PicturePool;
  streamSweeps: StreamSweeps;
}

/** Below this many images the engine's own look at the disk is exact enough and needs no calibration. */
const FEW_IMAGES = 2000;

export function makeApi(parts: ApiParts): StudioApi {
  const { store, host, configs, library, datasets, checks, measurements, classes } = parts;
  const { comparisons, estimates, jobs, events } = parts;
  const start = randomUUID();
  return {
    about: async () => ({
      start,
      version: generator.version,
      host: host.kind,
      cores: availableParallelism(),
      platform: process.platform,
      homeFolder: host.homeFolder,
      startCommand: host.startCommand,
      canvasVersion: canvasVersion(),
      logFile: host.log.path,
    }),
    settings: async () => store.get("settings"),
    async saveSettings(changes) {
      const { defaultFolder } = changes;
      const folder = defaultFolder ? { defaultFolder: await library.checkDefaultFolder(defaultFolder) } : {};
      const settings = { ...store.get("settings"), ...changes, ...folder };
      store.set("settings", settings);
      events.emit({ type: "settings", settings });
      return settings;
    },

    registerConfig: async ({ config }) => configs.registerInput(config),
    openConfigFile: async ({ path }) => library.openConfigFile(path),
    saveConfigFile: async (input) => library.saveConfigFile(input),
    async estimate({ configId, out }) {
      const folder = out === undefined ? null : library.check(out);
      const reserved = folder === null ? undefined : await jobs.reservedAt(folder);
      return estimates.estimate(configs.get(configId), folder, reserved);
    },
    commandLine: async ({ configId, out }) => ({
      command: generateCommand(configs.get(configId), out ?? "./dataset"),
    }),

    classTable: async ({ configId }) => classes.table(configId, configs.get(configId)),
    async classDetail({ configId, classIndex }) {
      const config = configs.get(configId);
      checkPosition(config, { classIndex, instance: 0 });
      return describeClass(config, classIndex, await classes.parameters(config, classIndex));
    },
    async anatomy({ configId, classIndex, instance, maximumOrbits }) {
      const config = configs.get(configId);
      checkPosition(config, { classIndex, instance });
      if (!isPolylines(config)) throw new StudioError("InvalidInput", "pictures of points have no orbits");
      const checkpoint = await stateBefore(parts, config, classIndex, instance);
      const attempt = await attemptOf(parts, config, classIndex, instance);
      return anatomy(config, classIndex, instance, maximumOrbits, checkpoint, attempt);
    },
    async mapAnatomy({ configId, classIndex, instance, maximumPoints }) {
      const config = configs.get(configId);
      checkPosition(config, { classIndex, instance });
      return mapAnatomy(config, await shownImage(parts, config, classIndex, instance), maximumPoints);
    },
    async sweep({ configId, classIndex, instance = 0, parameter, steps }) {
      const config = configs.get(configId);
      checkPosition(config, { classIndex, instance });
      const weights = weightSweep(config, parameter, instance);
      if (weights !== null) {
        const pictures = weights.map(({ value, config: changed, instance: place }) => {
          return { value, configId: configs.register(changed).configId, instance: place };
        });
        return { pictures };
      }
      if (config.streams !== null) {
        const own = await classes.parameters(config, classIndex);
        const swept = streamSweep(config, classIndex, own, parameter, steps);
        return { pictures: parts.streamSweeps.register(configId, swept) };
      }
      const pictures = sweep(config, classIndex, parameter, steps).map(({ value, config: changed }) => {
        return { value, configId: configs.register(changed).configId };
      });
      return { pictures };
    },

    startComparison: async (input) => comparisons.start(input),
    cancelComparison: async ({ comparisonId }) => comparisons.cancel(comparisonId),
    comparing: async (input) => comparisons.get(input),
    comparisonAtWork: async () => comparisons.atWork,
    comparison: async ({ comparisonId }) => comparisons.found(comparisonId),

    checkOut: async ({ configId, out }) => checkOut(library.check(out), configs.get(configId)),
    async startJob({ configId, out, force = false }) {
      const config = configs.get(configId);
      const folder = library.check(out);
      refuseComplete(folder, inspectFolder(folder, config));
      jobs.requireFree(folder);
      await checkWritable(folder);
      // What waits is looked at before its turn, together with all that comes before it.
      const many = !force && config.classes * config.instances >= FEW_IMAGES;
      const expected =
        many || jobs.occupied
          ? await estimates.estimate(config, folder, await jobs.reservedAt(folder))
          : null;
      if (!force && expected) refuseFullDisk(expected);
      return jobs.start({ config, out: folder, force, expected }, expected !== null);
    },
    pauseJob: async ({ jobId }) => jobs.pause(jobId),
    continueJob: async ({ jobId }) => jobs.continue(jobId),
    cancelJob: async ({ jobId }) => jobs.cancel(jobId),
    removeJob: async ({ jobId }) => jobs.remove(jobId),
    moveJob: async ({ jobId, to }) => jobs.move(jobId, to),
    startQueue: async () => jobs.startQueue(),
    jobs: async () => jobs.list(),

    chooseFolder: async ({ title, startAt }) => library.chooseFolder(title, startAt),
    listFolder: async ({ path, extensions }) => library.list(path, extensions),
    makeFolder: async ({ parent, name }) => library.make(parent, name),
    grantFolder: async ({ path }) => library.grant(path),
    async openDataset({ path }) {
      const info = await library.openDataset(path);
      await checks.review(info.datasetId, info.stamp);
      return info;
    },
    datasetImages: async ({ datasetId, classIndex, shard, first, count }) =>
      datasets.images(datasetId, shard ? "shard" : "class", classIndex, first, count),
    findDatasetImage: async ({ datasetId, classIndex, name }) => datasets.find(datasetId, classIndex, name),
    datasetQuality: async ({ datasetId }) => measurements.quality(datasetId),
    startMeasuring: async ({ datasetId }) => measurements.start(datasetId),
    cancelMeasuring: async ({ datasetId }) => measurements.cancel(datasetId),
    measuring: async ({ datasetId }) => measurements.get(datasetId),
    nearPairs: async ({ datasetId }) => nearPairs(datasets.info(datasetId)),
    datasetClasses: async ({ datasetId }) => datasetClasses(datasets.info(datasetId)),
    imageDraws: async ({ configId, classIndex, instance }) => {
      const config = configs.get(configId);
      checkPosition(config, { classIndex, instance });
      return imageFacts(parts, config, classIndex, instance);
    },
    startCheck: async ({ configId, ...input }) =>
      checks.start(datasets.path(input.datasetId), {
        ...input,
        ...(configId !== undefined && { config: configs.get(configId) }),
      }),
    cancelCheck: async ({ datasetId }) => checks.cancel(datasetId),
    removeCheck: async ({ datasetId }) => checks.remove(datasetId),
    checks: async () => checks.list(),
    datasetCheck: async ({ datasetId }) => checks.get(datasetId),
    recentDatasets: async () => store.get("recentDatasets"),
    showFolder: async ({ path }) => ({ shown: await host.showFolder(library.check(path)) }),
  };
}

function checkOut(folder: string, config: DatasetConfig): OutCheck {
  try {
    const manifest = inspectFolder(folder, config);
    if (manifest === null) return { state: hasJournal(folder) ? "begun" : "free" };
    return { state: isFinished(folder, manifest) ? "finished" : "begun" };
  } catch (error) {
    return { state: "refused", message: plainError(error).message };
  }
}

/** How often an image was drawn in vain before the one that is in the dataset; only drawing it tells. */
async function attemptOf(
  { drawer }: ApiParts,
  config: DatasetConfig,
  classIndex: number,
  instance: number,
): Promise<number> {
  if (!config.redrawBlank) return 0;
  const images = [{ classIndex, instance }];
  const size = config.imageSize;
  const drawn = await drawer.run({ kind: "images", config, images, size, form: "samples", checkpoint: null });
  return drawn.attempts[0];
}

/** What a finished dataset has lost is drawn by its repair, or where its journal is lost too, by a job. */
function isFinished(folder: string, manifest: Manifest): boolean {
  return manifest.complete && !manifest.repairing && hasJournal(folder);
}

function refuseComplete(folder: string, manifest: Manifest | null): void {
  if (manifest === null || !isFinished(folder, manifest)) return;
  throw new StudioError(
    "Complete",
    `${folder} holds this dataset already, complete: nothing is left to do; choose another name or folder for a second one`,
  );
}

function refuseFullDisk(estimate: Estimate): void {
  if (estimate.enoughSpace) return;
  const needed = bytesText(estimate.bytes);
  const free = bytesText(estimate.freeBytes ?? 0);
  const { reservedBytes } = estimate;
  const others = reservedBytes > 0 ? `, and the jobs before it will take ${bytesText(reservedBytes)}` : "";
  throw new StudioError(
    "NoSpace",
    `This dataset needs about ${needed}, ${free} are free there${others}; choose another folder, a smaller stored size or fewer images`,
  );
}

/** @throws StudioError where nothing can be made in the folder or, if it is not there yet, in its nearest parent */
async function checkWritable(folder: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    try {
      // A folder can be written to only if it can be entered too.
      await access(path, constants.W_OK | constants.X_OK);
      if ((await stat(path)).isDirectory()) return;
      throw new StudioError("NotPossible", `${path} is a file; choose a folder`);
    } catch (error) {
      if (error instanceof StudioError) throw error;
      const { code } = error as NodeJS.ErrnoException;
      const isMissing = code === "ENOENT" && dirname(path) !== path;
      if (!isMissing) {
        const place = join(path);
        throw new StudioError(
          "NotPossible",
          `${place} is not writable; choose another folder or change its permissions`,
        );
      }
    }
  }
}
