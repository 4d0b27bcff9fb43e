/** What becomes of the files of a unit once they are drawn: written, or compared with what is there. */
import { createHash } from "node:crypto";
import { rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { compareFile, type Difference } from "./check/compareFile.ts";
import { kindAt, replaceOwnFile, writeOwnFile, writeWhole } from "./disk/ownFile.ts";
import { makeSubfolder, notOwnFolder } from "./disk/ownFolder.ts";
import { removeTree } from "./disk/removeTree.ts";
import { imageFolder, makeImageFolder } from "./files.ts";
import type { FileFault, UnitCheck, UnitResult, UnitTask } from "./messages.ts";

/** As in `UnitResult`. */
type Comparison = Pick<UnitResult, "faults" | "asWritten">;

export interface UnitFiles {
  /** @param bytes valid until it resolves */
  put(name: string, bytes: Uint8Array): Promise<void> | void;
  finish(): Comparison;
}

export function unitFiles(task: UnitTask): UnitFiles {
  return task.check === undefined ? new WrittenFiles(task) : new ComparedFiles(task, task.check);
}

class WrittenFiles implements UnitFiles {
  private readonly task: UnitTask;
  private folder = "";

  constructor(task: UnitTask) {
    this.task = task;
  }

  /** A file that is there already is one that an interrupted run left: another takes its place. */
  put(name: string, bytes: Uint8Array): void {
    const { config, run } = this.task;
    this.folder ||= makeImageFolder(config, this.task, run.classIndex);
    writeOwnFile(join(this.folder, name), bytes);
  }

  finish(): Comparison {
    return {};
  }
}

class ComparedFiles implements UnitFiles {
  private readonly task: UnitTask;
  private readonly check: UnitCheck;
  /** Of the class's images, relative. */
  private readonly folder: string;
  /** Whether a link stands in its place, which is not followed. */
  private readonly leadsAway: boolean;
  private readonly faults: FileFault[] = [];
  /** Over the files that are there. */
  private readonly found = createHash("sha256");
  /** What is to be written where it differs. */
  private readonly wanted = new Map<string, { bytes: Uint8Array; fault: FileFault }>();

  constructor(task: UnitTask, check: UnitCheck) {
    this.task = task;
    this.check = check;
    this.folder = imageFolder(task.config, task.run.classIndex);
    this.leadsAway = notOwnFolder(task.out, this.folder) !== null;
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.folder, name);
    const difference: Difference | null = this.leadsAway
      ? { kind: "missing", found: null }
      : await compareFile(join(this.task.out, path), bytes);
    this.found.update(difference === null ? bytes : (difference.found ?? ""));
    if (difference === null) return;
    const { kind, found, detail } = difference;
    const digests = { found: found === null ? null : digestOf(found), expected: digestOf(bytes) };
    const fault: FileFault = { path, kind, ...digests, ...(detail !== undefined && { detail }) };
    this.faults.push(fault);
    if (this.check.repair) this.wanted.set(path, { bytes: bytes.slice(), fault });
  }

  finish(): Comparison {
    const asWritten = this.faults.length > 0 && this.found.digest("hex") === this.check.digest;
    if (!asWritten) for (const [path, wanted] of this.wanted) this.mend(path, wanted);
    return { faults: this.faults, asWritten };
  }

  /** Whoever reads sees the old file or the new one. @throws the system's error */
  private mend(path: string, { bytes, fault }: { bytes: Uint8Array; fault: FileFault }): void {
    const { out } = this.task;
    const target = join(out, path);
    if (notOwnFolder(out, dirname(path)) !== null) {
      fault.left = "a file is in the place of its folder; --delete-foreign removes it";
      return;
    }
    makeSubfolder(out, dirname(target));
    if (kindAt(target) === "folder") {
      const { deleteForeign } = this.check;
      const left = deleteForeign ? removeTree(target) : removeEmpty(target);
      if (left !== null) {
        fault.left = left;
        return;
      }
      if (deleteForeign) fault.removed = true;
    }
    replaceOwnFile(target, (file) => writeWhole(file, bytes, 0));
  }
}

/** Returns why it stays, or null. */
function removeEmpty(folder: string): string | null {
  try {
    rmdirSync(folder);
    return null;
  } catch {
    return "a folder that is not empty is in its place; --delete-foreign removes it";
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
