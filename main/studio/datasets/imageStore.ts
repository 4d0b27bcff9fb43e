/** Where the images of an opened dataset lie, whichever way: in files of their own, or in shards. */
import type { DatasetImages, FoundImage } from "../../../core/studio/dataset.ts";
import { MOST_PIXELS, pictureSizeOf } from "../../../workers/check/imageHead.ts";
import { StudioError } from "../errors.ts";
import type { PictureFile } from "../pictures/pictureFile.ts";

/** What may be listed: the images of a class, or those of a shard in the order in which they lie there. */
export type ListKind = "class" | "shard";

export interface StoredLists {
  /** `classIndex`: the class's number; null where the folder's name is none. */
  classes: { name: string; images: number }[];
  shards: { name: string; images: number }[];
  /** Whether some classes are still being counted, and taken to be like the others until then. */
  counting: boolean;
  /** Changes whenever images come, go or change places. */
  stamp: string;
  /** Of all images, where that is seen without a look at each of them; null where not. */
  bytes: number | null;
  /** Of each class: changes whenever its images come or go. */
  classStamps: string[];
}

export interface ImageStore {
  lists(): Promise<StoredLists>;
  /** From the `first`-th on, at most `count`. */
  images(kind: ListKind, at: number, first: number, count: number): Promise<DatasetImages>;
  find(classAt: number, name: string): Promise<FoundImage>;
  /** As `classStamps`, at present. */
  classStamp(classAt: number): Promise<string>;
  /** @throws StudioError `NotFound` */
  picture(classAt: number, name: string): Promise<PictureFile>;
}

/** What is larger is no picture that can be shown. */
export const LARGEST_FILE = 256 * 1024 * 1024;

/**
 * Whoever shows a picture unpacks it, and a small file may unpack to gigabytes.
 * @param side of the dataset's images; null where nothing says it
 * @throws StudioError for what is no picture, or has another size
 */
export function requireShowable(name: string, bytes: Buffer, side: number | null): void {
  const size = pictureSizeOf(bytes);
  if (size === null) throw new StudioError("NotPossible", `${name} is no picture that can be shown`);
  const { width, height } = size;
  const fits = side === null ? width * height <= MOST_PIXELS : width === side && height === side;
  if (fits) return;
  const wanted = side === null ? "too large to show" : `not ${side} × ${side}`;
  throw new StudioError("NotPossible", `${name} has ${width} × ${height} px, which is ${wanted}`);
}

export const imageTypes: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
};

export function notFound(name: string): StudioError {
  return new StudioError("NotFound", `There is no image ${name} in this class`);
}

export function noSuchList(kind: ListKind, at: number): StudioError {
  return new StudioError("NotFound", `There is no ${kind} number ${at} in this dataset`);
}

/** Changes with a file's content, as far as its time and size tell; empty where there is none. */
export function stampOf(found: { mtimeMs: number; size: number } | null | undefined): string {
  if (!found) return "";
  return `${Math.round(1000 * found.mtimeMs).toString(36)}-${found.size.toString(36)}`;
}
