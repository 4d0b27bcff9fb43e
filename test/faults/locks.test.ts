/** Two runs on one folder: the second is refused; what a dead process left is in nobody's way. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockShared } from "../../main/dataset/lock/shareLock.ts";
import { runCli, startCli } from "../support/cli.ts";
import { cleanRun, expectSameInTheEnd } from "../support/faults/faults.ts";
import { heldAt, journalLine, runUntilKilled, startWithKill } from "../support/faults/killed.ts";
import { contentsOf, temporaryFolder } from "../support/folders.ts";

const folder = temporaryFolder();

describe("a second run on one folder", () => {
  it("is refused with a sentence that names the first, which goes on undisturbed", async () => {
    const clean = await cleanRun("imagefolder");
    const out = join(folder, "two");
    const first = startWithKill(["generate", ...clean.args, "--out", out, "--quiet"], {
      ...journalLine(3),
      signal: "SIGSTOP",
    });
    await heldAt(join(out, "journal.jsonl"), 3);
    const second = await runCli(["generate", ...clean.args, "--out", out]);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(
      new RegExp(`^error: another run \\(process ${first.process.pid} on .*; wait for it or stop it`),
    );
    first.process.kill("SIGCONT");
    expect((await first.ended).code).toBe(0);
    expect(contentsOf(out)).toEqual(clean.contents);
  });

  it("never writes at the same time, however many start at once", async () => {
    const clean = await cleanRun("imagefolder");
    const out = join(folder, "many");
    const runs = Array.from({ length: 4 }, () =>
      startCli(["generate", ...clean.args, "--out", out, "--quiet"]),
    );
    const codes = (await Promise.all(runs.map((run) => run.ended))).map(({ code }) => code);
    expect(codes).toContain(0);
    for (const code of codes) expect([0, 1]).toContain(code);
    expect(contentsOf(out)).toEqual(clean.contents);
  });
});

describe("a stale lock is taken over", () => {
  /** A run that was killed, and what it left in its lock. */
  async function killed(out: string): Promise<{ pid: number; host: string; started: string | null }> {
    const clean = await cleanRun("imagefolder");
    expect(await runUntilKilled(["generate", ...clean.args, "--out", out, "--quiet"], journalLine(2))).toBe(
      true,
    );
    return JSON.parse(readFileSync(join(out, ".lock"), "utf8"));
  }

  it("of a process that was killed", async () => {
    const out = join(folder, "killed");
    await killed(out);
    await expectSameInTheEnd(await cleanRun("imagefolder"), out);
  });

  const hasProc = existsSync("/proc/self/stat");
  if (!hasProc)
    console.warn("Skipped, because this system does not tell when processes began: reused numbers");

  it.skipIf(!hasProc)("whose process's number belongs to another process now", async () => {
    const out = join(folder, "reused");
    const holder = await killed(out);
    const other = spawn("sleep", ["60"]);
    try {
      // A number cannot be had back on request: the lock is given that of a process that lives and is another.
      writeFileSync(join(out, ".lock"), JSON.stringify({ ...holder, pid: other.pid }));
      await expectSameInTheEnd(await cleanRun("imagefolder"), out);
    } finally {
      other.kill();
    }
  });

  it("that a process was killed while making", async () => {
    const out = join(folder, "unwritten");
    await killed(out);
    writeFileSync(join(out, ".lock"), "");
    await expectSameInTheEnd(await cleanRun("imagefolder"), out);
  });

  it.each([
    ["that has its holder's name", null],
    ["that was being made", ""],
  ])("by a run that is killed as it does so, one %s", async (made, text) => {
    const clean = await cleanRun("imagefolder");
    const out = join(folder, `taken, ${made}`);
    await killed(out);
    const lock = join(out, ".lock");
    if (text !== null) writeFileSync(lock, text);
    utimesSync(lock, 0, 0);
    const at = /^renameSync .*\/\.lock$/;
    expect(await runUntilKilled(["generate", ...clean.args, "--out", out, "--quiet"], { at })).toBe(true);
    expect(readdirSync(out).filter((name) => name.startsWith(".lock."))).toHaveLength(1);
    await expectSameInTheEnd(clean, out);
  });

  it("of another computer once it has been silent, and not while it gives signs of life", async () => {
    const out = join(folder, "elsewhere");
    const holder = await killed(out);
    const foreign = JSON.stringify({ ...holder, host: `not ${hostname()}` });
    writeFileSync(join(out, ".lock"), foreign);
    const beating = setInterval(() => writeFileSync(join(out, ".lock"), foreign), 50);
    // Long enough for no sign of life to be missed, which would end the waiting.
    await expect(lockShared(out, ".lock", { beatMs: 50, silenceMs: 120_000 })).rejects.toThrow("another run");
    clearInterval(beating);
    (await lockShared(out, ".lock", { beatMs: 50, silenceMs: 500 }))();
    expect(existsSync(join(out, ".lock"))).toBe(false);
    await expectSameInTheEnd(await cleanRun("imagefolder"), out);
  });
});
