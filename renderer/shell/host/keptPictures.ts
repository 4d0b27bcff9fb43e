/** Pictures that have come, the most recent ones: what is scrolled back to, or was asked for ahead, is there at once. */
import type { DrawnPicture } from "../../../core/studio/bridge.ts";

/** A thousand thumbnails. */
const MOST_BYTES = 32 * 1024 * 1024;

export class KeptPictures {
  /** Least recently used first. */
  private readonly pictures = new Map<string, DrawnPicture>();
  private readonly limit: number;
  private bytes = 0;

  /** @param limit bytes of samples */
  constructor(limit: number = MOST_BYTES) {
    this.limit = limit;
  }

  has(path: string): boolean {
    return this.pictures.has(path);
  }

  get(path: string): DrawnPicture | undefined {
    const picture = this.pictures.get(path);
    if (picture === undefined) return undefined;
    this.pictures.delete(path);
    this.pictures.set(path, picture);
    return picture;
  }

  set(path: string, picture: DrawnPicture): void {
    this.bytes += picture.samples.length - (this.pictures.get(path)?.samples.length ?? 0);
    this.pictures.delete(path);
    this.pictures.set(path, picture);
    for (const [oldest, { samples }] of this.pictures) {
      if (this.bytes <= this.limit) break;
      this.pictures.delete(oldest);
      this.bytes -= samples.length;
    }
  }
}
