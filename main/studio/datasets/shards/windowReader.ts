/** Reads small pieces of a large file a window at a time, never beyond the end that was given. */
import type { FileHandle } from "node:fs/promises";

const WINDOW_BYTES = 128 * 1024;

export class WindowReader {
  private readonly file: FileHandle;
  private readonly end: number;
  private window = Buffer.alloc(0);
  private windowAt = 0;

  /** @param end of what may be read, bytes from the file's beginning */
  constructor(file: FileHandle, end: number) {
    this.file = file;
    this.end = end;
  }

  /** As many of the bytes as there are. */
  async read(at: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.end - at));
    const from = at - this.windowAt;
    if (from >= 0 && from + wanted <= this.window.length) return this.window.subarray(from, from + wanted);
    const size = Math.min(Math.max(wanted, WINDOW_BYTES), Math.max(0, this.end - at));
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(size), 0, size, at);
    this.window = buffer.subarray(0, bytesRead);
    this.windowAt = at;
    return this.window.subarray(0, wanted);
  }
}
