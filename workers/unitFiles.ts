/** What becomes of the files of a unit once they are drawn: written, or compared with what is there. */
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compareFile } from "./check/compareFile.ts";
import { imageFolder, makeImageFolder, makeSubfolder, writeImage } from "./files.ts";
import type { FileFault, UnitTask } from "./messages.ts";

export interface UnitFiles {
  /** In the comparing kind: what is wrong. */
  readonly faults: FileFault[] | null;
  put(name: string, bytes: Uint8Array): Promise<void> | void;
}

export function unitFiles(task: UnitTask): UnitFiles {
  return task.check === undefined ? new WrittenFiles(task) : new ComparedFiles(task, task.check.repair);
}

class WrittenFiles implements UnitFiles {
  readonly faults = null;
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
}

class ComparedFiles implements UnitFiles {
  readonly faults: FileFault[] = [];
  private readonly task: UnitTask;
  private readonly repair: boolean;

  constructor(task: UnitTask, repair: boolean) {
    this.task = task;
    this.repair = repair;
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const { config, out, run } = this.task;
    const path = join(imageFolder(config, run.classIndex), name);
    const difference = await compareFile(join(out, path), bytes);
    if (difference === null) return;
    const { kind, found } = difference;
    this.faults.push({
      path,
      kind,
      found: found === null ? null : digestOf(found),
      expected: digestOf(bytes),
    });
    if (this.repair) replaceFile(out, path, bytes);
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
