/** Measures on this machine how fast a configuration's images are made and how large their files are. */
import { isPacked } from "../../core/config/layouts.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import type { PolylineConfig } from "../../core/formulations/configurations.ts";
import { isPolylines, pointsOf } from "../../core/formulations/index.ts";
import { JobCounters } from "../../workers/counters.ts";
import type { ImagePosition } from "../../workers/messages.ts";
import { PARQUET_BYTES_PER_SAMPLE } from "../../workers/packed/parquet.ts";
import { TAR_BLOCK } from "../../workers/packed/tar.ts";
import { JobError } from "../common/errors.ts";
import { sampleSearch } from "./classes/search/sampleSearch.ts";
import { longestSeconds, meanVertices } from "./pictureWork.ts";
import type { WorkerPool } from "./pool.ts";

export interface Calibration {
  /** Images measured. */
  images: number;
  /** With all workers of the pool. */
  imagesPerSecond: number;
  bytesPerImage: number;
  /** Whole blocks. */
  diskBytesPerImage: number;
  /** Of the search for classes; null where none had to be found, so that it is not known. */
  secondsPerClass: number | null;
}

export interface CalibrateOptions {
  /** Bytes, of the disk. */
  blockSize: number;
  seconds?: number;
  signal?: AbortSignal;
}

const SECONDS = 2;
/** More than any machine draws in the time. */
const LARGEST_SAMPLE = 20_000;
/** Multiples of the golden ratio and of √2, modulo 1, are spread evenly however many there are. */
const CLASS_STEP = (Math.sqrt(5) - 1) / 2;
const INSTANCE_STEP = Math.SQRT2 - 1;

/** Takes about two seconds, and two more where classes have to be searched. Throws a `JobError` when stopped through the signal. */
export async function calibrate(
  config: DatasetConfig,
  pool: WorkerPool,
  options: CalibrateOptions,
): Promise<Calibration> {
  // Of a search only what it has found by now can be drawn.
  const { classes, secondsPerClass } = await sampleSearch(config, pool, options.signal);
  return { ...(await measureSpeed(config, classes, pool, options)), secondsPerClass };
}

/**
 * Draws and encodes images of these classes with all threads until the time is up.
 * @param options `seconds`: two by default; @throws JobError when stopped through the signal
 */
export async function measureSpeed(
  config: DatasetConfig,
  classes: readonly number[],
  pool: WorkerPool,
  options: CalibrateOptions,
): Promise<Omit<Calibration, "secondsPerClass">> {
  const { signal } = options;
  const counters = new JobCounters(pool.workers);
  const stop = (): void => counters.stop();
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  try {
    return await measure(config, classes, pool, { ...options, counters });
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

async function measure(
  config: DatasetConfig,
  classes: readonly number[],
  pool: WorkerPool,
  { blockSize: block, seconds = SECONDS, counters }: CalibrateOptions & { counters: JobCounters },
): Promise<Omit<Calibration, "secondsPerClass">> {
  const { blockSize, overhead } = diskUseOf(config, block);
  // An image deep in a stream takes long to reach; drawn at random it costs the same.
  const { config: sampled, factor } = lighter({ ...config, streams: null } as DatasetConfig);
  const share = (worker: number) => sample(sampled, classes, worker, pool.workers);
  const tasks = Array.from({ length: pool.workers }, (_, worker) =>
    pool.run({
      kind: "calibrate",
      config: sampled,
      images: share(worker),
      seconds,
      blockSize,
      counters: counters.buffer,
    }),
  );
  const results = await Promise.all(tasks);
  let images = 0;
  let bytes = 0;
  let diskBytes = 0;
  let imagesPerSecond = 0;
  for (const result of results) {
    if (result.kind === "stopped") throw new JobError("stopped while measuring this machine's speed");
    images += result.images;
    bytes += result.bytes;
    diskBytes += result.diskBytes;
    imagesPerSecond += result.images / result.seconds;
  }
  return {
    images,
    imagesPerSecond: imagesPerSecond / factor,
    bytesPerImage: bytes / images,
    diskBytesPerImage: diskBytes / images + overhead,
  };
}

/** Of an orbit that still has its form. */
const FEWEST_VERTICES = 1000;
/** An image that may take longer is not measured itself: nobody waits so long for an estimate. */
const MEASURED_SECONDS = 0.5;

/**
 * A configuration whose images take no longer than a second or so, and how many times longer its own take: with fewer
 * orbits, and fewer vertices of a last one, the time falls as the number of vertices does. Such pictures are as full as they
 * get, so that their bytes hardly differ.
 */
function lighter(config: DatasetConfig): { config: DatasetConfig; factor: number } {
  if (!isPolylines(config)) return { config, factor: 1 };
  const { orbits, vertices } = config.parameters;
  const share = MEASURED_SECONDS / longestSeconds(config, orbits[1] * vertices[1]);
  if (share >= 1) return { config, factor: 1 };
  const fewer = orbits.map((bound) => Math.max(1, Math.round(bound * share)));
  const left = Math.min(1, (share * orbits[1]) / fewer[1]);
  const coarser = vertices.map((bound) =>
    Math.max(Math.min(bound, FEWEST_VERTICES), Math.round(bound * left)),
  );
  const light = {
    ...config,
    parameters: { ...config.parameters, orbits: fewer, vertices: coarser },
  } as PolylineConfig;
  return { config: light, factor: Math.max(1, meanVertices(config) / meanVertices(light)) };
}

/** What an image occupies besides its bytes: the rest of its last block, and what belongs to it in a shard. */
function diskUseOf(config: DatasetConfig, blockSize: number): { blockSize: number; overhead: number } {
  if (config.output.layout === "webdataset") return { blockSize: TAR_BLOCK, overhead: 3 * TAR_BLOCK };
  if (config.output.layout === "parquet") return { blockSize: 1, overhead: PARQUET_BYTES_PER_SAMPLE };
  return { blockSize, overhead: 0 };
}

/** Files that a number of images lie in. */
export function filesOf({ output }: DatasetConfig, images: number): number {
  return isPacked(output.layout) ? Math.ceil(images / output.shardSize) : images;
}

/** Images spread over all classes; each worker takes every `workers`-th of them. */
function sample(
  config: DatasetConfig,
  classes: readonly number[],
  worker: number,
  workers: number,
): ImagePosition[] {
  const { instances } = config;
  const length = Math.ceil(LARGEST_SAMPLE / workers);
  const run = isPacked(config.output.layout)
    ? 1
    : Math.min(instances, pointsOf(config)?.sharing(config) ?? 1);
  return Array.from({ length }, (_, i) => {
    const k = Math.floor(i / run) * workers + worker + 0.5;
    const first = Math.floor(((k * INSTANCE_STEP) % 1) * instances);
    return {
      classIndex: classes[Math.floor(((k * CLASS_STEP) % 1) * classes.length)],
      // What images share is shared in the sample too: as many in a row as a job draws.
      instance: run === 1 ? first : Math.min(instances - run, first - (first % run)) + (i % run),
    };
  });
}
