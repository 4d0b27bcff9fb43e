/** Where a dataset's images lie, and writing them there. */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { className, instanceName } from "../core/config/numberNames.ts";
import type { ClassParameters, DatasetConfig } from "../core/config/parameters.ts";

const extensions = { png: "png", jpeg: "jpg", webp: "webp" } as const;

/** Folder of a class's images, relative to the dataset's. */
export function imageFolder(config: DatasetConfig, classIndex: number): string {
  const name = className(config, classIndex);
  return config.output.layout === "release" ? name : join("image", name);
}

/** `00042_0007.png`, or `vertex_0337_instance_0007.png` as the released script names it. */
export function imageName(
  config: DatasetConfig,
  classIndex: number,
  instance: number,
  parameters: ClassParameters,
): string {
  const extension = extensions[config.output.image];
  const number = instanceName(config, instance);
  if (config.output.layout !== "release") return `${className(config, classIndex)}_${number}.${extension}`;
  return `vertex_${String(parameters.vertices).padStart(4, "0")}_instance_${number}.${extension}`;
}

/** Makes the folder above those of the classes; not while images are drawn, when it must not be gone. */
export function makeFolderOfImages(config: DatasetConfig, out: string): void {
  makeSubfolder(out, dirname(join(out, imageFolder(config, config.startClass))));
}

/**
 * Makes the class's folder and returns its path; the folder above it has to be there.
 * @param lock name of the job's lock, without which nothing is made
 * @throws the system's error
 */
export function makeImageFolder(
  config: DatasetConfig,
  { out, lock }: { out: string; lock: string },
  classIndex: number,
): string {
  const folder = join(out, imageFolder(config, classIndex));
  // Of an unmounted disk an empty folder remains, in which a class's folder could be made.
  statSync(join(out, lock));
  makeOneFolder(folder);
  return folder;
}

/**
 * Makes a folder below a dataset's, and those between, but never the dataset's own: where a disk was unmounted, images
 * would fill the one below it.
 * @throws the system's error
 */
export function makeSubfolder(out: string, folder: string): void {
  if (folder === out) return;
  try {
    makeOneFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(folder) === out) throw error;
    makeSubfolder(out, dirname(folder));
    makeSubfolder(out, folder);
  }
}

function makeOneFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === "EEXIST";
    if (!isThere || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/**
 * A file that is there already is one that an interrupted run left: it is overwritten.
 * @throws the system's error (ENOSPC, EACCES, …), which names the file
 */
export function writeImage(folder: string, name: string, bytes: Uint8Array): void {
  const path = join(folder, name);
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    // Errors of writing, unlike those of opening, do not say where.
    throw Object.assign(error as Error, { path });
  }
}
