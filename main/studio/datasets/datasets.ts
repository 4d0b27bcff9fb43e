/** Datasets on disk as the page browses them: ours, and what the authors' script writes; read class by class. */
import { createHash } from "node:crypto";
import { opendir, readdir } from "node:fs/promises";
import { basename, extname, join, relative } from "node:path";
import { isScriptLayout, SCRIPT_LAYOUT } from "../../../core/config/layouts.ts";
import type { DatasetInfo } from "../../../core/studio/api.ts";
import { NOT_OWN, readOwnFileSoon, TOO_LARGE } from "../../../workers/disk/ownFile.ts";
import { notOwnFolder } from "../../../workers/disk/ownFolder.ts";
import { imageFolder } from "../../../workers/files.ts";
import { readJournal } from "../../dataset/journal/journal.ts";
import { type Manifest, readManifest } from "../../dataset/manifest.ts";
import type { ConfigRegistry } from "../configRegistry.ts";
import { StudioError } from "../errors.ts";
import { compareNames, existingFolder, exists } from "./folders.ts";

const imageTypes: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
};
/** Counting files waits for the disk; what is not counted by then is taken to be like the classes that are. */
const COUNTING_MILLISECONDS = 1500;
const COUNTED_AT_ONCE = 16;
const KEPT_LISTINGS = 8;
const LARGEST_FILE = 256 * 1024 * 1024;

interface OpenDataset {
  info: DatasetInfo;
  /** Folder of each class, canonical, in the order of `info.classes`. */
  folders: string[];
}

export class Datasets {
  private readonly open = new Map<string, OpenDataset>();
  /** Sorted file names by class folder, least recently used first. */
  private readonly listings = new Map<string, string[]>();
  private readonly configs: ConfigRegistry;

  constructor(configs: ConfigRegistry) {
    this.configs = configs;
  }

  /**
   * @param folder of the dataset; its `image` folder, or a folder inside it, is understood too
   * @throws StudioError where there is no dataset
   */
  async openDataset(folder: string): Promise<DatasetInfo> {
    const chosen = await existingFolder(folder);
    const root = await datasetRoot(chosen);
    const manifest = readManifest(root);
    const layout = manifest ? manifest.config.output.layout : await guessLayout(root);
    const imageRoot = isScriptLayout(layout) ? root : join(root, "image");
    const names = await classFolders(imageRoot);
    if (names.length === 0 && manifest === null) {
      throw new StudioError(
        "NotFound",
        `${folder} holds no dataset: neither dataset.json nor folders of images; choose another folder`,
      );
    }
    const folders = names.map((name) => join(imageRoot, name));
    const counts = manifest
      ? countByManifest(root, manifest, names)
      : await countFiles(folders, COUNTING_MILLISECONDS);
    const classes = names.map((name, i) => ({ name, images: counts[i] }));
    const info: DatasetInfo = {
      datasetId: createHash("sha256").update(root).digest("hex").slice(0, 16),
      path: root,
      layout,
      classes,
      images: manifest?.counts.images ?? counts.reduce((sum, count) => sum + count, 0),
      config: manifest?.config ?? null,
      configId: manifest ? this.configs.register(manifest.config).configId : null,
      fingerprint: manifest?.fingerprint ?? null,
      complete: manifest?.complete ?? null,
      bytes: manifest?.counts.bytes ?? null,
      blankImages: manifest?.counts.blankImages ?? null,
      generator: manifest ? `${manifest.generator.name} ${manifest.generator.version}` : null,
    };
    this.open.set(info.datasetId, { info, folders });
    for (const classFolder of folders) this.listings.delete(classFolder);
    return info;
  }

  /** File names of a class, from the `first`-th on, at most `count`. */
  async images(datasetId: string, classIndex: number, first: number, count: number): Promise<string[]> {
    const names = await this.list(this.classFolder(datasetId, classIndex));
    return names.slice(first, first + count);
  }

  /**
   * The file of an image as it is on disk.
   * @throws StudioError where the dataset has no such image, or it lies outside the dataset
   */
  async picture(
    datasetId: string,
    classIndex: number,
    name: string,
  ): Promise<{ bytes: Uint8Array; type: string }> {
    const folder = this.classFolder(datasetId, classIndex);
    const type = imageTypes[extname(name).toLowerCase()];
    const isName = basename(name) === name && !name.includes("\\") && name !== "." && name !== "..";
    if (!isName || type === undefined) throw notFound(name);
    // A link in the dataset must not lead to a file that nobody opened.
    if (notOwnFolder(this.path(datasetId), relative(this.path(datasetId), folder))) throw notFound(name);
    try {
      return { bytes: await readOwnFileSoon(join(folder, name), LARGEST_FILE), type };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === TOO_LARGE) throw new StudioError("NotPossible", `${name} is too large to show`);
      if (code === NOT_OWN)
        throw new StudioError("NotFound", `${name} is a link or a special file, and is not opened`);
      throw notFound(name);
    }
  }

  /** @throws StudioError where it is not open */
  path(datasetId: string): string {
    return this.dataset(datasetId).info.path;
  }

  private dataset(datasetId: string): OpenDataset {
    const dataset = this.open.get(datasetId);
    if (!dataset) throw new StudioError("UnknownDataset", "This dataset is not open; open its folder again");
    return dataset;
  }

  private classFolder(datasetId: string, classIndex: number): string {
    const { folders } = this.dataset(datasetId);
    if (classIndex >= folders.length) {
      throw new StudioError("NotFound", `There is no class folder number ${classIndex} in this dataset`);
    }
    return folders[classIndex];
  }

  private async list(folder: string): Promise<string[]> {
    const known = this.listings.get(folder);
    const names = known ?? (await readdir(folder)).filter(isImage).sort(compareNames);
    this.listings.delete(folder);
    this.listings.set(folder, names);
    for (const oldest of this.listings.keys()) {
      if (this.listings.size <= KEPT_LISTINGS) break;
      this.listings.delete(oldest);
    }
    return names;
  }
}

/** Whoever chooses OUT/image or a class's folder means the dataset around it. */
async function datasetRoot(folder: string): Promise<string> {
  if (await exists(join(folder, "dataset.json"))) return folder;
  const parent = join(folder, "..");
  if (basename(folder) === "image" && (await exists(join(parent, "dataset.json")))) return parent;
  return folder;
}

/** Without a description: class folders in `image` are ours, at the top they are the script's. */
async function guessLayout(root: string): Promise<DatasetInfo["layout"]> {
  const inside = await classFolders(join(root, "image"));
  return inside.length > 0 ? "imagefolder" : SCRIPT_LAYOUT;
}

async function classFolders(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() && isClassFolder(entry.name));
  return names.map((entry) => entry.name).sort(compareNames);
}

/** Both layouts name class folders by number; `image` and `param` stand beside them. */
function isClassFolder(name: string): boolean {
  return /^\d+$/.test(name);
}

function isImage(name: string): boolean {
  return extname(name).toLowerCase() in imageTypes;
}

/** A complete dataset has what its configuration says; of another the journal tells. */
function countByManifest(root: string, manifest: Manifest, names: readonly string[]): number[] {
  const { config } = manifest;
  if (manifest.complete) return names.map(() => config.instances);
  const images = new Map<string, number>();
  try {
    readJournal(join(root, "journal.jsonl"), (entry) => {
      const name = basename(imageFolder(config, entry.class));
      images.set(name, (images.get(name) ?? 0) + entry.count);
    });
  } catch {
    // Without a journal nothing is known to be finished.
  }
  return names.map((name) => Math.min(config.instances, images.get(name) ?? 0));
}

async function countFiles(folders: readonly string[], milliseconds: number): Promise<number[]> {
  const end = Date.now() + milliseconds;
  const counts: (number | null)[] = folders.map(() => null);
  let next = 0;
  const countSome = async (): Promise<void> => {
    while (next < folders.length && (next === 0 || Date.now() < end)) {
      const at = next++;
      counts[at] = await countImages(folders[at]);
    }
  };
  await Promise.all(Array.from({ length: COUNTED_AT_ONCE }, countSome));
  const like = counts[0] ?? 0;
  return counts.map((count) => count ?? like);
}

async function countImages(folder: string): Promise<number> {
  let count = 0;
  for await (const entry of await opendir(folder, { bufferSize: 256 })) if (isImage(entry.name)) count += 1;
  return count;
}

function notFound(name: string): StudioError {
  return new StudioError("NotFound", `There is no image ${name} in this class`);
}
