/** What becomes of the files of a unit once they are drawn: written, or compared with what is there. */
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compareFile } from "./check/compareFile.ts";
import { imageFolder, makeImageFolder, makeSubfolder, writeImage } from "./files.ts";
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

  put(name: string, bytes: Uint8Array): void {
    const { config, run } = this.task;
    this.folder ||= makeImageFolder(config, this.task, run.classIndex);
    writeImage(this.folder, name, bytes);
  }

  finish(): Comparison {
    return {};
  }
}

class ComparedFiles implements UnitFiles {
  private readonly task: UnitTask;
  private readonly check: UnitCheck;
  private readonly faults: FileFault[] = [];
  /** Over the files that are there. */
  private readonly found = createHash("sha256");
  /** What is to be written where it differs. */
  private readonly wanted = new Map<string, Uint8Array>();

  constructor(task: UnitTask, check: UnitCheck) {
    this.task = task;
    this.check = check;
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const { config, out, run } = this.task;
    const path = join(imageFolder(config, run.classIndex), name);
    const difference = await compareFile(join(out, path), bytes);
    this.found.update(difference === null ? bytes : (difference.found ?? ""));
    if (difference === null) return;
    const { kind, found } = difference;
    const digests = { found: found === null ? null : digestOf(found), expected: digestOf(bytes) };
    this.faults.push({ path, kind, ...digests });
    if (this.check.repair) this.wanted.set(path, bytes.slice());
  }

  finish(): Comparison {
    const asWritten = this.faults.length > 0 && this.found.digest("hex") === this.check.digest;
    if (!asWritten) for (const [path, bytes] of this.wanted) replaceFile(this.task.out, path, bytes);
    return { faults: this.faults, asWritten };
  }
}

/** Whoever reads sees the old file or the new one. @throws the system's error */
function replaceFile(out: string, path: string, bytes: Uint8Array): void {
  const target = join(out, path);
  makeSubfolder(out, dirname(target));
  const temporary = `${target}.tmp`;
  const file = openSync(temporary, "w");
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, target);
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
