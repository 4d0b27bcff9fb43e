/** Where a dataset's images lie, and writing them there. */
import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isPacked, isScriptLayout } from "../core/config/layouts.ts";
import { className, instanceName } from "../core/config/numberNames.ts";
import type { ClassParameters, DatasetConfig } from "../core/config/parameters.ts";
import { formulationOf, isBrought } from "../core/formulations/index.ts";
import { makeOneFolder, makeSubfolder, requireOwnFolder } from "./disk/ownFolder.ts";

const extensions = { png: "png", jpeg: "jpg", webp: "webp" } as const;

/** Folder of the folders of classes, relative to the dataset's: `image`, or where the dataset's script has them. */
export function imageRoot(config: DatasetConfig): string {
  return isScriptLayout(config.output.layout) ? formulationOf(config).scriptFiles.imageRoot : "image";
}

/** Folder of a class's images, relative to the dataset's. */
export function imageFolder(config: DatasetConfig, classIndex: number): string {
  return join(imageRoot(config), className(config, classIndex));
}

/** Folder of the files with each class's parameters, relative to the dataset's; null where there are none. */
export function parameterFolder(config: DatasetConfig): string | null {
  const { layout } = config.output;
  const hasFiles = isScriptLayout(layout)
    ? formulationOf(config).scriptFiles.parameterFile !== null
    : !isPacked(layout) || isBrought(config);
  return hasFiles ? "param" : null;
}

/** `00042_0007.png`, or as the dataset's script names it. */
export function imageName(
  config: DatasetConfig,
  classIndex: number,
  instance: number,
  parameters: ClassParameters,
): string {
  const extension = extensions[config.output.image];
  const numbers = {
    class: className(config, classIndex),
    instance: instanceName(config, instance),
    index: instance,
  };
  if (!isScriptLayout(config.output.layout)) return `${numbers.class}_${numbers.instance}.${extension}`;
  return formulationOf(config).scriptFiles.imageName(parameters, numbers, extension, config);
}

/** Makes the folder above those of the classes; not while images are drawn, when it must not be gone. */
export function makeFolderOfImages(config: DatasetConfig, out: string): void {
  makeSubfolder(out, dirname(join(out, imageFolder(config, config.startClass))));
}

/**
 * Makes the class's folder and returns its path; the folder above it has to be there.
 * @param lock name of the job's lock, without which nothing is made
 * @throws OwnFileError where a link stands in its place, the system's error
 */
export function makeImageFolder(
  config: DatasetConfig,
  { out, lock }: { out: string; lock: string },
  classIndex: number,
): string {
  const folder = join(out, imageFolder(config, classIndex));
  // Of an unmounted disk an empty folder remains, in which a class's folder could be made.
  statSync(join(out, lock));
  requireOwnFolder(out, dirname(imageFolder(config, classIndex)));
  makeOneFolder(folder);
  return folder;
}
