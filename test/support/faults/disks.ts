/** Real disks for tests: file systems of a given size, mounted in temporary folders. Needs root and the right to mount. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { temporaryFolder } from "../folders.ts";

const mounted: string[] = [];

afterAll(() => {
  for (const folder of mounted) while (spawnSync("umount", ["-l", folder]).status === 0);
});

export function run(command: string, ...args: string[]): void {
  const problem = attempt(command, ...args);
  if (problem !== null) throw new Error(problem);
}

/** null where it worked, otherwise why not. */
export function attempt(command: string, ...args: string[]): string | null {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status === 0) return null;
  return `${[command, ...args].join(" ")}: ${error?.message ?? stderr.trim()}`;
}

/** In memory. @param size as mount's option has it, `2m` */
export function memoryDisk(size: string): string {
  const folder = join(temporaryFolder(), "disk");
  mkdirSync(folder);
  mountAt(folder, "-t", "tmpfs", "-o", `size=${size}`, "tmpfs");
  return folder;
}

/** @param how options of `mount`, and what is mounted */
export function mountAt(folder: string, ...how: string[]): void {
  run("mount", ...how, folder);
  mounted.push(folder);
}

export interface ImageDisk {
  folder: string;
  mount(): void;
  /** As when the disk is taken out: also while files on it are open. */
  takeOut(): void;
  /** An error as a failing disk makes; the system then allows no more writing. */
  fail(): void;
}

/** ext4 in a file, so that what is on it stays when it is taken out. */
export function imageDisk(megabytes = 32): ImageDisk {
  const base = temporaryFolder();
  const image = join(base, "image");
  const folder = join(base, "disk");
  mkdirSync(folder);
  writeFileSync(image, Buffer.alloc(megabytes << 20));
  run("mkfs.ext4", "-q", "-F", image);
  const disk = {
    folder,
    mount: () => run("mount", "-o", "loop,errors=remount-ro", image, folder),
    takeOut: () => run("umount", "-l", folder),
    fail() {
      const { stdout } = spawnSync("findmnt", ["-n", "-o", "SOURCE", folder], { encoding: "utf8" });
      writeFileSync(join("/sys/fs/ext4", stdout.trim().replace("/dev/", ""), "trigger_fs_error"), "1");
    },
  };
  disk.mount();
  mounted.push(folder);
  return disk;
}

/** Tests on such disks; where they cannot be made the tests are skipped, and the reason is printed. */
export function describeOnDisks(title: string, make: () => void, tests: () => void): void {
  const reason = whyNot(make);
  if (reason !== null) console.warn(`Skipped, because no disk can be mounted (${reason}): ${title}`);
  describe.skipIf(reason !== null)(title, tests);
}

function whyNot(make: () => void): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "needs root on Linux";
  if (!existsSync("/proc/self/mounts")) return "no /proc";
  try {
    make();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
