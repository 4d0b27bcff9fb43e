/** What was drawn by lot for each image (nucleus, greys, redraws), found without storing a picture. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import type { StreamCheckpoint } from "../../core/render/imageSource.ts";
import type { DrawsResult, ImageDraws } from "../../workers/messages.ts";
import type { Part } from "../dataset/plan.ts";
import { streamIndexBy } from "./classes/streamIndex.ts";
import type { WorkerPool } from "./pool.ts";

export interface ImageDrawsOptions {
  pool: WorkerPool;
  signal?: AbortSignal;
}

export interface ImageDrawsOf extends ImageDraws {
  classIndex: number;
  instance: number;
}

/** Images that a worker looks at in one task: a tenth of a second or so. */
const RUN = 200;
/** Runs found or waiting to be read, for each worker. */
const AHEAD_PER_WORKER = 3;

/** In order of class and instance. With streams the way to a class's first image is run once, and kept. */
export async function* imageDraws(
  config: DatasetConfig,
  part: Part,
  { pool, signal }: ImageDrawsOptions,
): AsyncGenerator<ImageDrawsOf> {
  const index = streamIndexBy(pool, config);
  const runs = runsOf(part);
  const ahead: { run: Run; found: Promise<DrawsResult> }[] = [];
  let before: Promise<DrawsResult> | null = null;
  const start = (run: Run): Promise<DrawsResult> => {
    // With streams a run begins where the one before it in its class ends.
    const follows = run.isFirst ? null : before;
    const find = async (): Promise<DrawsResult> => {
      const checkpoint = await checkpointOf(run, follows);
      signal?.throwIfAborted();
      const { classIndex, first, count } = run;
      return pool.run({ kind: "draws", config, classIndex, first, count, checkpoint });
    };
    const found = find();
    // A later run may fail while an earlier one is awaited.
    found.catch(() => {});
    before = found;
    return found;
  };
  const checkpointOf = async (
    { classIndex }: Run,
    follows: Promise<DrawsResult> | null,
  ): Promise<StreamCheckpoint | null> => {
    if (index === null) return null;
    return follows === null ? index.checkpoint(classIndex, signal) : (await follows).checkpoint;
  };
  const stop = (): void => index?.close();
  signal?.addEventListener("abort", stop);
  try {
    for (;;) {
      while (ahead.length < AHEAD_PER_WORKER * pool.workers) {
        const { value: run, done } = runs.next();
        if (done) break;
        ahead.push({ run, found: start(run) });
      }
      const next = ahead.shift();
      if (next === undefined) return;
      const { classIndex, first } = next.run;
      const { draws } = await next.found;
      signal?.throwIfAborted();
      for (const [i, drawn] of draws.entries()) yield { classIndex, instance: first + i, ...drawn };
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    index?.close();
  }
}

interface Run {
  classIndex: number;
  first: number;
  count: number;
  /** Of its class in this part. */
  isFirst: boolean;
}

function* runsOf({ classes, instances }: Part): Generator<Run> {
  for (let classIndex = classes[0]; classIndex <= classes[1]; classIndex++) {
    for (let first = instances[0]; first <= instances[1]; first += RUN) {
      const count = Math.min(RUN, instances[1] + 1 - first);
      yield { classIndex, first, count, isFirst: first === instances[0] };
    }
  }
}
