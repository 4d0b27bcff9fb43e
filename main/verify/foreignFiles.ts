/** Finds what lies in a dataset's folder and does not belong there: a reader would take it for a class or an image. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { className } from "../../core/config/numberNames.ts";
import type { ClassParameters } from "../../core/config/parameters.ts";
import { imageFolder, imageName } from "../../workers/files.ts";
import { markName } from "../dataset/durability/mark.ts";
import { journalName } from "../dataset/journal/journal.ts";
import { lockName } from "../dataset/lock/lock.ts";
import { manifestName } from "../dataset/manifest.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import { shardName } from "../dataset/packed/packFiles.ts";
import { classTableName } from "../dataset/tables/classTable.ts";
import { classStatisticsName } from "../dataset/tables/statistics.ts";
import type { ReadDataset } from "./readDataset.ts";

/** Paths relative to the folder; those of folders end in `/`. */
export function* foreignFiles(dataset: ReadDataset): Generator<string> {
  const { folder, plan, config } = dataset;
  const own = new Set([
    ...[manifestName, journalName, lockName, markName],
    ...[classTableName, classStatisticsName, "README.md"],
  ]);
  if (plan instanceof PackedPlan) {
    const shards = Array.from({ length: plan.shards }, (_, shard) => shardName(plan, shard));
    const inFolder = config.output.layout === "parquet";
    const names = new Set(inFolder ? ["data"] : shards);
    yield* othersIn(folder, "", (name) => own.has(name) || names.has(name));
    if (inFolder) yield* othersIn(folder, "data", (name) => shards.includes(`data/${name}`));
    return;
  }
  const { startClass, classes } = config;
  const isClass = (name: string): boolean => {
    const number = Number(name);
    return number >= startClass && number < startClass + classes && name === className(config, number);
  };
  const isRelease = config.output.layout === "release";
  yield* othersIn(folder, "", (name) => {
    return own.has(name) || (isRelease ? isClass(name) : name === "image" || name === "param");
  });
  if (!isRelease) {
    yield* othersIn(folder, "image", isClass);
    yield* othersIn(folder, "param", (name) => name.endsWith(".csv") && isClass(name.slice(0, -4)));
  }
  yield* imagesNotOurs(dataset);
}

/** What a run that was cut off wrote and did not journal is not foreign: the next one writes it again. */
function* imagesNotOurs(dataset: ReadDataset): Generator<string> {
  const { folder, config } = dataset;
  for (let i = 0; i < config.classes; i++) {
    const classIndex = config.startClass + i;
    yield* othersIn(folder, imageFolder(config, classIndex), (name) => {
      const instance = Number(/(\d+)\.\w+$/.exec(name)?.[1] ?? Number.NaN);
      return instance < config.instances && isNameOf(dataset, classIndex, instance, name);
    });
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

function* othersIn(folder: string, inside: string, isOurs: (name: string) => boolean): Generator<string> {
  let entries: { name: string; isDirectory(): boolean }[];
  try {
    entries = readdirSync(join(folder, inside), { withFileTypes: true });
  } catch {
    // What is missing is told by the images that are.
    return;
  }
  for (const entry of entries) {
    if (!isOurs(entry.name)) yield `${join(inside, entry.name)}${entry.isDirectory() ? "/" : ""}`;
  }
}
