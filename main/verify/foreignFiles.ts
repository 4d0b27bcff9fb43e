/** Finds what lies in a dataset's folder and does not belong there: a reader would take it for a class or an image. */

import { type Dirent, readdirSync, type Stats } from "node:fs";
import { basename, join } from "node:path";
import { className } from "../../core/config/numberNames.ts";
import type { ClassParameters } from "../../core/config/parameters.ts";
import { notOwnFolder, statsOf } from "../../workers/disk/ownFile.ts";
import { imageFolder, imageName } from "../../workers/files.ts";
import { markName } from "../dataset/durability/mark.ts";
import { journalName } from "../dataset/journal/journal.ts";
import { lockName } from "../dataset/lock/lock.ts";
import { manifestName } from "../dataset/manifest.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import { shardName } from "../dataset/packed/packFiles.ts";
import { isStray } from "../dataset/strayNames.ts";
import { classTableName } from "../dataset/tables/classTable.ts";
import { cardName } from "../dataset/tables/datasetCard.ts";
import { classStatisticsName } from "../dataset/tables/statistics.ts";
import type { ReadDataset } from "./readDataset.ts";

/** Something in the dataset's folders that is not the dataset's. */
export interface Foreign {
  /** Relative to the dataset's folder; of a folder it ends in `/`. */
  path: string;
  /** Left by a system beside the dataset's own folders, where no reader takes it for an image or a class. */
  isStray: boolean;
  /** What of the dataset's own it is another name of: then it is never deleted. */
  nameOf: string | null;
}

export function* foreignFiles(dataset: ReadDataset): Generator<Foreign> {
  const { folder, plan, config } = dataset;
  const own = new Set([
    ...[manifestName, journalName, lockName, markName, classTableName, classStatisticsName, cardName],
    ...[manifestName, journalName, classTableName, classStatisticsName, cardName].map(
      (name) => `${name}.tmp`,
    ),
  ]);
  if (plan instanceof PackedPlan) {
    const shards = Array.from({ length: plan.shards }, (_, shard) => shardName(plan, shard));
    const inFolder = config.output.layout === "parquet";
    const names = new Set(inFolder ? ["data"] : withHalves(shards));
    yield* othersIn(folder, "", (name) => own.has(name) || names.has(name));
    const inside = new Set(withHalves(shards).map((shard) => basename(shard)));
    if (inFolder) yield* othersIn(folder, "data", (name) => inside.has(name));
    return;
  }
  const { startClass, classes } = config;
  const isClass = (name: string): boolean => {
    const number = Number(name);
    return number >= startClass && number < startClass + classes && name === className(config, number);
  };
  const isScript = config.output.layout === "release";
  yield* othersIn(folder, "", (name) => {
    return own.has(name) || (isScript ? isClass(name) : name === "image" || name === "param");
  });
  if (!isScript) {
    yield* othersIn(folder, "image", isClass);
    yield* othersIn(folder, "param", (name) => name.endsWith(".csv") && isClass(name.slice(0, -4)));
  }
  yield* imagesNotOurs(dataset);
}

/** What a mending that was cut off leaves beside a shard is ours too. */
function withHalves(shards: readonly string[]): string[] {
  return shards.flatMap((shard) => [shard, `${shard}.tmp`]);
}

/** What a run that was cut off wrote and did not journal is not foreign: the next one writes it again. */
function* imagesNotOurs(dataset: ReadDataset): Generator<Foreign> {
  const { folder, config } = dataset;
  for (let i = 0; i < config.classes; i++) {
    const classIndex = config.startClass + i;
    const isOurs = (name: string): boolean => {
      const instance = Number(/(\d+)\.\w+$/.exec(name)?.[1] ?? Number.NaN);
      return instance < config.instances && isNameOf(dataset, classIndex, instance, name);
    };
    const inside = imageFolder(config, classIndex);
    // A reader takes every file in a class's folder for an image, whoever left it.
    for (const other of othersIn(folder, inside, isOurs)) yield { ...other, isStray: false };
  }
}

function isNameOf(
  { config, ledger }: ReadDataset,
  classIndex: number,
  instance: number,
  name: string,
): boolean {
  const parameters = ledger.classes.get(classIndex);
  if (parameters !== undefined) return name === imageName(config, classIndex, instance, parameters);
  // Of a class that the journal has lost, the number of vertices in the released script's names is not known.
  const vertices = Number(/^vertex_(\d+)_/.exec(name)?.[1] ?? 0);
  return name === imageName(config, classIndex, instance, { vertices } as ClassParameters);
}

function* othersIn(folder: string, inside: string, isOurs: (name: string) => boolean): Generator<Foreign> {
  const root = join(folder, inside);
  if (notOwnFolder(folder, inside) !== null) return;
  let entries: Dirent[];
  try {
    entries = readdirSync(root, { withFileTypes: true });
  } catch {
    // What is missing is told by the images that are.
    return;
  }
  const others = entries.filter(({ name }) => !isOurs(name) && !isOurs(plainForm(name, isOurs)));
  if (others.length === 0) return;
  const ownNames = others.some(({ name }) => hasOtherNames(join(root, name)))
    ? namesByInode(
        root,
        entries.filter(({ name }) => isOurs(name)).map(({ name }) => name),
      )
    : new Map<string, string>();
  for (const { name } of others) {
    const found = statsOf(join(root, name));
    if (found === undefined) continue;
    const path = `${join(inside, name)}${found.isDirectory() ? "/" : ""}`;
    const nameOf = ownNames.get(inodeOf(found)) ?? null;
    yield { path, isStray: isStray(name), nameOf };
  }
}

/**
 * The name as the dataset would write it. File systems that ignore case list names as they please, and some change the
 * form of Unicode's letters; the dataset's own names have capitals throughout or not at all before their ending.
 */
function plainForm(name: string, isOurs: (name: string) => boolean): string {
  const forms = [name.normalize("NFC"), name.toLowerCase()];
  const dot = name.lastIndexOf(".");
  if (dot > 0) forms.push(name.slice(0, dot).toUpperCase() + name.slice(dot).toLowerCase());
  return forms.find(isOurs) ?? name;
}

function hasOtherNames(path: string): boolean {
  const found = statsOf(path);
  return found?.isFile() === true && found.nlink > 1;
}

function namesByInode(root: string, names: readonly string[]): Map<string, string> {
  return new Map(
    names.flatMap((name) => {
      const found = statsOf(join(root, name));
      return found === undefined ? [] : [[inodeOf(found), name]];
    }),
  );
}

function inodeOf({ dev, ino }: Stats): string {
  return `${dev} ${ino}`;
}
