/** Files and folders of a dataset that may not be read: each is named, and mended where its folder lets one. */
import { chmodSync, chownSync, cpSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { VerifyReport } from "../../main/verify/verify.ts";
import { runCli } from "../support/cli.ts";
import { entriesIn, layouts, makeTemplate, type Template } from "../support/faults/attacks.ts";
import { temporaryFolder } from "../support/folders.ts";

/** Root may read everything: another user does it. */
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

/** A copy that belongs to who works on it, with one thing in it closed. */
function closed({ whole, configFile }: Template, place: string): string {
  const root = temporaryFolder();
  const folder = join(root, "dataset");
  cpSync(whole, folder, { recursive: true });
  cpSync(configFile, join(root, "config.json"));
  if (isRoot) {
    chownSync(root, NOBODY, NOBODY);
    for (const name of readdirSync(root, { recursive: true }))
      chownSync(join(root, String(name)), NOBODY, NOBODY);
  }
  chmodSync(join(folder, place), 0);
  return folder;
}

/** That others can write where temporary files are is not so everywhere. */
function asNobody() {
  const scratch = temporaryFolder();
  chownSync(scratch, NOBODY, NOBODY);
  return { uid: NOBODY, env: { ...process.env, TMPDIR: scratch } };
}

async function run(command: "verify" | "repair", folder: string, given: string[] = []) {
  const options = isRoot ? asNobody() : {};
  const { code, stdout, stderr } = await runCli(
    [command, folder, "--json", "--quiet", "--workers", "1", ...given],
    options,
  );
  return { code, stderr, report: stdout === "" ? null : (JSON.parse(stdout) as VerifyReport) };
}

describe.skipIf(process.platform === "win32").each(layouts)("%s:", (layout) => {
  let template: Template;

  beforeAll(async () => {
    template = await makeTemplate(layout);
  });

  /** The first of each kind. */
  function places(): string[] {
    const { files, folders } = entriesIn(template.whole);
    const kinds = new Map(
      [...files, ...folders].toReversed().map((path) => [path.replaceAll(/\d+/g, "#"), path]),
    );
    return [...kinds.values()];
  }

  it("each is named; files are mended, and nothing is begun where a folder is closed", async () => {
    const wrong: unknown[] = [];
    for (const place of places()) {
      const folder = closed(template, place);
      // What was lost with the description is given.
      const given = place === "dataset.json" ? ["--config", join(folder, "..", "config.json")] : [];
      const first = await run("verify", folder, given);
      const told = first.report === null ? first.stderr : JSON.stringify(first.report.faults);
      if (first.code !== 1 || !told.includes(place)) wrong.push({ place, first });
      const repair = await run("repair", folder, given);
      if (lstatSync(join(folder, place)).isDirectory()) {
        const sentence = `${join(folder, place)}: no permission to read and write in this folder`;
        if (repair.code !== 2 || !repair.stderr.includes(sentence)) wrong.push({ place, repair });
        continue;
      }
      const after = await run("verify", folder);
      if (after.code !== 0) wrong.push({ place, repair, after });
    }
    expect(wrong).toEqual([]);
  });

  it("a description that may not be read is told as that", async () => {
    const { code, stderr } = await run("verify", closed(template, "dataset.json"));
    expect([code, stderr]).toEqual([2, expect.stringContaining("dataset.json may not be read by you; give")]);
  });
});
