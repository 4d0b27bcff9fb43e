/** Where a dataset's folders and files should be: what stands there instead, and making room for what belongs there. */
import { accessSync, constants, mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Fault } from "../../core/studio/datasetCheck.ts";
import { kindAt, whatItIs } from "../../workers/disk/ownFile.ts";
import { removeTree } from "../../workers/disk/removeTree.ts";
import { imageFolder, parameterFolder } from "../../workers/files.ts";
import { InputError } from "../common/errors.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import type { FaultList } from "./faults.ts";
import type { ReadDataset } from "./readDataset.ts";

export interface Mending {
  readonly repair: boolean;
  /** Whether what belongs to somebody else goes, as long as the report has room to name it: to be asked each time. */
  readonly deleteForeign: boolean;
}

export const onlyLooking: Mending = { repair: false, deleteForeign: false };

const isInTheWay = "it is in the way; --delete-foreign removes it";

/**
 * Folders that are links, files or anything else: what lies behind a link is neither read nor written.
 * @throws InputError before anything is mended, where a folder is closed to this user
 */
export function checkFolders(dataset: ReadDataset, faults: FaultList, mending: Mending): void {
  const closed = closedFolders(dataset, mending);
  if (mending.repair && closed.size > 0) {
    throw new InputError(
      `${join(dataset.folder, [...closed][0])}: no permission to read and write in this folder; change its permissions, then repair again`,
    );
  }
  for (const path of closed) {
    const detail = "no permission to look into it";
    faults.add({ path: `${path}/`, kind: "unreadable", detail, repaired: false });
  }
  for (const path of foldersOf(dataset)) {
    if (closed.has(dirname(path))) continue;
    const kind = kindAt(join(dataset.folder, path));
    if (kind === "missing" || kind === "folder") continue;
    const fault: Fault = {
      path: `${path}/`,
      kind: "not a folder",
      detail: `it is ${whatItIs(kind)}`,
      repaired: false,
    };
    if (mending.repair && (kind !== "file" || mending.deleteForeign)) {
      rmSync(join(dataset.folder, path));
      mkdirSync(join(dataset.folder, path));
      fault.repaired = true;
    } else if (mending.repair) fault.detail = `${fault.detail}; ${isInTheWay}`;
    faults.add(fault);
  }
}

/** Those that keep this user out; of folders in each other the outermost. */
function closedFolders(dataset: ReadDataset, { repair }: Mending): Set<string> {
  const wanted = constants.R_OK | constants.X_OK | (repair ? constants.W_OK : 0);
  const closed = new Set<string>();
  for (const path of foldersOf(dataset)) {
    if (closed.has(dirname(path))) continue;
    const folder = join(dataset.folder, path);
    if (kindAt(folder) === "folder" && !isAllowed(folder, wanted)) closed.add(path);
  }
  return closed;
}

/** @param mode of `access`: R_OK and the others */
export function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "EACCES";
  }
}

/** The dataset's bookkeeping, which is nothing to follow or to wait for either. */
export function checkOwnFiles(
  folder: string,
  names: readonly string[],
  faults: FaultList,
  mending: Mending,
): void {
  for (const name of names) {
    const kind = kindAt(join(folder, name));
    if (kind === "missing" || kind === "file") continue;
    const fault: Fault = {
      path: name,
      kind: "not a file",
      detail: `it is ${whatItIs(kind)}`,
      repaired: false,
    };
    const inTheWay = mending.repair ? makeRoom(join(folder, name), mending) : null;
    if (inTheWay !== null) fault.detail = inTheWay;
    fault.repaired = mending.repair && inTheWay === null;
    faults.add(fault);
  }
}

function* foldersOf({ config, plan }: ReadDataset): Generator<string> {
  const parameters = parameterFolder(config);
  if (plan instanceof PackedPlan) {
    if (config.output.layout === "parquet") yield "data";
    if (parameters !== null) yield parameters;
    return;
  }
  const classes = Array.from({ length: config.classes }, (_, i) =>
    imageFolder(config, config.startClass + i),
  );
  yield* new Set(classes.map((folder) => folder.split(/[/\\]/)[0]).filter((top) => !classes.includes(top)));
  if (parameters !== null) yield parameters;
  yield* classes;
}

/** Why a folder's files cannot be written, where a file of somebody's stands in the folder's place. */
export const noFolder = "a file is in the place of its folder; --delete-foreign removes it";

/** Why a file cannot take the place of what is there without deleting anything, or null. */
export function standsInTheWay(path: string): string | null {
  return kindAt(path) === "folder" && readdirSync(path).length > 0 ? fullFolder : null;
}

const fullFolder = "a folder that is not empty is in its place; --delete-foreign removes it";

/**
 * Makes room for a file: a link, a pipe, a file that may not be read and an empty folder go, another folder only where
 * that was asked for. Any other file in its place is left, to be replaced.
 * @returns why there is no room, or null
 */
export function makeRoom(path: string, { deleteForeign }: Pick<Mending, "deleteForeign">): string | null {
  const kind = kindAt(path);
  if (kind === "missing" || (kind === "file" && isAllowed(path, constants.R_OK))) return null;
  if (kind !== "folder") rmSync(path);
  else if (deleteForeign) return removeTree(path);
  else {
    try {
      rmdirSync(path);
    } catch {
      return fullFolder;
    }
  }
  return null;
}
