/** Looks through a dataset's folders for what is not the dataset's, which a reader would take for an image or a class. */
import { type BigIntStats, lstatSync } from "node:fs";
import { join } from "node:path";
import type { ClassParameters } from "../../core/config/parameters.ts";
import { onDisk } from "../../workers/disk/names.ts";
import { notOwnFolder } from "../../workers/disk/ownFolder.ts";
import { isStray } from "../dataset/strayNames.ts";
import { namesSeen } from "./classFolders.ts";
import { leftoverOf, type OwnFolder, ownFolders, pathIn } from "./ownNames.ts";
import type { ReadDataset } from "./readDataset.ts";

/** Which file a name stood for when it was seen. */
export interface Identity {
  dev: bigint;
  ino: bigint;
}

export interface Stray {
  /** Relative to the dataset's folder; those of folders end in `/`. */
  path: string;
  seen: Identity;
  /** Left by a run of this program that was cut off. */
  isLeftover: boolean;
  /** Whether it is one of the dataset's own files by another name, such as a further link to it. */
  isOwn: boolean;
  /** What of the dataset is called so but for case or Unicode form, and is listed beside it as a file of its own; or null. */
  beside: string | null;
}

/** The dataset's own, but for case or Unicode form. */
export interface Misnamed {
  path: string;
  /** What it should be called. */
  own: string;
  /** Whether that name is free. */
  isFree: boolean;
}

export interface Scan {
  strays: Stray[];
  misnamed: Misnamed[];
  /** What systems leave, beside the images' folders. */
  ignored: string[];
}

/** @param parametersOf of a class, by which the released script's names are known; undefined where they are not */
export function scanFolders(
  dataset: Pick<ReadDataset, "folder" | "plan" | "config">,
  parametersOf: (classIndex: number) => ClassParameters | undefined,
): Scan {
  const scan: Scan = { strays: [], misnamed: [], ignored: [] };
  for (const own of ownFolders(dataset, parametersOf)) {
    // What a link leads to is not the dataset's.
    if (own.path !== "" && notOwnFolder(dataset.folder, own.path) !== null) continue;
    const names = namesSeen(join(dataset.folder, own.path));
    const isOwn = ownByIdentity(dataset.folder, own, names);
    const listed = new Set(names);
    for (const name of names) look(dataset.folder, own, name, { listed, isOwn }, scan);
  }
  return scan;
}

function look(
  root: string,
  folder: OwnFolder,
  name: string,
  { listed, isOwn }: { listed: ReadonlySet<string>; isOwn: (stats: BigIntStats) => boolean },
  scan: Scan,
): void {
  const path = pathIn(folder, name);
  const own = folder.own(name);
  if (own?.name === name) return;
  const stats = statsOf(join(root, path));
  if (stats === undefined) return;
  const shown = stats.isDirectory() ? `${path}/` : path;
  if (own !== null) {
    const expected = pathIn(folder, own.name);
    const there = statsOf(join(root, expected));
    // A file system that ignores case may list its names as it likes, and number each spelling: but it lists one of them.
    const isApart = listed.has(own.name) && stats.ino !== 0n && there !== undefined && there.ino !== 0n;
    if (there && isSame(there, stats) && !isApart) return;
    const isInPlace = there !== undefined && (own.isFolder ? there.isDirectory() : there.isFile());
    if (isApart && isInPlace) scan.strays.push(strayOf(shown, stats, isOwn, { beside: expected }));
    else scan.misnamed.push({ path, own: expected, isFree: there === undefined });
    return;
  }
  if (isStray(name) && !folder.ofImages) scan.ignored.push(shown);
  else {
    const isLeftover = stats.isFile() && leftoverOf(name, folder.own);
    scan.strays.push(strayOf(shown, stats, isOwn, { isLeftover }));
  }
}

function strayOf(
  path: string,
  stats: BigIntStats,
  isOwn: (stats: BigIntStats) => boolean,
  more: Partial<Stray>,
): Stray {
  const seen = { dev: stats.dev, ino: stats.ino };
  return { path, seen, isLeftover: false, isOwn: isOwn(stats), beside: null, ...more };
}

/** Tells files of the dataset that are listed by another name. */
function ownByIdentity(
  root: string,
  folder: OwnFolder,
  names: readonly string[],
): (stats: BigIntStats) => boolean {
  let known: Set<string> | undefined;
  const textOf = ({ dev, ino }: Identity): string => `${dev} ${ino}`;
  return (stats) => {
    known ??= new Set(
      names
        .map((name) => folder.own(name))
        .filter((own) => own !== null)
        .map(({ name }) => statsOf(join(root, pathIn(folder, name))))
        .filter((own) => own !== undefined && own.ino !== 0n)
        .map((own) => textOf(own!)),
    );
    return known.has(textOf(stats));
  };
}

export function isSame(a: Identity, b: Identity | undefined): boolean {
  return b !== undefined && a.ino === b.ino && a.dev === b.dev && a.ino !== 0n;
}

/** Of the name itself, not of what a link leads to; undefined where there is none, or it cannot be reached. */
export function statsOf(path: string): BigIntStats | undefined {
  try {
    return lstatSync(onDisk(path), { bigint: true });
  } catch {
    return undefined;
  }
}
