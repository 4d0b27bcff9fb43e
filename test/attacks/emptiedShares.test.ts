/** Links in the folder of a share whose images have been moved: tidying up follows none. */
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { shareJournalName } from "../../main/dataset/share.ts";
import { formulaClasses } from "../../main/generate/classes/formulaClasses.ts";
import { mergeShares } from "../../main/shares/merge.ts";
import {
  entriesIn,
  type Layout,
  lastShare,
  makeTemplate,
  stateOf,
  type Template,
} from "../support/faults/attacks.ts";
import { temporaryFolder } from "../support/folders.ts";

/** With the names of a dataset's folders, all of them empty. */
function emptyTree(): string {
  const tree = temporaryFolder();
  for (const name of ["00000", "00001", "image/00000", "image/00001"])
    mkdirSync(join(tree, name), { recursive: true });
  return tree;
}

const templates = new Map<Layout, Promise<Template>>();

async function emptiedShares(layout: Layout): Promise<{ whole: string; folder: string }> {
  const template = templates.get(layout) ?? makeTemplate(layout);
  templates.set(layout, template);
  const { whole, shares } = await template;
  const folder = join(temporaryFolder(), "emptied");
  cpSync(shares, folder, { recursive: true });
  const images = entriesIn(folder).files.filter((path) => /\.(png|tar|parquet)$/.test(path));
  for (const path of images) rmSync(join(folder, path));
  return { whole, folder };
}

const merge = (folder: string, out: string) =>
  mergeShares({ folders: [folder], out, formulaOf: formulaClasses });

const places: [Layout, string, () => string][] = [
  ["imagefolder", "image", emptyTree],
  ["imagefolder", "image/00000", temporaryFolder],
  ["release", "00001", temporaryFolder],
  ["parquet", "data", temporaryFolder],
];

describe.skipIf(process.platform === "win32")("in the place of", () => {
  it.each(places)("%s: %s", async (layout, place, makeOutside) => {
    const { whole, folder } = await emptiedShares(layout);
    const outside = makeOutside();
    rmSync(join(folder, place), { recursive: true });
    symlinkSync(outside, join(folder, place));
    const before = stateOf(outside);
    expect((await merge(folder, whole)).complete).toBe(true);
    expect(stateOf(outside)).toBe(before);
    // As where images are left.
    expect(existsSync(join(folder, shareJournalName(lastShare)))).toBe(true);
  });

  it("the folder of parameters", async () => {
    const { whole, folder } = await emptiedShares("imagefolder");
    const outside = temporaryFolder();
    writeFileSync(join(outside, "00000.csv"), "somebody's own\n");
    rmSync(join(folder, "param"), { recursive: true });
    symlinkSync(outside, join(folder, "param"));
    expect((await merge(folder, whole)).complete).toBe(true);
    expect(existsSync(join(outside, "00000.csv"))).toBe(true);
  });
});

it.each(["param/00000.csv", "journal-00000-of-00002.jsonl", "image", "image/00001"])(
  "what is of another kind than %s ends no merge with an error",
  async (place) => {
    for (const inside of [null, "thesis.tex"]) {
      const { whole, folder } = await emptiedShares("imagefolder");
      const path = join(folder, place);
      rmSync(path, { recursive: true, force: true });
      if (place.startsWith("image")) writeFileSync(path, "");
      else mkdirSync(path);
      if (inside !== null && !place.startsWith("image")) writeFileSync(join(path, inside), "");
      expect((await merge(folder, whole)).complete).toBe(true);
      // What has content is somebody's.
      expect(existsSync(path)).toBe(inside !== null || place.startsWith("image"));
      expect(existsSync(dirname(path))).toBe(existsSync(path));
    }
  },
);
