/** How much a journal line can stand for: what it says decides how much is read at once, and it is somebody's words. */
import { isPacked } from "../../../core/config/layouts.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { JournalEntry } from "./journalLines.ts";

/** Twice four samples for each pixel, and what belongs to an image whatever its size. */
const MOST_BYTES_PER_PIXEL = 8;
const MOST_BYTES_PER_IMAGE = 1 << 16;
/** What ends a shard. */
const MOST_BYTES_AT_END = 1 << 24;

/** Whether so many images of this dataset can have so many bytes; noise that nothing compresses has fewer. */
export function isPlausible(
  { imageSize, output }: DatasetConfig,
  { count, bytes }: Pick<JournalEntry, "count" | "bytes">,
): boolean {
  const size = output.storedSize ?? imageSize;
  const most = count * (size * size * MOST_BYTES_PER_PIXEL + MOST_BYTES_PER_IMAGE);
  return bytes <= most + (isPacked(output.layout) ? MOST_BYTES_AT_END : 0);
}
