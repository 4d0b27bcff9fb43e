/** Datasets on disk as the page browses them: ours in any layout, and what the authors' script writes; read as they are looked at. */

import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { storedSide } from "../../../core/config/dataset.ts";
import { isPacked, isScriptLayout, SCRIPT_LAYOUT } from "../../../core/config/layouts.ts";
import type { DatasetImages, DatasetInfo, FoundImage } from "../../../core/studio/dataset.ts";
import { notOwnFolder } from "../../../workers/disk/ownFolder.ts";
import { imageRoot } from "../../../workers/files.ts";
import { type Manifest, readManifest } from "../../dataset/manifest.ts";
import type { ConfigRegistry } from "../configRegistry.ts";
import { StudioError } from "../errors.ts";
import type { PictureFile } from "../pictures/pictureFile.ts";
import { ClassCounts } from "./classCounts.ts";
import { FileStore } from "./fileStore.ts";
import { compareNames, existingFolder, exists } from "./folders.ts";
import type { ImageStore, ListKind } from "./imageStore.ts";
import { ShardStore } from "./shards/shardStore.ts";
import { type Written, WrittenSoFar } from "./writtenSoFar.ts";

export interface OpenDataset {
  info: DatasetInfo;
  store: ImageStore;
  /** Of each class: changes whenever its images come or go. */
  classStamps: string[];
  /** What the store was made for: opened again, the same one is asked. */
  key: string;
}

export class Datasets {
  private readonly open = new Map<string, OpenDataset>();
  /** By the dataset's id; they outlast a change of its classes. */
  private readonly counts = new Map<string, ClassCounts>();
  private readonly written = new WrittenSoFar();
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
    const datasetId = hashOf(root);
    const { store, key, layout } = await this.storeOf(root, datasetId, manifest, folder);
    const { classes, shards, counting, stamp, bytes, classStamps } = await store.lists();
    const counts = manifest && (this.countsOf(root, manifest) ?? manifest.counts);
    const info: DatasetInfo = {
      datasetId,
      path: root,
      layout,
      ...{ classes, shards, counting },
      images: classes.reduce((sum, { images }) => sum + images, 0),
      config: manifest?.config ?? null,
      configId: manifest ? this.configs.register(manifest.config).configId : null,
      fingerprint: manifest?.fingerprint ?? null,
      complete: manifest?.complete ?? null,
      bytes: bytes ?? counts?.bytes ?? null,
      blankImages: counts?.blankImages ?? null,
      generator: manifest ? `${manifest.generator.name} ${manifest.generator.version}` : null,
      stamp: hashOf(`${key} ${stamp}`),
    };
    this.open.set(datasetId, { info, store, key, classStamps });
    return info;
  }

  images(
    datasetId: string,
    kind: ListKind,
    at: number,
    first: number,
    count: number,
  ): Promise<DatasetImages> {
    return this.dataset(datasetId).store.images(kind, at, first, count);
  }

  find(datasetId: string, classIndex: number, name: string): Promise<FoundImage> {
    return this.dataset(datasetId).store.find(classIndex, name);
  }

  /**
   * The file of an image as it is on disk.
   * @throws StudioError where the dataset has no such image, or it lies outside the dataset
   */
  async picture(datasetId: string, classIndex: number, name: string): Promise<PictureFile> {
    return this.dataset(datasetId).store.picture(classIndex, name);
  }

  /** @throws StudioError where it is not open */
  path(datasetId: string): string {
    return this.info(datasetId).path;
  }

  /** As it was when it was opened last. @throws StudioError where it is not open */
  info(datasetId: string): DatasetInfo {
    return this.dataset(datasetId).info;
  }

  /** @throws StudioError where it is not open */
  opened(datasetId: string): OpenDataset {
    return this.dataset(datasetId);
  }

  private countsOf(root: string, { complete, config }: Manifest): Written | null {
    return complete ? null : this.written.of(root, config);
  }

  private dataset(datasetId: string): OpenDataset {
    const dataset = this.open.get(datasetId);
    if (!dataset) throw new StudioError("UnknownDataset", "This dataset is not open; open its folder again");
    return dataset;
  }

  /** @param asked as the user named the folder */
  private async storeOf(
    root: string,
    datasetId: string,
    manifest: Manifest | null,
    asked: string,
  ): Promise<{ store: ImageStore; key: string; layout: DatasetInfo["layout"] }> {
    const known = this.open.get(datasetId);
    const layout = manifest?.config.output.layout ?? (await guessLayout(root));
    if (manifest !== null && isPacked(layout)) {
      const key = JSON.stringify(manifest.config);
      return { store: known?.key === key ? known.store : new ShardStore(root, manifest.config), key, layout };
    }
    const folder = manifest === null ? (isScriptLayout(layout) ? "" : "image") : imageRoot(manifest.config);
    const classRoot = join(root, folder);
    const names = await classFolders(root, folder);
    if (names.length === 0 && manifest === null) {
      throw new StudioError(
        "NotFound",
        `${asked} holds no dataset: neither dataset.json nor folders of images; choose another folder`,
      );
    }
    const describedImages = manifest?.complete ? manifest.config.instances : null;
    const side = manifest === null ? null : storedSide(manifest.config);
    const key = JSON.stringify([classRoot, describedImages, side, manifest?.fingerprint, names]);
    if (known?.key === key) return { store: known.store, key, layout };
    const counts = this.counts.get(datasetId) ?? new ClassCounts();
    this.counts.set(datasetId, counts);
    return {
      store: new FileStore({ root, imageRoot: classRoot, names, describedImages, side }, counts),
      key,
      layout,
    };
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
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
  const inside = await classFolders(root, "image");
  return inside.length > 0 ? "imagefolder" : SCRIPT_LAYOUT;
}

/** @param inside path relative to the dataset's folder; a link there would lead to folders that nobody opened */
async function classFolders(root: string, inside: string): Promise<string[]> {
  if (notOwnFolder(root, inside)) return [];
  const entries = await readdir(join(root, inside), { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory() && isClassFolder(entry.name));
  return names.map((entry) => entry.name).sort(compareNames);
}

/** Both layouts name class folders by number; `image` and `param` stand beside them. */
function isClassFolder(name: string): boolean {
  return /^\d+$/.test(name);
}
