/** A dataset whose images are files of their own, in a folder for each class. */
import { lstat, readdir } from "node:fs/promises";
import { basename, extname, join, relative } from "node:path";
import type { DatasetImages, FoundImage } from "../../../core/studio/dataset.ts";
import { NOT_OWN, readOwnFileSoon, TOO_LARGE } from "../../../workers/disk/ownFile.ts";
import { notOwnFolder } from "../../../workers/disk/ownFolder.ts";
import { manifestName } from "../../dataset/manifest.ts";
import { StudioError } from "../errors.ts";
import type { PictureFile } from "../pictures/pictureFile.ts";
import { ClassCounts, changedAt, isImage } from "./classCounts.ts";
import { compareNames } from "./folders.ts";
import {
  type ImageStore,
  imageTypes,
  LARGEST_FILE,
  type ListKind,
  noSuchList,
  notFound,
  requireShowable,
  type StoredLists,
  stampOf,
} from "./imageStore.ts";

/** Counting files waits for the disk; what is not counted by then is taken to be like the classes that are. */
const COUNTING_MILLISECONDS = 1500;
const KEPT_LISTINGS = 16;
/** As `ClassCounts`: a listing so soon after a change is not kept. */
const CERTAIN_MILLISECONDS = 2000;

export interface FileStoreOptions {
  root: string;
  /** Holds the classes' folders. */
  imageRoot: string;
  /** Of the classes' folders. */
  names: string[];
  /** Images of each class by a description that says that all are there. */
  describedImages: number | null;
  /** Of its images by a description, px. */
  side: number | null;
}

export class FileStore implements ImageStore {
  private readonly options: FileStoreOptions;
  private readonly counts: ClassCounts;
  /** Sorted file names by class, least recently used first. */
  private readonly listings = new Map<number, { changed: number; names: string[] }>();

  /** @param counts of an earlier opening of the same folder */
  constructor(options: FileStoreOptions, counts = new ClassCounts()) {
    this.options = options;
    this.counts = counts;
  }

  async lists(): Promise<StoredLists> {
    const { root, names, describedImages } = this.options;
    const description = await lstat(join(root, manifestName)).catch(() => null);
    const described =
      describedImages === null || description === null
        ? null
        : { since: description.mtimeMs, images: describedImages };
    const folders = names.map((_, at) => this.folder(at));
    const counts = await this.counts.count(folders, described, COUNTING_MILLISECONDS);
    const like = counts.find(({ images }) => images !== null)?.images ?? 0;
    return {
      classes: names.map((name, i) => ({ name, images: counts[i].images ?? like })),
      shards: [],
      counting: counts.some(({ images }) => images === null),
      stamp: counts.map(({ changed }) => changed.toString(36)).join(" "),
      bytes: null,
      classStamps: counts.map(({ changed }) => changed.toString(36)),
    };
  }

  async images(kind: ListKind, at: number, first: number, count: number): Promise<DatasetImages> {
    if (kind === "shard" || at >= this.options.names.length) throw noSuchList(kind, at);
    const folder = this.folder(at);
    const names = (await this.list(at)).slice(first, first + count);
    const stamps = await Promise.all(
      names.map(async (name) => stampOf(await lstat(join(folder, name)).catch(() => null))),
    );
    return { names, stamps, classes: names.map(() => at) };
  }

  async find(classAt: number, name: string): Promise<FoundImage> {
    if (classAt >= this.options.names.length) throw noSuchList("class", classAt);
    const place = (await this.list(classAt)).indexOf(name);
    return { place: place < 0 ? null : place, shard: null };
  }

  async classStamp(classAt: number): Promise<string> {
    return (await changedAt(this.folder(classAt))).toString(36);
  }

  async picture(classAt: number, name: string): Promise<PictureFile> {
    if (classAt >= this.options.names.length) throw noSuchList("class", classAt);
    const { root } = this.options;
    const folder = this.folder(classAt);
    const type = imageTypes[extname(name).toLowerCase()];
    const isName = basename(name) === name && !name.includes("\\") && name !== "." && name !== "..";
    if (!isName || type === undefined) throw notFound(name);
    // A link in the dataset must not lead to a file that nobody opened.
    if (notOwnFolder(root, relative(root, folder))) throw notFound(name);
    try {
      const bytes = await readOwnFileSoon(join(folder, name), LARGEST_FILE);
      requireShowable(name, bytes, this.options.side);
      return { bytes, type };
    } catch (error) {
      if (error instanceof StudioError) throw error;
      const { code } = error as NodeJS.ErrnoException;
      if (code === TOO_LARGE) throw new StudioError("NotPossible", `${name} is too large to show`);
      if (code === NOT_OWN)
        throw new StudioError("NotFound", `${name} is a link or a special file, and is not opened`);
      throw notFound(name);
    }
  }

  private folder(at: number): string {
    return join(this.options.imageRoot, this.options.names[at]);
  }

  /** Nothing of a folder that is a link by now, or that has gone. */
  private async list(at: number): Promise<string[]> {
    const { root } = this.options;
    const folder = this.folder(at);
    if (notOwnFolder(root, relative(root, folder))) return [];
    const changed = await changedAt(folder);
    const known = this.listings.get(at);
    const isKnown = known?.changed === changed;
    const names = isKnown ? known.names : await sortedImages(folder);
    this.listings.delete(at);
    if (isKnown || Date.now() - changed > CERTAIN_MILLISECONDS) this.listings.set(at, { changed, names });
    if (this.listings.size > KEPT_LISTINGS) this.listings.delete(this.listings.keys().next().value!);
    return names;
  }
}

async function sortedImages(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries.filter(isImage).sort(compareNames);
}
