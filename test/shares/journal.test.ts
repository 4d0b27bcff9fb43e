/** The journal of joined shares has the lines of a single run's. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseLine } from "../../main/dataset/journal/journalLines.ts";
import { shareJournalName } from "../../main/dataset/share.ts";
import { formulaClasses } from "../../main/generate/classes/formulaClasses.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { mergeShares } from "../../main/shares/merge.ts";
import { configOf } from "../support/faults/attacks.ts";
import type { Fields } from "../support/faults/damage.ts";
import { temporaryFolder } from "../support/folders.ts";

const config = configOf("imagefolder");

async function makeShares(folder: string, of: number): Promise<void> {
  for (let index = 0; index < of; index++)
    await runJob({ config, out: folder, workers: 1, share: { index, of } }).done;
}

function linesOf(path: string): string[] {
  return readFileSync(path, "utf8").trimEnd().split("\n");
}

it("also of a class that was cut", async () => {
  const [single, joined] = [temporaryFolder(), temporaryFolder()];
  await runJob({ config, out: single, workers: 1 }).done;
  // More than there are classes.
  await makeShares(joined, 4);
  await mergeShares({ folders: [joined], formulaOf: formulaClasses });
  const [wanted, lines] = [single, joined].map((folder) => linesOf(join(folder, "journal.jsonl")));
  expect(lines).toEqual(wanted);
});

it("a class is still told when the line that told it is struck", async () => {
  const folder = temporaryFolder();
  await makeShares(folder, 2);
  const told = (path: string): Fields[] =>
    linesOf(path)
      .map((line) => parseLine(line) as Fields)
      .filter(({ parameters }) => parameters !== undefined);
  const path = join(folder, shareJournalName({ index: 0, of: 2 }));
  const [{ class: classIndex, parameters, first }] = told(path);
  rmSync(join(folder, "image", "00000", `00000_000${first}.png`));
  // As where only a search knows the classes.
  const options = { folders: [folder], formulaOf: () => () => null };
  await expect(mergeShares({ ...options, redo: true })).rejects.toThrow("missing");
  expect(told(path)).toMatchObject([{ class: classIndex, parameters }]);
});
