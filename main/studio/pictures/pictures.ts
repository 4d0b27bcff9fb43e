/** Pictures for the page: queued for the preview threads in small batches, shared, cached, and dropped when nobody waits. */
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { StreamCheckpoint } from "../../../core/render/imageSource.ts";
import type { PictureRequest } from "../../../core/studio/api.ts";
import type { ImagesTask, TaskResults } from "../../../workers/messages.ts";
import { longestSeconds, stepsOfImage, tooMuchWork } from "../../generate/pictureWork.ts";
import { StudioError } from "../errors.ts";
import { LruCache } from "./lruCache.ts";

const CACHE_BYTES = 128 * 1024 * 1024;
/** A batch spares the way between threads; a longer one would make the first picture wait for the last. */
const LARGEST_BATCH = 8;
/** Pictures that fail may have failed for another's sake (a thread that died): each gets a second chance, alone. */
const MOST_ATTEMPTS = 2;

/** A picture that may take longer is drawn alone, and left when nobody waits for it. */
const SLOW_SECONDS = 1;

/** As `ImagesTask`: what the page puts onto its canvas itself need not be encoded. */
export type PictureForm = ImagesTask["form"];

/** What draws: the preview pool, or a stand-in for it in tests. */
export interface PictureDrawer {
  readonly threads: number;
  /** @param signal ends the task, with its thread if it is being worked on */
  run(task: ImagesTask, signal?: AbortSignal): Promise<TaskResults["images"]>;
}

interface Wanted {
  key: string;
  /** Wanted pictures of the same batch key may share a task. */
  batchKey: string;
  config: DatasetConfig;
  classIndex: number;
  instance: number;
  size: number;
  form: PictureForm;
  checkpoint: StreamCheckpoint | null;
  attempts: number;
  /** Of a slow picture: ends its drawing. */
  slow: AbortController | null;
  /** Those who still wait. */
  waiting: number;
  promise: Promise<Uint8Array>;
  resolve(picture: Uint8Array): void;
  reject(error: unknown): void;
}

export class Pictures {
  private readonly cache = new LruCache(CACHE_BYTES);
  /** First come, first served: pages ask for what they show from the top. */
  private readonly queue: Wanted[] = [];
  /** Queued or being drawn. */
  private readonly wanted = new Map<string, Wanted>();
  private readonly drawer: PictureDrawer;
  private readonly checkpointOf: (
    config: DatasetConfig,
    request: PictureRequest,
    signal?: AbortSignal,
  ) => Promise<StreamCheckpoint | null>;
  private readonly searchFor: (
    config: DatasetConfig,
    classIndex: number,
    signal?: AbortSignal,
  ) => Promise<void> | null;
  private running = 0;
  private slowRunning = 0;

  /**
   * @param checkpointOf with streams: the state before the image's class, or before the image itself
   * @param searchFor finds a class that has to be searched for; null where it can be drawn at once
   */
  constructor(
    drawer: PictureDrawer,
    checkpointOf: Pictures["checkpointOf"],
    searchFor: Pictures["searchFor"] = () => null,
  ) {
    this.drawer = drawer;
    this.checkpointOf = checkpointOf;
    this.searchFor = searchFor;
  }

  /**
   * One image of the dataset: drawn at full size, then reduced by area to `size`, which is at most the image's own.
   * @param config the configuration that the request names
   * @throws StudioError `Cancelled` once the signal is aborted
   */
  async picture(
    config: DatasetConfig,
    request: PictureRequest,
    form: PictureForm,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    checkPosition(config, request);
    const drawn = request.renderer ? ({ ...config, renderer: request.renderer } as DatasetConfig) : config;
    const size = Math.min(request.size, config.imageSize);
    const { configId, classIndex, instance } = request;
    const key = `${configId}/${classIndex}/${instance}/${size}/${drawn.renderer}/${form}`;
    const cached = this.cache.get(key);
    if (cached) return cached;
    const steps = stepsOfImage(config, classIndex);
    const tooMuch = tooMuchWork(drawn, steps);
    if (tooMuch !== null) throw new StudioError("NotPossible", tooMuch);
    const slow = longestSeconds(drawn, steps) > SLOW_SECONDS ? new AbortController() : null;
    // Before it is queued: a batch that waited for a search would keep other pictures from the threads.
    const searching = this.searchFor(config, classIndex, signal);
    if (searching !== null) await searching;
    const checkpoint = config.streams === null ? null : await this.checkpointOf(config, request, signal);
    if (signal?.aborted) throw cancelled();
    let batchKey = `${configId}/${size}/${drawn.renderer}/${form}`;
    // A checkpoint serves the images of its own class.
    if (checkpoint !== null) batchKey += `/${classIndex}/${checkpoint.instance}`;
    if (slow !== null) batchKey += `/${instance} alone`;
    return this.wait(
      this.wanted.get(key) ??
        this.enqueue({ key, batchKey, config: drawn, classIndex, instance, size, form, checkpoint, slow }),
      signal,
    );
  }

  /** Number of pictures that wait for a thread. */
  get queued(): number {
    return this.queue.length;
  }

  private enqueue(what: Omit<Wanted, "attempts" | "waiting" | "promise" | "resolve" | "reject">): Wanted {
    const { promise, resolve, reject } = deferred<Uint8Array>();
    const wanted: Wanted = { ...what, attempts: 0, waiting: 0, promise, resolve, reject };
    this.wanted.set(wanted.key, wanted);
    this.queue.push(wanted);
    // Whatever else is asked for in this turn of the event loop joins the batch.
    setImmediate(() => this.dispatch());
    return wanted;
  }

  private wait(wanted: Wanted, signal: AbortSignal | undefined): Promise<Uint8Array> {
    wanted.waiting += 1;
    if (!signal) return wanted.promise;
    return new Promise((resolve, reject) => {
      const leave = () => {
        wanted.waiting -= 1;
        if (wanted.waiting === 0) this.drop(wanted);
        reject(cancelled());
      };
      signal.addEventListener("abort", leave, { once: true });
      wanted.promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }

  /** Takes a picture that nobody waits for out of the queue; one being drawn is finished and cached, unless it is slow. */
  private drop(wanted: Wanted): void {
    const at = this.queue.indexOf(wanted);
    if (at >= 0) this.queue.splice(at, 1);
    else if (wanted.slow !== null) wanted.slow.abort();
    else return;
    this.wanted.delete(wanted.key);
    wanted.promise.catch(() => {});
    wanted.reject(cancelled());
  }

  private dispatch(): void {
    // One task in hand for each thread hides the way between threads.
    while (this.running < this.drawer.threads + 1) {
      const batch = this.nextBatch();
      if (batch.length === 0) return;
      const isSlow = batch[0].slow !== null;
      this.running += 1;
      if (isSlow) this.slowRunning += 1;
      void this.draw(batch).finally(() => {
        this.running -= 1;
        if (isSlow) this.slowRunning -= 1;
        this.dispatch();
      });
    }
  }

  /** Slow pictures never have all threads, and no second one waits in a thread's hands. */
  private get takesSlow(): boolean {
    return this.slowRunning < Math.max(1, this.drawer.threads - 1);
  }

  private nextBatch(): Wanted[] {
    const first = this.queue.find(({ slow }) => slow === null || this.takesSlow);
    if (first === undefined) return [];
    const share = Math.ceil(this.queue.length / this.drawer.threads);
    const limit = first.attempts > 0 ? 1 : Math.min(LARGEST_BATCH, share);
    const batch: Wanted[] = [];
    for (let at = 0; at < this.queue.length && batch.length < limit; ) {
      const candidate = this.queue[at];
      const fits = candidate.batchKey === first.batchKey && candidate.attempts === first.attempts;
      if (fits) batch.push(...this.queue.splice(at, 1));
      else at += 1;
    }
    // A stream's images are reached one after the other.
    return batch.sort((a, b) => a.classIndex - b.classIndex || a.instance - b.instance);
  }

  private async draw(batch: Wanted[]): Promise<void> {
    const { config, size, form, checkpoint } = batch[0];
    const images = batch.map(({ classIndex, instance }) => ({ classIndex, instance }));
    try {
      const task = { kind: "images", config, images, size, form, checkpoint } as const;
      const result = await this.drawer.run(task, batch[0].slow?.signal);
      for (const [i, wanted] of batch.entries()) {
        this.wanted.delete(wanted.key);
        this.cache.set(wanted.key, result.images[i]);
        wanted.resolve(result.images[i]);
      }
    } catch (error) {
      for (const wanted of batch) this.retry(wanted, error);
    }
  }

  private retry(wanted: Wanted, error: unknown): void {
    // Left while it was drawn, and told so already.
    if (wanted.slow?.signal.aborted) return;
    wanted.attempts += 1;
    if (wanted.attempts < MOST_ATTEMPTS && wanted.waiting > 0) {
      this.queue.push(wanted);
      return;
    }
    this.wanted.delete(wanted.key);
    wanted.promise.catch(() => {});
    wanted.reject(error);
  }
}

/** @throws StudioError where the dataset has no such image */
export function checkPosition(
  config: DatasetConfig,
  { classIndex, instance }: { classIndex: number; instance: number },
): void {
  const last = config.startClass + config.classes - 1;
  if (classIndex < config.startClass || classIndex > last) {
    throw new StudioError(
      "NotFound",
      `There is no class ${classIndex}; classes are ${config.startClass} to ${last}`,
    );
  }
  if (instance >= config.instances) {
    throw new StudioError(
      "NotFound",
      `There is no instance ${instance}; each class has ${config.instances}, numbered from 0`,
    );
  }
}

function cancelled(): StudioError {
  return new StudioError("Cancelled", "Nobody waits for this picture any more");
}

function deferred<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
