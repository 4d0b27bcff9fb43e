/**
 * Journals and descriptions of somebody who knows the format, with the right checksums: what `generate` and `merge` make of
 * them is the dataset that the formula makes, or is refused.
 */
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ClassParameters } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { generator } from "../../main/common/version.ts";
import { filesOfUnit } from "../../main/dataset/writtenFiles.ts";
import { formulaClasses } from "../../main/generate/classes/formulaClasses.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { mergeShares } from "../../main/shares/merge.ts";
import { verify } from "../../main/verify/verify.ts";
import { configOf, layouts, makeTemplate, type Template, templateOf } from "../support/faults/attacks.ts";
import { changeJournal, type Fields } from "../support/faults/damage.ts";
import { contentsOf, filesIn, temporaryFolder } from "../support/folders.ts";
import { endThreads } from "../support/sharedThreads.ts";

vi.mock("../../main/generate/threads.ts", () => import("../support/sharedThreads.ts"));

afterAll(endThreads);

type Change = (line: Fields) => void;

function copyOf(folder: string): string {
  const copy = join(temporaryFolder(), "dataset");
  cpSync(folder, copy, { recursive: true });
  return copy;
}

const journalsIn = (folder: string): string[] =>
  filesIn(folder).filter((name) => /^journal.*\.jsonl$/.test(name));

function forge(folder: string, change: Change): string {
  const copy = copyOf(folder);
  for (const name of journalsIn(copy)) changeJournal(join(copy, name), change);
  return copy;
}

const merge = (folder: string) => mergeShares({ folders: [folder], out: folder, formulaOf: formulaClasses });

async function expectWhole(folder: string, { whole }: Template): Promise<void> {
  expect(contentsOf(folder)).toEqual(contentsOf(whole));
  expect(await verify({ folder, workers: 1 })).toMatchObject({ faults: [], complete: true });
}

/** Goes on with a dataset whose journal was forged. */
async function goOn(template: Template, change: Change): Promise<void> {
  const out = forge(template.unfinished, change);
  await runJob({ config: template.config, out, workers: 1 }).done;
  await expectWhole(out, template);
}

/** Merges forged shares: what cannot be is missing from them, until it is drawn again. */
async function drawAgainAndMerge(template: Template, change: Change): Promise<void> {
  const shares = forge(template.shares, change);
  const before = contentsOf(shares);
  await expect(merge(shares)).rejects.toThrow(/units are missing from journal-0000\d-of-00002\.jsonl/);
  expect(contentsOf(shares)).toEqual(before);
  for (const index of [0, 1]) {
    await runJob({ config: template.config, out: shares, workers: 1, share: { index, of: 2 } }).done;
  }
  await merge(shares);
  await expectWhole(shares, template);
}

/** Of the first unit alone. */
const ofFirst =
  (change: Change): Change =>
  (line) => {
    if (line.unit === 0) change(line);
  };

describe.each(layouts)("%s:", (layout) => {
  let template: Template;

  beforeAll(async () => {
    template = await makeTemplate(layout);
  });

  const isPacked = layout === "webdataset" || layout === "parquet";

  it("what images cannot be like is drawn again", async () => {
    const change = ofFirst((line) => Object.assign(line, { blank: 1, ink: 1, grey: 5 }));
    await goOn(template, change);
    await drawAgainAndMerge(template, change);
  });

  it.skipIf(isPacked)("parameters are the formula's, whatever the journal says", async () => {
    const change: Change = ({ parameters }) => {
      if (parameters !== undefined) Object.assign(parameters, { frequency1: 19, vertices: 7 });
    };
    await goOn(template, change);
    const shares = forge(template.shares, change);
    await merge(shares);
    await expectWhole(shares, template);
  });

  it("parameters that the journal has lost, or should not have, are put right", async () => {
    const change: Change = (line) => {
      if (isPacked) line.parameters = { formulation: "paper", vertices: 7 };
      else delete line.parameters;
    };
    await goOn(template, change);
    const shares = forge(template.shares, change);
    await merge(shares);
    await expectWhole(shares, template);
  });

  it.each(["first", "bytes", "blank"])("what counts nothing is drawn again: %s", async (field) => {
    const change = ofFirst((line) => Object.assign(line, { [field]: "0/../../../a" }));
    await goOn(template, change);
    await expect(merge(forge(template.shares, change))).rejects.toThrow(/units are missing/);
  });

  it.skipIf(layout !== "imagefolder")("no image is looked for where no number names it", async () => {
    const folder = copyOf(template.unfinished);
    const first = "0/../../../../a";
    changeJournal(
      join(folder, "journal.jsonl"),
      ofFirst((line) => Object.assign(line, { first })),
    );
    const outside = join(folder, "image", "00000", `00000_${first}0.png`);
    renameSync(join(folder, "image", "00000", "00000_0000.png"), outside);
    await runJob({ config: template.config, out: folder, workers: 1 }).done;
    await expectWhole(folder, template);
    expect(readdirSync(dirname(folder)).sort()).toEqual(["a0.png", "dataset"]);
  });

  it("who drew the shares is said by whom it can be, and nothing else is copied", async () => {
    const shares = copyOf(template.shares);
    for (const name of filesIn(shares).filter((path) => /^dataset-.*\.json$/.test(path))) {
      const path = join(shares, name);
      const said = { ...JSON.parse(readFileSync(path, "utf8")), canvas: "\u001b[31m" };
      said.generator = { name: "evil\u001b]0;hi\u0007", version: "9.9.9" };
      writeFileSync(path, JSON.stringify(said));
    }
    await merge(shares);
    expect(JSON.parse(readFileSync(join(shares, "dataset.json"), "utf8")).generator).toEqual(generator);
    await expectWhole(shares, template);
  });

  it("an earlier version that drew the shares is named", async () => {
    const shares = copyOf(template.shares);
    const earlier = { name: generator.name, version: "0.1.7" };
    for (const name of filesIn(shares).filter((path) => /^dataset-.*\.json$/.test(path))) {
      const said = JSON.parse(readFileSync(join(shares, name), "utf8"));
      writeFileSync(join(shares, name), JSON.stringify({ ...said, generator: earlier }));
    }
    await merge(shares);
    expect(JSON.parse(readFileSync(join(shares, "dataset.json"), "utf8")).generator).toEqual(earlier);
  });
});

describe("of exact streams in the script's layout, where the journal tells the classes, and these the images' names,", () => {
  const config = parseConfig({ ...configOf("release"), streams: 2 });
  let template: Template;

  beforeAll(async () => {
    template = await templateOf(config);
  });

  /** The first class's images lie where its parameters name them, beside the dataset, and are what was written. */
  function nameOutside(from: string): { folder: string; outside: string; before: string[] } {
    const folder = copyOf(from);
    const outside = dirname(folder);
    const named = (vertices: unknown): string[] => {
      const parameters = { formulation: "release", vertices } as unknown as ClassParameters;
      return filesOfUnit(config, { class: 0, first: 0, count: config.instances }, parameters);
    };
    for (const name of journalsIn(folder)) {
      changeJournal(join(folder, name), (line) => {
        if (line.class !== 0 || line.parameters === undefined) return;
        const inside = named(line.parameters.vertices);
        line.parameters.vertices = "x/../../../a";
        for (const [i, to] of named(line.parameters.vertices).entries())
          if (existsSync(join(folder, inside[i]))) renameSync(join(folder, inside[i]), join(folder, to));
      });
    }
    const before = readdirSync(outside).sort();
    expect(before).toContain("a_instance_0000.png");
    return { folder, outside, before };
  }

  it("merge takes no name from what is no number", async () => {
    const { folder, outside, before } = nameOutside(template.shares);
    const target = temporaryFolder();
    const out = join(target, "joined");
    await expect(mergeShares({ folders: [folder], out, formulaOf: formulaClasses })).rejects.toThrow(
      /units are missing from journal-0000\d-of-00002\.jsonl/,
    );
    expect(readdirSync(outside).sort()).toEqual(before);
    expect(readdirSync(target)).toEqual([]);
  });

  it("generate takes no name from what is no number, and draws what is missing", async () => {
    const { folder, outside, before } = nameOutside(template.unfinished);
    await runJob({ config, out: folder, workers: 1 }).done;
    await expectWhole(folder, template);
    expect(readdirSync(outside).sort()).toEqual(before);
  });

  it("a class that no line tells any more is told by one that is drawn again", async () => {
    const change: Change = (line) => void delete line.parameters;
    await goOn(template, change);
    await drawAgainAndMerge(template, change);
  });

  it("verify names a class that no line tells, and repair puts it there", async () => {
    const folder = forge(template.whole, (line) => void delete line.parameters);
    const { faults } = await verify({ folder, workers: 1 });
    expect(faults).toMatchObject([
      { path: "journal.jsonl", detail: "unit 0: parameters is missing" },
      { path: "journal.jsonl", detail: "unit 3: parameters is missing" },
    ]);
    await verify({ folder, workers: 1, repair: true });
    await expectWhole(folder, template);
  });
});
