/**
 * The class table of a dataset with streams: the generator's state before each class, from which the class and its
 * pictures are drawn. Found once by running every stream's generator from its seed, in the background, and kept on disk.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { configFingerprintInput } from "../../../core/config/schema.ts";
import type { PolylineConfig } from "../../../core/formulations/configurations.ts";
import { streamDraws } from "../../../core/formulations/index.ts";
import { MersenneTwister } from "../../../core/random/mersenneTwister.ts";
import type { StreamCheckpoint } from "../../../core/render/imageSource.ts";
import { classesPerStream, streamOf } from "../../../core/render/streamPosition.ts";
import { JobCounters } from "../../../workers/counters.ts";
import type { SkimTask, TaskResults } from "../../../workers/messages.ts";
import { untilAborted } from "../../common/async/untilAborted.ts";
import { Cancelled } from "../../common/errors.ts";
import { cacheFolder } from "../../common/userFolders.ts";
import { readIndex, writeIndex } from "./streamIndexFile.ts";
import { streamStarts } from "./streamStart.ts";

/** Images that one task runs past: a fifth of a second. */
const TASK_IMAGES = 2000;
const MOST_CLASSES_A_TASK = 64;

export interface StreamIndexOptions {
  workers: number;
  skim(task: SkimTask): Promise<TaskResults["skim"]>;
  onProgress(done: number, total: number): void;
}

/** An index that the threads of a pool find; null for a dataset without streams. */
export function streamIndexBy(
  pool: { workers: number; run: StreamIndexOptions["skim"] },
  config: DatasetConfig,
  onProgress: StreamIndexOptions["onProgress"] = () => {},
): StreamIndex | null {
  if (config.streams === null) return null;
  return new StreamIndex(config, { workers: pool.workers, skim: (task) => pool.run(task), onProgress });
}

interface Waiting {
  classIndex: number;
  resolve(): void;
  reject(error: unknown): void;
}

export class StreamIndex {
  readonly config: DatasetConfig;
  private readonly options: StreamIndexOptions;
  private readonly key: string;
  private readonly file: string;
  private readonly states: Uint32Array;
  /** Of each state. */
  private readonly stateWords: number;
  /** Classes whose state is known, counted from the first of each stream. */
  private readonly known: Uint32Array;
  private readonly perStream: number;
  private readonly counters: JobCounters;
  private readonly busy = new Set<number>();
  private readonly waiting = new Set<Waiting>();
  private wholeWanted = false;
  private closed = false;
  private saved: number;

  constructor(config: DatasetConfig, options: StreamIndexOptions) {
    this.config = config;
    this.options = options;
    this.key = streamIndexKey(config);
    this.file = join(cacheFolder(), "streams", `${this.key}.index`);
    this.perStream = classesPerStream(config);
    this.counters = new JobCounters(options.workers);
    const startOf = streamStarts(config);
    const starts = Array.from({ length: config.streams! }, (_, stream) => startOf(stream));
    this.stateWords = starts[0].length;
    const stored = readIndex(this.file, this.key, {
      streams: starts.length,
      classes: this.perStream,
      stateWords: this.stateWords,
    });
    this.states = stored?.states ?? new Uint32Array(config.classes * this.stateWords);
    this.known = stored?.known ?? new Uint32Array(starts.length);
    for (const [stream, state] of starts.entries()) {
      if (this.known[stream] > 0) continue;
      this.states.set(state, stream * this.perStream * this.stateWords);
      this.known[stream] = 1;
    }
    this.saved = this.done;
  }

  /** Number of classes whose state is known. */
  get done(): number {
    return this.known.reduce((sum, classes) => sum + classes, 0);
  }

  /** Of each stream, how many of its first classes have a known state. */
  get knownPerStream(): number[] {
    return [...this.known];
  }

  get complete(): boolean {
    return this.done === this.config.classes;
  }

  /** Builds all of it in the background. */
  want(): void {
    this.wholeWanted = true;
    this.fill();
  }

  /** The state before a class, as soon as it is known; waiting classes come before all others. */
  async checkpoint(classIndex: number, signal?: AbortSignal): Promise<StreamCheckpoint> {
    if (!this.isKnown(classIndex)) await this.wait(classIndex, signal);
    const at = (classIndex - this.config.startClass) * this.stateWords;
    return {
      stream: streamOf(this.config, classIndex),
      classIndex,
      instance: 0,
      state: this.states.slice(at, at + this.stateWords),
      classParameters: null,
      placement: { x: 0, y: 0 },
    };
  }

  /** Of polylines, whose classes the stream draws. */
  async parameters(classIndex: number, signal?: AbortSignal): Promise<ClassParameters> {
    const { state } = await this.checkpoint(classIndex, signal);
    const twister = new MersenneTwister();
    twister.restore(state);
    return streamDraws(this.config as PolylineConfig).drawClass(twister, this.config);
  }

  /** Stops; what is known is kept on disk. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.counters.stop();
    for (const { reject } of this.waiting) reject(new Cancelled("The table of classes is being closed"));
    this.waiting.clear();
    this.save();
  }

  private isKnown(classIndex: number): boolean {
    const number = classIndex - this.config.startClass;
    return number % this.perStream < this.known[Math.floor(number / this.perStream)];
  }

  private async wait(classIndex: number, signal: AbortSignal | undefined): Promise<void> {
    let waiting: Waiting | undefined;
    const known = new Promise<void>((resolve, reject) => {
      waiting = { classIndex, resolve, reject };
      this.waiting.add(waiting);
    });
    this.fill();
    try {
      await untilAborted(known, signal, () => new Cancelled("Nobody waits for this class any more"));
    } finally {
      this.waiting.delete(waiting!);
    }
  }

  /** Keeps as many tasks running as there are threads. */
  private fill(): void {
    while (!this.closed && this.busy.size < this.options.workers) {
      const stream = this.nextStream();
      if (stream === null) break;
      this.busy.add(stream);
      void this.advance(stream);
    }
  }

  /** A stream that somebody waits for, else the one that is least far, if all is wanted. */
  private nextStream(): number | null {
    const free = (stream: number): boolean => !this.busy.has(stream) && this.known[stream] < this.perStream;
    for (const { classIndex } of this.waiting) {
      const stream = streamOf(this.config, classIndex);
      if (free(stream)) return stream;
    }
    if (!this.wholeWanted) return null;
    let next: number | null = null;
    for (let stream = 0; stream < this.known.length; stream++) {
      if (free(stream) && (next === null || this.known[stream] < this.known[next])) next = stream;
    }
    return next;
  }

  private async advance(stream: number): Promise<void> {
    const { config } = this;
    const firstClass = config.startClass + stream * this.perStream;
    const from = this.known[stream];
    const step = Math.max(1, Math.min(MOST_CLASSES_A_TASK, Math.floor(TASK_IMAGES / config.instances)));
    const end = Math.min(this.perStream, from + step);
    const targets = Array.from({ length: end - from }, (_, i) => {
      return { classIndex: firstClass + from + i, instance: 0 };
    });
    try {
      const checkpoint = await this.checkpoint(firstClass + from - 1);
      const counters = this.counters.buffer;
      const result = await this.options.skim({ kind: "skim", config, checkpoint, targets, counters });
      if (result.kind === "stopped" || this.closed) return;
      for (const [i, found] of result.checkpoints.entries()) {
        this.states.set(found!.state, (stream * this.perStream + from + i) * this.stateWords);
      }
      this.known[stream] = end;
      this.progressed();
    } catch (error) {
      this.failed(stream, error);
    } finally {
      this.busy.delete(stream);
    }
    this.fill();
  }

  private progressed(): void {
    for (const waiting of [...this.waiting]) {
      if (!this.isKnown(waiting.classIndex)) continue;
      this.waiting.delete(waiting);
      waiting.resolve();
    }
    this.options.onProgress(this.done, this.config.classes);
    if (this.complete) this.save();
  }

  /** Those who wait for the stream are told; whoever asks next tries again. */
  private failed(stream: number, error: unknown): void {
    this.wholeWanted = false;
    for (const waiting of [...this.waiting]) {
      if (streamOf(this.config, waiting.classIndex) !== stream) continue;
      this.waiting.delete(waiting);
      waiting.reject(error);
    }
  }

  private save(): void {
    if (this.done === this.saved) return;
    this.saved = this.done;
    writeIndex(this.file, this.key, this.states, this.known);
  }
}

/** Names the states of a configuration: what does not move the generator does not count. */
export function streamIndexKey(config: DatasetConfig): string {
  const { classes, instances, startClass, imageSize, seed, streams, parameters } = config;
  const moving = { classes, instances, startClass, imageSize, seed, streams, parameters };
  const text = configFingerprintInput(moving as unknown as DatasetConfig);
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
