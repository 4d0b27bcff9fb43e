/** How many images each class's folder holds: listed where a folder has changed, known from the description where not. */
import { lstat, opendir } from "node:fs/promises";
import { extname } from "node:path";
import { imageTypes } from "./imageStore.ts";

const AT_ONCE = 16;
/** A change so shortly before a look may have been followed by another that has the same time. */
const CERTAIN_MILLISECONDS = 2000;

export interface ClassCount {
  /** null while it is not counted. */
  images: number | null;
  /** When the folder changed last; 0 where there is none, or a link in its place. */
  changed: number;
}

export class ClassCounts {
  private readonly known = new Map<string, { changed: number; images: number; certain: boolean }>();
  private counting: Promise<void> | null = null;

  /**
   * @param folders of the classes
   * @param described since when a description vouches for how many images in each folder; null where none does
   * @param milliseconds to wait for; the counting goes on behind it
   */
  async count(
    folders: readonly string[],
    described: { since: number; images: number } | null,
    milliseconds: number,
  ): Promise<ClassCount[]> {
    const changed = await inTurn(folders, changedAt);
    const isKnown = (i: number): boolean => {
      const known = this.known.get(folders[i]);
      return known?.changed === changed[i] && known.certain;
    };
    const isVouchedFor = (i: number): boolean =>
      described !== null && 0 < changed[i] && changed[i] < described.since;
    const open = folders.map((_, i) => i).filter((i) => !isVouchedFor(i) && !isKnown(i));
    if (open.length > 0) await this.wait(open, folders, changed, milliseconds);
    return folders.map((folder, i) => {
      const images = isVouchedFor(i) ? described!.images : (this.known.get(folder)?.images ?? null);
      return { images, changed: changed[i] };
    });
  }

  /** The first count is waited for, however long it takes: the others are taken to be like it. */
  private async wait(
    open: number[],
    folders: readonly string[],
    changed: number[],
    milliseconds: number,
  ): Promise<void> {
    await this.look(folders[open[0]], changed[open[0]]);
    this.counting ??= inTurn(open.slice(1), (i) => this.look(folders[i], changed[i]))
      .then(() => {})
      .finally(() => {
        this.counting = null;
      });
    const patience = new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref());
    await Promise.race([this.counting, patience]);
  }

  private async look(folder: string, changed: number): Promise<void> {
    const certain = Date.now() - changed > CERTAIN_MILLISECONDS;
    this.known.set(folder, { changed, images: await countImages(folder), certain });
  }
}

async function countImages(folder: string): Promise<number> {
  let count = 0;
  try {
    if (!(await lstat(folder)).isDirectory()) return 0;
    for await (const entry of await opendir(folder, { bufferSize: 256 })) if (isImage(entry.name)) count += 1;
  } catch {
    // A folder that has gone, or may not be read, shows nothing.
  }
  return count;
}

/** When a folder itself changed last, and not what a link leads to; 0 where there is none. */
export async function changedAt(folder: string): Promise<number> {
  return lstat(folder).then(
    (found) => (found.isDirectory() ? found.mtimeMs : 0),
    () => 0,
  );
}

export function isImage(name: string): boolean {
  return extname(name).toLowerCase() in imageTypes;
}

/** Runs a task for each item, several at the same time. */
async function inTurn<T, R>(items: readonly T[], task: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const run = async (): Promise<void> => {
    while (next < items.length) {
      const at = next++;
      results[at] = await task(items[at]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  return results;
}
