/** Where a dataset's folders and files should be: what stands there instead, and making room for what belongs there. */
import { accessSync, constants, mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Fault } from "../../core/studio/datasetCheck.ts";
import { kindAt, sizeOfOwnFile, whatItIs } from "../../workers/disk/ownFile.ts";
import { removeTree } from "../../workers/disk/removeTree.ts";
import { imageFolder, imageRoot, parameterFolder } from "../../workers/files.ts";
import { InputError } from "../common/errors.ts";
import { MOST_MARK_BYTES, markName } from "../dataset/durability/mark.ts";
import { lockName, MOST_LOCK_BYTES } from "../dataset/lock/lock.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import { classesThere } from "./classFolders.ts";
import type { FaultList } from "./faults.ts";
import type { ReadDataset } from "./readDataset.ts";
import type { VerifyOptions } from "./verifyOptions.ts";

export interface Mending {
  readonly repair: boolean;
  /** Whether what belongs to somebody else goes, as long as the report has room to name it: to be asked each time. */
  readonly deleteForeign: boolean;
}

export const onlyLooking: Mending = { repair: false, deleteForeign: false };

export function mendingOf({ repair, deleteForeign }: VerifyOptions, faults: FaultList): Mending {
  return {
    repair: repair === true,
    get deleteForeign() {
      return deleteForeign === true && !faults.full;
    },
  };
}

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

/** Of what a run leaves beside its images; what is larger was not left by one. */
const mostBytes: ReadonlyMap<string, number> = new Map([
  [lockName, MOST_LOCK_BYTES],
  [markName, MOST_MARK_BYTES],
]);

/** The dataset's bookkeeping, which is nothing to follow, to wait for or to believe the size of either. */
export function checkOwnFiles(
  folder: string,
  names: readonly string[],
  faults: FaultList,
  mending: Mending,
): void {
  for (const name of names) {
    const path = join(folder, name);
    const kind = kindAt(path);
    const isTooLarge = sizeOfOwnFile(path) > (mostBytes.get(name) ?? Number.POSITIVE_INFINITY);
    if (kind === "missing" || (kind === "file" && !isTooLarge)) continue;
    const fault: Fault = isTooLarge
      ? { path: name, kind: "damaged", detail: "it is far too large", repaired: false }
      : { path: name, kind: "not a file", detail: `it is ${whatItIs(kind)}`, repaired: false };
    if (mending.repair && isTooLarge) rmSync(path);
    const inTheWay = mending.repair ? makeRoom(path, mending) : null;
    if (inTheWay !== null) fault.detail = inTheWay;
    fault.repaired = mending.repair && inTheWay === null;
    faults.add(fault);
  }
}

/**
 * What is no lock gives way to the one of a repair.
 * @throws InputError where a folder of somebody's stands in its place
 */
export function makeRoomForLock(folder: string, faults: FaultList, mending: Mending): void {
  checkOwnFiles(folder, [lockName], faults, mending);
  const inTheWay = standsInTheWay(join(folder, lockName));
  if (inTheWay !== null) throw new InputError(`${join(folder, lockName)}: ${inTheWay}`);
}

/** Of the folders of classes those that are there. */
function* foldersOf({ folder, config, plan }: ReadDataset): Generator<string> {
  const parameters = parameterFolder(config);
  if (plan instanceof PackedPlan) {
    if (config.output.layout === "parquet") yield "data";
    if (parameters !== null) yield parameters;
    return;
  }
  const root = imageRoot(config);
  if (root !== "") yield root;
  if (parameters !== null) yield parameters;
  for (const classIndex of classesThere(folder, config)) yield imageFolder(config, classIndex);
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
