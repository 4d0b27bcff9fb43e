/** What stands where a file or folder of a dataset belongs is named, not stumbled over, and gives way to a repair. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../support/cli.ts";
import { expectMendedHere, makeHere, verifyHere } from "../support/faults/damage.ts";

test("folders in place of files, and a file in place of a folder", async () => {
  const made = await makeHere({});
  const at = (...path: string[]): string => join(made.out, ...path);
  const files = ["classes.csv", "statistics.csv", "README.md", join("image", "00000", "00000_0003.png")];
  for (const file of files) {
    rmSync(at(file));
    mkdirSync(at(file));
  }
  writeFileSync(at("README.md", "mine"), "");
  rmSync(at("image", "00002"), { recursive: true });
  writeFileSync(at("image", "00002"), "mine");
  const { faults } = await verifyHere(made.out);
  const named = faults.map(({ path }) => path.replace(/\/$/, ""));
  expect(named).toEqual(expect.arrayContaining(files));
  expect(named).toContain(join("image", "00002"));
  const first = await verifyHere(made.out, { repair: true }).catch((error: Error) => error);
  expect(existsSync(at("README.md", "mine"))).toBe(true);
  if (first instanceof Error) expect(first.message).toMatch(/00002/);
  await verifyHere(made.out, { repair: true, deleteForeign: true });
  await expectMendedHere(made);
});

test("a folder in place of the journal", async () => {
  const made = await makeHere({});
  rmSync(join(made.out, "journal.jsonl"));
  mkdirSync(join(made.out, "journal.jsonl"));
  expect((await verifyHere(made.out)).faults).toMatchObject([{ path: "journal.jsonl" }]);
  await verifyHere(made.out, { repair: true });
  await expectMendedHere(made);
});

test.skipIf(process.platform === "win32")("names with control characters are shown escaped", async () => {
  const { out } = await makeHere({});
  writeFileSync(join(out, "image", "line\nbreak \u001b[31mred"), "x");
  const { stdout, stderr } = await runCli(["verify", out]);
  expect(stdout + stderr).toContain("image/line\\u000abreak \\u001b[31mred");
  expect(stdout + stderr).not.toContain("\u001b");
});
