/**
 * Every kind of file and folder of every layout, replaced by everything that is none, before every command that works on
 * a dataset: nothing outside changes, nothing hangs, what is wrong is named, and what can be mended is.
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { isShareFile, shareLockName, shareMarkName } from "../../main/dataset/share.ts";
import { formulaClasses } from "../../main/generate/classes/formulaClasses.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { mergeShares } from "../../main/shares/merge.ts";
import { type VerifyReport, verify } from "../../main/verify/verify.ts";
import {
  attacked,
  entriesIn,
  lastShare,
  layouts,
  makeTemplate,
  Outside,
  onBookkeeping,
  onFiles,
  onFolders,
  onSpareNames,
  stateOf,
  type Template,
} from "../support/faults/attacks.ts";
import { temporaryFolder } from "../support/folders.ts";
import { endThreads } from "../support/sharedThreads.ts";

vi.mock("../../main/generate/threads.ts", () => import("../support/sharedThreads.ts"));

const MOST_MS = 30_000;

/** A synchronous call that waits for a pipe stops the timers of the tests too; this one ends all of it. */
let watchdog: Worker;
const pulse = new Int32Array(new SharedArrayBuffer(4));

beforeAll(() => {
  const code = `const { workerData } = require("node:worker_threads");
    let last = -1;
    setInterval(() => {
      if (workerData[0] === last) process.kill(process.pid, "SIGKILL");
      last = workerData[0];
    }, ${MOST_MS});`;
  watchdog = new Worker(code, { eval: true, workerData: pulse });
  setInterval(() => Atomics.add(pulse, 0, 1), 500).unref();
});

afterAll(async () => {
  await watchdog.terminate();
  await endThreads();
});

interface Outcome {
  report?: VerifyReport;
  error?: Error;
}

async function within(work: Promise<unknown>): Promise<Outcome> {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error("it hangs")), MOST_MS).unref();
  });
  try {
    return { report: (await Promise.race([work, late])) as VerifyReport };
  } catch (error) {
    expect((error as Error).message).not.toBe("it hangs");
    return { error: error as Error };
  }
}

interface Attack {
  path: string;
  /** What was put there. */
  name: string;
  /** Whether a command writes there at most in passing. */
  spare: boolean;
}

/** Whether the sentence says what is in the way. */
function names({ message }: Error, path: string): boolean {
  return message.includes(path.replace(/^.*\//, ""));
}

/** Locks and marks, which are there while a run is. */
const ofWhole = [".lock", ".durable"];
const ofShares = [...ofWhole, shareLockName(lastShare), shareMarkName(lastShare)];

/** Files that are as good as any in the place of a lock or a mark. */
const asGood = new Set(["hard link to a file outside"]);

/** A card may be written over by people: whatever file is in its place is theirs. */
const theirs = new Set(["empty", "giant", "hard link to a sibling", "hard link to a file outside"]);

describe.skipIf(process.platform === "win32").each(layouts)("%s:", (layout) => {
  let template: Template;
  let outside: Outside;

  beforeAll(async () => {
    template = await makeTemplate(layout);
    outside = new Outside(template.whole);
  });

  /** Only the first of several alike: one image stands for all. */
  function places(
    from: string,
    bookkeeping: string[],
  ): { path: string; plants: typeof onFiles; spare: boolean }[] {
    const { files: all, folders } = entriesIn(from);
    const seen = new Set<string>();
    const firsts = (paths: string[]): string[] =>
      paths.filter((path) => {
        const kind = path.replaceAll(/\d+/g, "#");
        return !seen.has(kind) && seen.add(kind);
      });
    const files = firsts(all);
    const spares = files.map((path) => `${path}.tmp`);
    return [
      ...files.map((path) => ({ path, plants: onFiles, spare: false })),
      ...firsts(folders).map((path) => ({ path, plants: onFolders, spare: false })),
      ...spares.map((path) => ({ path, plants: onSpareNames, spare: true })),
      ...bookkeeping.map((path) => ({ path, plants: onBookkeeping, spare: false })),
    ];
  }

  /** Runs all attacks and collects what went wrong, so that one failure does not hide the others. */
  async function onEach(
    from: () => string,
    look: (folder: string, attack: Attack) => Promise<string | null>,
    bookkeeping = ofWhole,
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const { path, plants, spare } of places(from(), bookkeeping)) {
      for (const [name, plant] of Object.entries(plants)) {
        const folder = attacked(from(), path, plant, outside);
        const problem = await look(folder, { path, name, spare });
        if (problem !== null) wrong.push(`${path} as ${name}: ${problem}`);
        if (outside.changed()) {
          wrong.push(`${path} as ${name}: something outside was changed`);
          outside = new Outside(template.whole);
        }
      }
    }
    return wrong;
  }

  const check = (folder: string, options = {}) =>
    within(verify({ folder, config: template.config, workers: 1, ...options }));

  /** Of what a command has called complete. What lies under a name that it has no need of may stay, and is named. */
  async function wrongIn(folder: string, { path, name, spare }: Attack): Promise<string | null> {
    const { error, report } = await check(folder);
    if (error !== undefined) return `after it: ${error.message}`;
    if (!report!.complete) return "it is not complete";
    // What nobody asked to delete stays where it is in nobody's way, and is named.
    const stays = (spare && !isShareFile(path)) || (path.startsWith(".durable") && name === "full folder");
    const left = report!.faults.filter((fault) => !stays || fault.path.replace(/\/$/, "") !== path);
    return left.length === 0 ? null : `${JSON.stringify(left)} are left`;
  }

  /** Of the dataset that a merge made of shares, unless it refused by name. */
  async function wrongInMerged(folder: string, out: string, attack: Attack): Promise<string | null> {
    const { error } = await within(mergeShares({ folders: [folder], out, formulaOf: formulaClasses }));
    if (error !== undefined) return names(error, attack.path) ? null : error.message;
    return wrongIn(out, attack);
  }

  it("verify names it and changes nothing", async () => {
    const wrong = await onEach(
      () => template.whole,
      async (folder, { path, name, spare }) => {
        const before = stateOf(folder);
        const { report, error } = await check(folder);
        if (stateOf(folder) !== before) return "verify changed the dataset";
        if (error !== undefined) return error.message;
        if (spare || (path === "README.md" && theirs.has(name))) return null;
        if (ofWhole.includes(path) && asGood.has(name)) return null;
        const named = report!.faults.some(
          (fault) => fault.path.startsWith(path) || fault.path.includes(path.replace(/^.*\//, "")),
        );
        return named ? null : `not named in ${JSON.stringify(report!.faults)}`;
      },
    );
    expect(wrong).toEqual([]);
  });

  it.each([false, true])("repair mends what it can; with --delete-foreign: %s", async (deleteForeign) => {
    const wrong = await onEach(
      () => template.whole,
      async (folder, { path, name }) => {
        // What has content and lies in the way is somebody's, and stays until it is asked for.
        const mayStay = !deleteForeign && (name === "full folder" || name === "file");
        const { error, report } = await check(folder, { repair: true, deleteForeign });
        if (error !== undefined) return mayStay && names(error, path) ? null : error.message;
        const after = await check(folder);
        if (after.error !== undefined) return `after it: ${after.error.message}`;
        const left = after.report!.faults.filter(({ kind }) => deleteForeign || kind !== "foreign");
        if (left.length > 0 && !mayStay)
          return `${JSON.stringify(left)} are left; it told ${JSON.stringify(report!.faults)}`;
        if (!after.report!.complete && !mayStay) return "it is not complete";
        return null;
      },
    );
    expect(wrong).toEqual([]);
  });

  it("generate goes on or refuses", async () => {
    const wrong = await onEach(
      () => template.unfinished,
      async (folder, attack) => {
        const { config } = template;
        const { error } = await within(runJob({ config, out: folder, workers: 1, force: true }).done);
        if (error !== undefined) return names(error, attack.path) ? null : error.message;
        return wrongIn(folder, attack);
      },
    );
    expect(wrong).toEqual([]);
  });

  it("generate goes on with a share or refuses", async () => {
    const wrong = await onEach(
      () => template.unfinishedShares,
      async (folder, attack) => {
        const { config } = template;
        const job = { config, out: folder, workers: 1, force: true, share: lastShare };
        const { error } = await within(runJob(job).done);
        if (error !== undefined) return names(error, attack.path) ? null : error.message;
        return wrongInMerged(folder, folder, attack);
      },
      ofShares,
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ["in place", (folder: string) => folder],
    ["elsewhere", () => join(temporaryFolder(), "joined")],
  ])("merge joins or refuses, %s", async (_, outOf) => {
    const wrong = await onEach(
      () => template.shares,
      async (folder, attack) => {
        return wrongInMerged(folder, outOf(folder), attack);
      },
      ofShares,
    );
    expect(wrong).toEqual([]);
  });
});
