/** The parameters of every class without drawing a picture, of streams too. */
import type { ClassParameters, DatasetConfig } from "../core/config/parameters.ts";
import { drawClass } from "../core/formulations/index.ts";
import { JobCounters } from "../workers/counters.ts";
import { classesPerStream } from "../workers/position.ts";
import { JobError } from "./errors.ts";
import type { WorkerPool } from "./pool.ts";

export interface ClassParametersOptions {
  /** Makes a pool, which the caller closes; called only for streams. */
  pool(): WorkerPool;
  signal?: AbortSignal;
  /** With streams: images run past so far, of all streams. */
  progress?(passed: number): void;
}

/**
 * In class order. With streams every image before the last class has to be run past: up to 0.1 ms each.
 * @throws JobError when stopped through the signal
 */
export async function* classParameters(
  config: DatasetConfig,
  options: ClassParametersOptions,
): AsyncGenerator<[number, ClassParameters]> {
  if (config.streams === null) {
    for (let i = 0; i < config.classes; i++) {
      const classIndex = config.startClass + i;
      yield [classIndex, drawClass(config, classIndex)];
    }
    return;
  }
  const pool = options.pool();
  const counters = new JobCounters(pool.workers);
  const stop = (): void => counters.stop();
  options.signal?.addEventListener("abort", stop);
  const timer = setInterval(() => options.progress?.(counters.total().skimmed), 500);
  const count = classesPerStream(config);
  const firstClassOf = (stream: number): number => config.startClass + stream * count;
  const streams = Array.from({ length: config.streams }, (_, stream) =>
    pool.run({ kind: "classes", config, firstClass: firstClassOf(stream), count, counters: counters.buffer }),
  );
  // A later stream may fail while an earlier one is awaited.
  for (const stream of streams) stream.catch(() => {});
  try {
    for (const [stream, task] of streams.entries()) {
      const result = await task;
      if (result.kind === "stopped") throw new JobError("stopped before all classes were known");
      for (const [i, parameters] of result.parameters.entries()) yield [firstClassOf(stream) + i, parameters];
    }
  } finally {
    clearInterval(timer);
    stop();
    options.signal?.removeEventListener("abort", stop);
  }
}
