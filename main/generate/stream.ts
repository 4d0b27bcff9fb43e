/** The images of a dataset as one tar archive that is made while it is read; nothing is stored. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { SampleOrder } from "../../core/random/sampleOrder.ts";
import { JobCounters } from "../../workers/counters.ts";
import { tarEnd } from "../../workers/packed/tar.ts";
import { Cancelled, InputError } from "../common/errors.ts";
import { countedText } from "../common/format.ts";
import type { WorkerPool } from "./pool.ts";

/** One of several streams that together have every image once an epoch. */
export interface StreamShare {
  /** 0 … of − 1. */
  index: number;
  of: number;
}

export interface StreamOptions {
  pool: WorkerPool;
  share?: StreamShare;
  /** Passes over the share; Infinity never ends. */
  epochs?: number;
  /** Number of the first pass, from 0: the stream is what a longer one has from there on. */
  firstEpoch?: number;
  /** Samples to leave out at the beginning, of as many epochs as they fill. */
  skip?: number;
  /** Another order in each epoch; without, each has the order of the shards. */
  shuffle?: boolean;
  signal?: AbortSignal;
}

/** A run of positions in an epoch's order. */
interface Stretch {
  epoch: number;
  first: number;
  count: number;
  /** Makes the names of this pass differ from those of the passes beside it, where they would be neighbours. */
  keySuffix?: string;
}

/** Samples that a worker draws at a time: few, so that the first come soon and little memory is held. */
const STRETCH = 16;
/** Stretches drawn or waiting to be read, for each worker. */
const AHEAD_PER_WORKER = 3;

/**
 * The archive's bytes in order. Workers draw ahead by a bounded number of samples, and rest while nobody reads.
 * Ends early, without an end of archive, once the signal is aborted.
 * @throws InputError for exact streams and where nothing is left to stream, ImageError when an image cannot be drawn
 */
export async function* streamSamples(
  config: DatasetConfig,
  options: StreamOptions,
): AsyncGenerator<Uint8Array> {
  const { pool, signal } = options;
  const stretches = stretchesOf(config, options);
  const counters = new JobCounters(pool.workers);
  const stop = (): void => counters.stop();
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  const draw = (stretch: Stretch) => {
    const drawn = pool.run({ kind: "samples", config, ...stretch, counters: counters.buffer }, signal);
    // A later stretch may fail while an earlier one is awaited.
    drawn.catch(() => {});
    return drawn;
  };
  const ahead: ReturnType<typeof draw>[] = [];
  try {
    for (;;) {
      while (ahead.length < AHEAD_PER_WORKER * pool.workers) {
        const { value, done } = stretches.next();
        if (done) break;
        ahead.push(draw(value));
      }
      const next = ahead.shift();
      if (next === undefined) break;
      const result = await next;
      if (result.kind === "stopped") return;
      yield result.bytes;
    }
    yield tarEnd;
  } catch (error) {
    // Classes that were still searched.
    if (!signal?.aborted || !(error instanceof Cancelled)) throw error;
  } finally {
    stop();
    signal?.removeEventListener("abort", stop);
  }
}

/** Cuts what is to be streamed; checks at once what can be refused. */
export function stretchesOf(config: DatasetConfig, options: Omit<StreamOptions, "pool">): Generator<Stretch> {
  const { share = { index: 0, of: 1 }, epochs = 1, firstEpoch = 0, skip = 0, shuffle = false } = options;
  if (config.streams !== null) {
    throw new InputError(
      "a stream mixes images of all classes, but those of an exact stream can only be drawn one after the other; choose a preset without streams, such as visualatom-1k-release",
    );
  }
  const images = config.classes * config.instances;
  const from = Math.floor((share.index * images) / share.of);
  const to = Math.floor(((share.index + 1) * images) / share.of);
  if (from === to) {
    throw new InputError(
      `--shard ${share.index}/${share.of}: the dataset has only ${countedText(images, "image", "images")}`,
    );
  }
  const size = to - from;
  if (skip >= size * epochs) {
    throw new InputError(
      `--skip ${skip}: ${countedText(epochs, "epoch has", "epochs have")} only ${countedText(size * epochs, "sample", "samples")} of this share`,
    );
  }
  return cut();

  function* cut(): Generator<Stretch> {
    const whole = Math.floor(skip / size);
    let left = skip % size;
    for (let epoch = firstEpoch + whole; epoch < firstEpoch + epochs; epoch++) {
      for (const stretch of epochOf(epoch)) {
        const out = Math.min(left, stretch.count);
        left -= out;
        if (out === 0) yield stretch;
        else if (out < stretch.count)
          yield { ...stretch, first: stretch.first + out, count: stretch.count - out };
      }
    }
  }

  function* epochOf(epoch: number): Generator<Stretch> {
    const variant = variantOf(epoch);
    // A single image is its own neighbour in the pass after it.
    if (size === 1) yield { epoch: variant, first: from, count: 1, ...suffixOf(epoch) };
    else if (beginsLate(epoch)) {
      yield* stretches(variant, from + 1, to);
      yield { epoch: variant, first: from, count: 1 };
    } else yield* stretches(variant, from, to);
  }

  function variantOf(epoch: number): number {
    return shuffle ? epoch : 0;
  }

  function* stretches(epoch: number, first: number, end: number): Generator<Stretch> {
    for (let at = first; at < end; at += STRETCH)
      yield { epoch, first: at, count: Math.min(STRETCH, end - at) };
  }

  /**
   * Readers take neighbours of one name for one sample, so an epoch that would begin with the image before it puts that
   * image last. Which one was before it may hang on the epoch before that, and so on back.
   */
  function beginsLate(epoch: number): boolean {
    const isSame = (a: [number, number], b: [number, number]): boolean => imageAt(...a) === imageAt(...b);
    let settled = epoch;
    while (
      settled > 0 &&
      (isSame([settled, from], [settled - 1, from]) || isSame([settled, from], [settled - 1, to - 1]))
    ) {
      settled -= 1;
    }
    let late = false;
    for (let at = settled + 1; at <= epoch; at++) late = isSame([at, from], [at - 1, late ? from : to - 1]);
    return late;
  }

  function imageAt(epoch: number, position: number): string {
    return JSON.stringify(new SampleOrder(config, variantOf(epoch)).at(position));
  }
}

function suffixOf(epoch: number): { keySuffix?: string } {
  return epoch === 0 ? {} : { keySuffix: `-${epoch}` };
}
