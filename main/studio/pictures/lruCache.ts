/** A cache of byte arrays that forgets the least recently used when it holds too much. */

/** What an entry costs beside its bytes: key, map entry, array header. */
const ENTRY_BYTES = 300;

export class LruCache {
  private readonly entries = new Map<string, Uint8Array>();
  private readonly limit: number;
  private held = 0;

  /** @param limit bytes */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** Bytes held, at most the limit. */
  get bytes(): number {
    return this.held;
  }

  get(key: string): Uint8Array | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  set(key: string, value: Uint8Array): void {
    this.delete(key);
    if (value.length + ENTRY_BYTES > this.limit) return;
    this.entries.set(key, value);
    this.held += value.length + ENTRY_BYTES;
    for (const oldest of this.entries.keys()) {
      if (this.held <= this.limit) break;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    const value = this.entries.get(key);
    if (value === undefined) return;
    this.entries.delete(key);
    this.held -= value.length + ENTRY_BYTES;
  }
}
