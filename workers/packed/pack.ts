/** Many samples as one run of bytes that belongs into a shard. */
import type { Sample } from "../../core/random/sampleOrder.ts";

export interface PackedSamples {
  bytes: Uint8Array<ArrayBuffer>;
  /** Parquet: bytes of each column chunk. Tar has no columns. */
  columns: number[];
}

export interface SamplePack {
  /** @param file encoded image; copied */
  add(sample: Sample, name: string, file: Uint8Array): void;
  /** What was added so far; the pack must not be used after. */
  finish(): PackedSamples;
}

/** Bytes appended one after the other. */
export class GrowingBytes {
  private buffer: Uint8Array<ArrayBuffer>;
  private length = 0;

  constructor(capacity: number) {
    this.buffer = new Uint8Array(capacity);
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length).set(bytes);
  }

  /** Appends this many zeros and returns them to be written to, until the next call. */
  reserve(length: number): Uint8Array {
    const end = this.length + length;
    if (end > this.buffer.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.buffer.length));
      larger.set(this.buffer.subarray(0, this.length));
      this.buffer = larger;
    }
    const reserved = this.buffer.subarray(this.length, end);
    this.length = end;
    return reserved;
  }

  all(): Uint8Array<ArrayBuffer> {
    return this.buffer.subarray(0, this.length);
  }
}
