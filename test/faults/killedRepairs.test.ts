/** SIGKILL in the middle of a repair: nothing is called whole that is not, and the same command mends the rest. */
import { cpSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expectMendedHere, makeHere, run, verifyHere } from "../support/faults/damage.ts";
import { runUntilKilled } from "../support/faults/killed.ts";
import { contentsOf, filesIn, temporaryFolder } from "../support/folders.ts";

const folder = temporaryFolder();

/** Cuts off every third of its files of images. */
function damage(out: string): void {
  const files = filesIn(out).filter((path) => /\.(png|tar|parquet)$/.test(path));
  for (const path of files.filter((_, i) => i % 3 === 0)) truncateSync(join(out, path), 700);
}

/** Whether all files are those of the dataset; what tells of a run under way, and is left by one that was killed, aside. */
function isWhole(out: string, clean: Record<string, string>): boolean {
  const { ".lock": _lock, ".durable": _mark, ...contents } = readable(out);
  return JSON.stringify(contents) === JSON.stringify(clean);
}

/** Nothing where a journal's line is cut off. */
function readable(out: string): Record<string, string> {
  try {
    return contentsOf(out);
  } catch {
    return {};
  }
}

describe("a dataset", () => {
  it.each([
    ["imagefolder", "images that are cut", false],
    ["imagefolder", "that, and no journal", true],
    ["webdataset", "shards that are cut, and no journal", true],
    ["parquet", "shards that are cut", false],
  ])("in layout %s with %s", async (layout, what, withoutJournal) => {
    const clean = await makeHere({ output: { layout, shardSize: 7 } });
    const before = join(folder, `${layout} ${what}`);
    cpSync(clean.out, before, { recursive: true });
    damage(before);
    if (withoutJournal) rmSync(join(before, "journal.jsonl"));
    let kills = 0;
    // Until a repair is done before it comes so far.
    for (let count = 1; ; count *= 3) {
      const out = `${before}, ${count}`;
      cpSync(before, out, { recursive: true });
      const at = new RegExp(`Sync ${out.replaceAll(/[^/\w]/g, "\\$&")}`);
      const wasKilled = await runUntilKilled(["repair", out, "--quiet", "--workers", "2"], { at, count });
      if (wasKilled) kills += 1;
      const { faults } = await verifyHere(out);
      expect(faults.length === 0, `after ${count}`).toBe(isWhole(out, clean.clean));
      expect((await run("repair", out)).code).toBe(0);
      await expectMendedHere({ ...clean, out });
      if (!wasKilled) break;
    }
    expect(kills).toBeGreaterThan(2);
  });
});
