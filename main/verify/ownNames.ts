/** Which names belong to a dataset, folder by folder, and of what type each has to be. */
import { dirname, join, posix } from "node:path";
import { isScriptLayout } from "../../core/config/layouts.ts";
import { classCalled } from "../../core/config/numberNames.ts";
import type { ClassParameters, DatasetConfig } from "../../core/config/parameters.ts";
import { formulationOf } from "../../core/formulations/index.ts";
import { lastNumberIn } from "../../core/formulations/script/fileNames.ts";
import { imageFolder, imageName, imageRoot, parameterFolder } from "../../workers/files.ts";
import { markName } from "../dataset/durability/mark.ts";
import { journalName } from "../dataset/journal/journal.ts";
import { lockName } from "../dataset/lock/lock.ts";
import { manifestName } from "../dataset/manifest.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import { shardCalled, shardName } from "../dataset/packed/packFiles.ts";
import { classTableName } from "../dataset/tables/classTable.ts";
import { cardName } from "../dataset/tables/datasetCard.ts";
import { classStatisticsName } from "../dataset/tables/statistics.ts";
import { classesThere } from "./classFolders.ts";
import type { ReadDataset } from "./readDataset.ts";

export interface OwnName {
  name: string;
  isFolder: boolean;
}

/** A folder of the dataset and what belongs in it. */
export interface OwnFolder {
  /** Relative to the dataset's; that one is "". */
  path: string;
  /** Whether its files are a class's images, beside which a reader endures nothing. */
  ofImages: boolean;
  /**
   * The dataset's own name that this one is, whatever its case and Unicode form; null where it is none of them. By rule:
   * a description of a few lines can have more images or shards than could be listed.
   */
  own(name: string): OwnName | null;
}

const described = [
  manifestName,
  journalName,
  lockName,
  markName,
  classTableName,
  classStatisticsName,
  cardName,
];

/**
 * The folders of a dataset with the names that belong into each; in no order, and of classes those that are there.
 * @param parametersOf of a class; undefined where they are not known
 */
export function* ownFolders(
  { folder: root, plan, config }: Pick<ReadDataset, "folder" | "plan" | "config">,
  parametersOf: (classIndex: number) => ClassParameters | undefined,
): Generator<OwnFolder> {
  const parameters = parameterFolder(config);
  const tables = parameters === null ? [] : [parameters];
  if (parameters !== null) yield folder(parameters, [], [], (name) => classFile(config, name));
  if (plan instanceof PackedPlan) {
    const inside = dirname(shardName(plan, 0));
    if (inside === ".") yield withShards(plan, folder("", described, tables));
    else {
      yield folder("", described, [inside, ...tables]);
      yield withShards(plan, folder(inside, []));
    }
    return;
  }
  const inside = imageRoot(config);
  const isClass: OwnFolder["own"] = (name) => classFolder(config, name);
  if (inside === "") yield folder("", described, tables, isClass);
  else {
    yield folder("", described, [inside, ...tables]);
    yield folder(inside, [], [], isClass);
  }
  for (const classIndex of classesThere(root, config))
    yield folderOfImages(config, classIndex, parametersOf(classIndex));
}

function classFolder(config: DatasetConfig, name: string): OwnName | null {
  return classCalled(config, name) === null ? null : { name, isFolder: true };
}

function classFile(config: DatasetConfig, name: string): OwnName | null {
  const isOurs = name.endsWith(".csv") && classCalled(config, name.slice(0, -".csv".length)) !== null;
  return isOurs ? { name, isFolder: false } : null;
}

function folderOfImages(
  config: DatasetConfig,
  classIndex: number,
  parameters: ClassParameters | undefined,
): OwnFolder {
  const { parametersIn, instanceIn } = formulationOf(config).scriptFiles;
  const instanceOf = isScriptLayout(config.output.layout) ? instanceIn : lastNumberIn;
  // Of a class that is not known, neither is what the released script's names tell of its parameters.
  const nameOf = (instance: number, like: string): string =>
    imageName(config, classIndex, instance, parameters ?? (parametersIn(like) as ClassParameters));
  return {
    path: imageFolder(config, classIndex),
    ofImages: true,
    own(name) {
      const spelt = folded(name);
      const instance = instanceOf(spelt, config);
      const isOurs = instance !== null && instance < config.instances && spelt === nameOf(instance, spelt);
      return isOurs ? { name: spelt, isFolder: false } : null;
    },
  };
}

function withShards(plan: PackedPlan, others: OwnFolder): OwnFolder {
  return {
    ...others,
    own(name) {
      const shard = shardCalled(plan, folded(name));
      if (shard === null) return others.own(name);
      return { name: posix.basename(shardName(plan, shard)), isFolder: false };
    },
  };
}

/** @param byRule further names, as `folded` makes them */
function folder(
  path: string,
  files: string[],
  folders: string[] = [],
  byRule: OwnFolder["own"] = () => null,
): OwnFolder {
  const known = new Map<string, OwnName>();
  for (const name of files) known.set(folded(name), { name, isFolder: false });
  for (const name of folders) known.set(folded(name), { name, isFolder: true });
  return {
    path,
    ofImages: false,
    own: (name) => known.get(folded(name)) ?? byRule(folded(name)),
  };
}

/** As file systems that ignore case and Unicode form compare names. */
function folded(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** What a run that was cut off leaves beside the file that it was about to replace. */
export function leftoverOf(name: string, own: OwnFolder["own"]): boolean {
  const before = /^(.+?)(\.[0-9A-Za-z-]+)?\.tmp$/.exec(name);
  return before !== null && (own(before[1]) !== null || own(`${before[1]}${before[2] ?? ""}`) !== null);
}

export function pathIn({ path }: OwnFolder, name: string): string {
  return join(path, name);
}
