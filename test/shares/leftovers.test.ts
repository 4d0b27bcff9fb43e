/** What a share leaves that is killed when all of its images are there goes with it once the dataset is whole. */
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeError } from "../../main/common/errors.ts";
import { shareJournalName, shareManifestName, shareMarkName } from "../../main/dataset/share.ts";
import { formulaClasses } from "../../main/generate/classes/formulaClasses.ts";
import { mergeShares } from "../../main/shares/merge.ts";
import { verify } from "../../main/verify/verify.ts";
import { lastShare, makeTemplate } from "../support/faults/attacks.ts";
import { temporaryFolder } from "../support/folders.ts";

const halfWritten = [shareManifestName, shareJournalName, shareMarkName].map(
  (nameOf) => `${nameOf(lastShare)}.tmp`,
);

it.each(["in place", "elsewhere"])("%s", async (place) => {
  const { config, shares } = await makeTemplate("imagefolder");
  const folder = join(temporaryFolder(), "shares");
  cpSync(shares, folder, { recursive: true });
  writeFileSync(join(folder, shareMarkName(lastShare)), '{"journalBytes":100}\n');
  for (const name of halfWritten) writeFileSync(join(folder, name), "{");
  const out = place === "in place" ? folder : join(temporaryFolder(), "joined");
  await mergeShares({ folders: [folder], out, formulaOf: formulaClasses });
  const { faults, complete } = await verify({ folder: out, config, workers: 1 });
  expect([faults, complete]).toEqual([[], true]);
  expect(existsSync(folder)).toBe(place === "in place");
});

it("but for a folder with something in it, which is somebody's", async () => {
  const { config, shares } = await makeTemplate("imagefolder");
  const folder = join(temporaryFolder(), "shares");
  cpSync(shares, folder, { recursive: true });
  mkdirSync(join(folder, halfWritten[0], "inside"), { recursive: true });
  await mergeShares({ folders: [folder], formulaOf: formulaClasses });
  const { faults } = await verify({ folder, config, workers: 1 });
  expect(faults.map(({ path }) => path)).toEqual([`${halfWritten[0]}/`]);
});

it("a full folder in the place of a temporary file is named", async () => {
  const { shares } = await makeTemplate("imagefolder");
  const path = join(shares, "journal.jsonl.tmp");
  mkdirSync(join(path, "inside"), { recursive: true });
  const error = await mergeShares({ folders: [shares], formulaOf: formulaClasses }).catch((reason) => reason);
  expect(describeError(error)).toContain(`${path} is a folder`);
  expect(existsSync(join(path, "inside"))).toBe(true);
});
