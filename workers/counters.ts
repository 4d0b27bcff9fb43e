/**
 * Counters that workers and the main thread share, so that progress moves inside a unit and a job can be
 * paused or stopped at the next image.
 *
 *   word:   0        1 … 7    8 … 15           16 … 23          …
 *           control  unused   slot of worker   slot of worker
 *   slot:   thread id, images, bytes, blank images, images run past (skimmed),
 *           position of the image being drawn plus one, two unused
 *
 * A slot is one cache line of 64-bit words, so that workers do not slow one another down.
 */
const SLOT_WORDS = 8;
const CONTROL = 0;
const control = { run: 0n, pause: 1n, stop: 2n } as const;
const field = { thread: 0, images: 1, bytes: 2, blank: 3, skimmed: 4, position: 5 } as const;

export interface WorkerCount {
  images: number;
  bytes: number;
  blankImages: number;
  /** Images run past without drawing, with streams. */
  skimmed: number;
}

/** The main thread's end: makes the buffer, reads the counts, says run, pause or stop. */
export class JobCounters {
  readonly buffer: SharedArrayBuffer;
  private readonly words: BigInt64Array;
  private readonly slots: number;

  constructor(workers: number) {
    // Room for threads that replace crashed ones.
    this.slots = workers * 2 + 32;
    this.buffer = new SharedArrayBuffer((1 + this.slots) * SLOT_WORDS * 8);
    this.words = new BigInt64Array(this.buffer);
  }

  pause(): void {
    Atomics.compareExchange(this.words, CONTROL, control.run, control.pause);
  }

  resume(): void {
    Atomics.compareExchange(this.words, CONTROL, control.pause, control.run);
    Atomics.notify(this.words, CONTROL);
  }

  /** For good: a stopped job is not resumed but started anew. */
  stop(): void {
    Atomics.store(this.words, CONTROL, control.stop);
    Atomics.notify(this.words, CONTROL);
  }

  /** One entry for each worker that has taken part, in the order of their first task. */
  perWorker(): WorkerCount[] {
    const counts: WorkerCount[] = [];
    for (let slot = 1; slot <= this.slots; slot++) {
      const read = (which: number): number => Number(Atomics.load(this.words, slot * SLOT_WORDS + which));
      if (read(field.thread) === 0) break;
      counts.push({
        images: read(field.images),
        bytes: read(field.bytes),
        blankImages: read(field.blank),
        skimmed: read(field.skimmed),
      });
    }
    return counts;
  }

  /**
   * Of a thread that ended within a run: takes back what it counted of it and returns the position that it had reached,
   * null where it had not begun.
   */
  takeBack(first: number, count: number): number | null {
    for (let slot = SLOT_WORDS; slot < this.words.length; slot += SLOT_WORDS) {
      const position = Number(Atomics.load(this.words, slot + field.position)) - 1;
      if (position < first || position >= first + count) continue;
      Atomics.store(this.words, slot + field.position, 0n);
      Atomics.sub(this.words, slot + field.images, BigInt(position - first));
      return position;
    }
    return null;
  }

  total(): WorkerCount {
    const total: WorkerCount = { images: 0, bytes: 0, blankImages: 0, skimmed: 0 };
    for (const count of this.perWorker()) {
      total.images += count.images;
      total.bytes += count.bytes;
      total.blankImages += count.blankImages;
      total.skimmed += count.skimmed;
    }
    return total;
  }
}

/** A worker's end: counts into the slot of its thread and obeys pause and stop. */
export class WorkerCounters {
  private readonly words: BigInt64Array;
  private readonly slot: number;

  /** @param thread the worker thread's id, greater than 0 */
  constructor(buffer: SharedArrayBuffer, thread: number) {
    this.words = new BigInt64Array(buffer);
    this.slot = this.claim(BigInt(thread));
  }

  /** @param position of the image that is drawn next, see `positionOf` */
  begin(position: number): void {
    if (this.slot >= 0) Atomics.store(this.words, this.slot + field.position, BigInt(position + 1));
  }

  /** Nothing is being drawn. */
  rest(): void {
    if (this.slot >= 0) Atomics.store(this.words, this.slot + field.position, 0n);
  }

  /** What a run counted that failed and is drawn again. */
  takeBack(images: number, bytes: number, blank: number): void {
    this.add(field.images, -images);
    this.add(field.bytes, -bytes);
    this.add(field.blank, -blank);
    this.rest();
  }

  countImage(bytes: number, blank: boolean): void {
    this.add(field.images, 1);
    this.add(field.bytes, bytes);
    if (blank) this.add(field.blank, 1);
  }

  countSkimmed(images: number): void {
    this.add(field.skimmed, images);
  }

  /** Waits while the job is paused; true once it is stopped. */
  stopped(): boolean {
    for (;;) {
      const state = Atomics.load(this.words, CONTROL);
      if (state !== control.pause) return state === control.stop;
      Atomics.wait(this.words, CONTROL, control.pause);
    }
  }

  private add(which: number, amount: number): void {
    if (this.slot >= 0) Atomics.add(this.words, this.slot + which, BigInt(amount));
  }

  /** A thread keeps its slot over all its tasks; without a free one it works uncounted. */
  private claim(thread: bigint): number {
    for (let slot = SLOT_WORDS; slot < this.words.length; slot += SLOT_WORDS) {
      const owner = Atomics.compareExchange(this.words, slot + field.thread, 0n, thread);
      if (owner === 0n || owner === thread) return slot;
    }
    return -1;
  }
}
