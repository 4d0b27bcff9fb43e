/** SIGKILL at random moments, again and again: the same command ends in the same files as a run that was left alone. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cleanRun, expectSameInTheEnd, faultConfigs } from "../support/faults/faults.ts";
import { runUntilKilled } from "../support/faults/killed.ts";
import { temporaryFolder } from "../support/folders.ts";
import { dice } from "../support/seeded.ts";

const KILLS = 14;
const folder = temporaryFolder();

describe.each(Object.keys(faultConfigs))("%s", (name) => {
  it(`survives ${KILLS} SIGKILLs`, async () => {
    const clean = await cleanRun(name);
    const random = dice(`kills of ${name}`);
    let out = join(folder, `${name} 0`);
    for (let killed = 0; killed < KILLS; ) {
      // From the first operation on, so that some hit the lock, the journal or the description itself.
      const count = random.between(1, killed % 2 === 0 ? 12 : 40);
      const point = { at: new RegExp(`Sync ${out.replaceAll(/[^/\w]/g, "\\$&")}`), count };
      if (await runUntilKilled(["generate", ...clean.args, "--out", out, "--quiet"], point)) killed += 1;
      else {
        // It was done before that point: the rest of the kills are another dataset's.
        await expectSameInTheEnd(clean, out);
        out = join(folder, `${name} ${killed}`);
      }
    }
    await expectSameInTheEnd(clean, out);
    expect(existsSync(join(out, ".lock"))).toBe(false);
  });
});

describe("SIGKILL while a run begins", () => {
  it.each([
    ["openSync", ".lock"],
    ["openSync", "journal.jsonl"],
    ["writeSync", "journal.jsonl"],
    ["openSync", "dataset.json.tmp"],
    ["renameSync", "dataset.json.tmp"],
    ["mkdirSync", "image"],
  ])("is survived right after %s of %s", async (operation, file) => {
    const clean = await cleanRun("imagefolder");
    const out = join(folder, `begin ${operation} ${file}`);
    const at = new RegExp(`^${operation} .*/${file.replaceAll(".", "\\.")}`);
    expect(await runUntilKilled(["generate", ...clean.args, "--out", out, "--quiet"], { at })).toBe(true);
    await expectSameInTheEnd(clean, out);
  });
});
