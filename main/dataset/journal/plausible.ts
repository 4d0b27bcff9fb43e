/** How much a journal line can stand for: what it says decides how much is read at once, and it is somebody's words. */
import { isPacked } from "../../../core/config/layouts.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { JournalEntry } from "./journalLines.ts";

/** Twice four samples for each pixel, and what belongs to an image whatever its size. */
const MOST_BYTES_PER_PIXEL = 8;
const MOST_BYTES_PER_IMAGE = 1 << 16;
/** What ends a shard. */
const MOST_BYTES_AT_END = 1 << 24;

/** Whether so many images of this dataset can have so many bytes. */
export function isPlausible(
  config: DatasetConfig,
  { count, bytes }: Pick<JournalEntry, "count" | "bytes">,
): boolean {
  const most = count * mostBytesOfImage(config);
  return bytes <= most + (isPacked(config.output.layout) ? MOST_BYTES_AT_END : 0);
}

/** Noise that nothing compresses has fewer. */
export function mostBytesOfImage({ imageSize, output }: DatasetConfig): number {
  return (output.storedSize ?? imageSize) ** 2 * MOST_BYTES_PER_PIXEL + MOST_BYTES_PER_IMAGE;
}
