/** Where the images of a run of samples lie in a WebDataset shard. */
import { TAR_BLOCK } from "../../../../workers/packed/tar.ts";
import type { WindowReader } from "./windowReader.ts";

/** Bytes in the shard's file. */
export interface BytesPlace {
  at: number;
  length: number;
}

/**
 * @param names of the images, in the order of the samples
 * @param run bytes of the whole run
 * @returns the place of each image; null where another member, or none, is in its place
 */
export async function tarSamples(
  reader: WindowReader,
  run: BytesPlace,
  names: readonly string[],
): Promise<(BytesPlace | null)[]> {
  const places = new Map<string, BytesPlace>();
  const end = run.at + run.length;
  // An image and its label for each sample: what goes on behind them is not the run's.
  for (let at = run.at, member = 0; at + TAR_BLOCK <= end && member < 2 * names.length; member++) {
    const header = await reader.read(at, TAR_BLOCK);
    const size = Number.parseInt(textOf(header, 124, 12), 8);
    if (header.length < TAR_BLOCK || !(size >= 0) || at + TAR_BLOCK + size > end) break;
    places.set(textOf(header, 0, 100), { at: at + TAR_BLOCK, length: size });
    at += TAR_BLOCK * (1 + Math.ceil(size / TAR_BLOCK));
  }
  return names.map((name) => places.get(name) ?? null);
}

function textOf(header: Buffer, at: number, length: number): string {
  return header.toString("latin1", at, at + length).split("\0")[0];
}
