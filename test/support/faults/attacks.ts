/** Tiny datasets of every layout, what somebody may put in the place of their files and folders, and a tree outside that must stay as it is. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { parseConfig } from "../../../core/config/schema.ts";
import { Journal } from "../../../main/dataset/journal/journal.ts";
import { readManifest, writeManifest } from "../../../main/dataset/manifest.ts";
import { type Share, shareJournalName } from "../../../main/dataset/share.ts";
import { runJob } from "../../../main/generate/runJob.ts";
import { temporaryFolder, writeJson } from "../folders.ts";

export const layouts = ["imagefolder", "release", "webdataset", "parquet"] as const;
export type Layout = (typeof layouts)[number];

export function configOf(layout: Layout): DatasetConfig {
  const isRelease = layout === "release";
  return parseConfig({
    ...{ formulation: isRelease ? "release" : "paper", classes: 2, instances: 3 },
    // In smaller ones nothing of the script's polygons is seen, and all images are the same.
    imageSize: isRelease ? 512 : 32,
    parameters: { orbits: [20, 40], vertices: [100, 200] },
    output: { layout, ...((layout === "webdataset" || layout === "parquet") && { shardSize: 3 }) },
  });
}

export interface Template {
  config: DatasetConfig;
  /** Holds it. */
  configFile: string;
  /** Complete. */
  whole: string;
  /** As a run that was cut off leaves it: its last unit and its end are still to come. */
  unfinished: string;
  /** Both shares of it, in one folder. */
  shares: string;
  /** The same, the last unit of the last share still to come. */
  unfinishedShares: string;
}

export const lastShare: Share = { index: 1, of: 2 };

export function makeTemplate(layout: Layout): Promise<Template> {
  return templateOf(configOf(layout));
}

/** @param config of two classes at least */
export async function templateOf(config: DatasetConfig): Promise<Template> {
  const root = temporaryFolder();
  const [whole, unfinished, shares, unfinishedShares] = [
    ...["whole", "unfinished", "shares", "unfinished shares"],
  ].map((name) => join(root, name));
  await runJob({ config, out: whole, workers: 1 }).done;
  for (const share of [{ index: 0, of: 2 }, lastShare]) {
    await runJob({ config, out: shares, workers: 1, share }).done;
  }
  cpSync(whole, unfinished, { recursive: true });
  forgetLastUnit(join(unfinished, "journal.jsonl"));
  writeManifest(unfinished, { ...readManifest(unfinished)!, complete: false, fingerprint: null });
  cpSync(shares, unfinishedShares, { recursive: true });
  forgetLastUnit(join(unfinishedShares, shareJournalName(lastShare)));
  const configFile = writeJson(join(root, "config.json"), config);
  return { config, configFile, whole, unfinished, shares, unfinishedShares };
}

/** Relative paths of all that is in it. */
export function entriesIn(folder: string): { files: string[]; folders: string[] } {
  const all = readdirSync(folder, { recursive: true }).map(String).sort();
  const isFolder = (path: string): boolean => lstatSync(join(folder, path)).isDirectory();
  return { files: all.filter((path) => !isFolder(path)), folders: all.filter(isFolder) };
}

function forgetLastUnit(path: string): void {
  const ends: number[] = [];
  const journal = Journal.open(path, (_, end) => ends.push(end));
  journal.remove(new Set(ends.slice(-1)), 0, () => {});
  journal.close();
}

/** A tree that no command has any business in. */
export class Outside {
  readonly folder = temporaryFolder();
  readonly file = join(this.folder, "precious");
  readonly tree = join(this.folder, "tree");
  private before = "";

  /** @param like a dataset, whose names the tree has too, so that whoever enters it finds what he looks for */
  constructor(like: string) {
    writeFileSync(this.file, "precious\n");
    mkdirSync(this.tree);
    for (const path of readdirSync(like, { recursive: true }).map(String)) {
      if (!lstatSync(join(like, path)).isFile()) continue;
      for (const target of [join(this.tree, path), join(this.tree, path.split(/[/\\]/).at(-1)!)]) {
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, "somebody's own\n");
      }
    }
    this.before = this.state();
  }

  changed(): boolean {
    return this.state() !== this.before;
  }

  private state(): string {
    return stateOf(this.folder, false);
  }
}

/** Everything that can be seen of a tree without following links. @param links whether the number of names counts */
export function stateOf(folder: string, links = true): string {
  const hash = createHash("sha256");
  for (const path of readdirSync(folder, { recursive: true }).map(String).sort()) {
    const { mode, size, mtimeMs, ino, nlink } = lstatSync(join(folder, path));
    hash.update(`${path} ${mode} ${size} ${mtimeMs} ${ino} ${links ? nlink : ""}\n`);
    const kind = lstatSync(join(folder, path));
    if (kind.isSymbolicLink()) hash.update(readlinkSync(join(folder, path)));
    // A file of terabytes that are not there is known by its size.
    if (kind.isFile() && size < 1 << 20) hash.update(readFileSync(join(folder, path)));
  }
  return hash.digest("hex");
}

/** @param sibling path of another file of the dataset */
type Plant = (path: string, outside: Outside, sibling: string) => void;

const GIANT_BYTES = 2 ** 40;

/** The device itself, which gives zeros without end; only root may make one. */
const device: Plant = (path) => void execFileSync("mknod", [path, "c", "1", "5"]);

const devices: Record<string, Plant> = canMakeDevices() ? { device } : {};

function canMakeDevices(): boolean {
  try {
    execFileSync("mknod", [join(temporaryFolder(), "zero"), "c", "1", "5"], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("Devices in the place of files are not tested: they cannot be made here");
    return false;
  }
}

/** In the place of a file. */
export const onFiles: Record<string, Plant> = {
  "link to a file": (path, { file }) => symlinkSync(file, path),
  "link to a folder": (path, { tree }) => symlinkSync(tree, path),
  "link to a device": (path) => symlinkSync("/dev/zero", path),
  "link to itself": (path) => symlinkSync(path, path),
  "hard link to a sibling": (path, _, sibling) => linkSync(sibling, path),
  "hard link to a file outside": (path, { file }) => linkSync(file, path),
  pipe: (path) => void execFileSync("mkfifo", [path]),
  ...devices,
  empty: (path) => writeFileSync(path, ""),
  giant: (path) => {
    writeFileSync(path, "");
    truncateSync(path, GIANT_BYTES);
  },
  "empty folder": (path) => mkdirSync(path),
  "full folder": (path) => {
    mkdirSync(path);
    writeFileSync(join(path, "inside"), "x");
  },
};

/** In the place of a folder. */
export const onFolders: Record<string, Plant> = {
  "link to a folder": (path, { tree }) => symlinkSync(tree, path),
  "link to a file": (path, { file }) => symlinkSync(file, path),
  "link to a device": (path) => symlinkSync("/dev/zero", path),
  "link to itself": (path) => symlinkSync(path, path),
  pipe: (path) => void execFileSync("mkfifo", [path]),
  ...devices,
  "empty folder": (path) => mkdirSync(path),
  file: (path) => writeFileSync(path, "a file"),
};

/** Under a name that a command may write to beside a file. */
export const onSpareNames: Record<string, Plant> = {
  "link to a file": onFiles["link to a file"],
  "hard link to a file outside": onFiles["hard link to a file outside"],
  pipe: onFiles.pipe,
  ...devices,
};

/** In the place of a lock or a mark, which few folders have. */
export const onBookkeeping: Record<string, Plant> = {
  ...onSpareNames,
  giant: onFiles.giant,
  "empty folder": onFiles["empty folder"],
  "full folder": onFiles["full folder"],
};

/** A copy of a dataset with something in the place of one of its files or folders. */
export function attacked(from: string, place: string, plant: Plant, outside: Outside): string {
  const folder = join(temporaryFolder(), "dataset");
  cpSync(from, folder, { recursive: true });
  const path = join(folder, place);
  const sibling = siblingOf(folder, place);
  rmSync(path, { recursive: true, force: true });
  plant(path, outside, sibling);
  return folder;
}

/** Another file of the same ending, in the same folder where there is one. */
function siblingOf(folder: string, place: string): string {
  const ending = place.split(".").at(-1)!;
  const all = readdirSync(folder, { recursive: true }).map(String).sort();
  const isFile = (path: string): boolean =>
    lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true;
  const content = (path: string): string => readFileSync(join(folder, path), "latin1");
  // One with the same bytes would be as good.
  const differs = (path: string): boolean => !isFile(place) || content(path) !== content(place);
  const others = all.filter((path) => path !== place && isFile(path) && differs(path));
  const alike = others.filter((path) => path.endsWith(ending));
  const beside = alike.find((path) => dirname(path) === dirname(place));
  return join(folder, beside ?? alike[0] ?? others[0]);
}
