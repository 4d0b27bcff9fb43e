/** SIGKILL at random moments, again and again: the same command ends in the same files as a run that was left alone. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startCli } from "../support/cli.ts";
import { cleanRun, expectSameInTheEnd, faultConfigs } from "../support/faults.ts";
import { temporaryFolder } from "../support/folders.ts";
import { dice } from "../support/seeded.ts";

const KILLS = 14;
const folder = temporaryFolder();

describe.each(Object.keys(faultConfigs))("%s", (name) => {
  it(`survives ${KILLS} SIGKILLs`, async () => {
    const clean = await cleanRun(name);
    const out = join(folder, name);
    const random = dice(`kills of ${name}`);
    let killed = 0;
    for (let i = 0; i < KILLS; i++) {
      const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet"]);
      // From the start of the process on, so that some hit the lock, the journal or the description itself.
      const delay = random.between(100, 700);
      const timer = setTimeout(() => cli.process.kill("SIGKILL"), delay);
      const { code, signal, stderr } = await cli.ended;
      clearTimeout(timer);
      if (signal === "SIGKILL") killed += 1;
      else expect(code, stderr).toBe(0);
    }
    expect(killed).toBeGreaterThan(0);
    await expectSameInTheEnd(clean, out);
    expect(existsSync(join(out, ".lock"))).toBe(false);
  });
});

describe("SIGKILL while a run begins", () => {
  it.each([".lock", "journal.jsonl", "dataset.json.tmp", "dataset.json", "image"])(
    "is survived once there is %s",
    async (file) => {
      const clean = await cleanRun("imagefolder");
      const out = join(folder, `begin ${file}`);
      const cli = startCli(["generate", ...clean.args, "--out", out, "--quiet"]);
      while (!existsSync(join(out, file)) && cli.process.exitCode === null) await new Promise(setImmediate);
      cli.process.kill("SIGKILL");
      expect((await cli.ended).signal).toBe("SIGKILL");
      await expectSameInTheEnd(clean, out);
    },
  );
});
