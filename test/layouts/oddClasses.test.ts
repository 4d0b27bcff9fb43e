/** Classes that were brought and whose walks diverge, or stay in one place: datasets of them end, and are sound. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layouts } from "../../core/config/layouts.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { pointsOf } from "../../core/formulations/index.ts";
import { readClassTable } from "../../main/generate/classes/search/classTableFiles.ts";
import { generate } from "../support/cli.ts";
import { cacheOfOwn, contentsOf, temporaryFolder } from "../support/folders.ts";
import { searcherOf } from "../support/fractals.ts";
import { datasetsOf, expectSound } from "../support/layouts.ts";

cacheOfOwn();

const numbersOf = { fractaldb: 7, exfractaldb: 13 };
type Formulation = keyof typeof numbersOf;
const formulations = Object.keys(numbersOf) as Formulation[];

/** A map of coefficients that are all the same, and p. */
const map = (formulation: Formulation, value: number, p: number): number[] =>
  Array.from({ length: numbersOf[formulation] }, () => value).fill(p, -1);

const oddMaps: [string, number[]][] = [
  ["as large as numbers are", [1e308, -1e308]],
  ["that grow", [3, 2]],
  ["of nothing", [0, 0]],
  ["of hardly anything", [1e-308, 5e-324]],
  ["that are one and the same", [0.5, 0.5]],
];

function tableOf(formulation: Formulation): string {
  const folder = temporaryFolder();
  for (const [i, [, values]] of oddMaps.entries()) {
    const lines = values.map((value) => map(formulation, value, 0.5).join());
    writeFileSync(join(folder, `0000${i}.csv`), `${lines.join("\n")}\n`);
  }
  return folder;
}

describe.each(formulations)("of %s", (formulation) => {
  const datasets = datasetsOf(formulation);
  const config = { classes: oddMaps.length, instances: 4, imageSize: 32, parameters: { points: 500 } };

  it.each(oddMaps)("what is measured and told of maps %s is a number", async (_name, values) => {
    const given = parseConfig({ formulation, classes: 1, parameters: { classTable: "ab".repeat(32) } });
    const { search } = pointsOf(given)!;
    const lines = values.map((value) => map(formulation, value, 0.5));
    const row = (await searcherOf(given)).measure(search.fromLines(lines));
    const parameters = search.rows.toClass(row);
    const told = pointsOf(given)!.columns.map(({ value }) => value(parameters));
    expect([...row, ...told].filter((value) => !Number.isFinite(value))).toEqual([]);
  });

  it.each(layouts)("a dataset is whole, and nothing of it is drawn again: %s", async (layout) => {
    const output = { layout, ...(layout === "release" && { pixel: "rgb" }) };
    const options = ["--class-table", tableOf(formulation)];
    const out = await datasets.make(layout, { ...config, output }, ...options);
    const before = contentsOf(out);
    const again = await generate([
      "--config",
      datasets.file(layout, { ...config, output }),
      "--out",
      out,
      ...options,
    ]);
    expect(again.complete).toBe(true);
    // What is drawn again is another line of the journal.
    expect(contentsOf(out)).toEqual(before);
    expect(readFileSync(join(out, "classes.csv"), "utf8")).not.toMatch(/nan|inf/i);
    await expectSound(out);
  });

  it.each([
    [[0.41], "00000.csv: the probabilities p, the last number of each line, sum to 0.41; they must sum to 1"],
    [[0, 0], "00000.csv: the probabilities p, the last number of each line, sum to 0;"],
    [[0.5, 0.502], "sum to 1.002;"],
    [[0.5, 0.501], null],
    [[0.333, 0.333, 0.333], null],
  ])("probabilities %j", (probabilities, message) => {
    const folder = join(temporaryFolder(), "table");
    mkdirSync(folder);
    const lines = probabilities.map((p) => map(formulation, 0.2, p).join());
    writeFileSync(join(folder, "00000.csv"), `${lines.join("\n")}\n`);
    const read = () => readClassTable(parseConfig({ formulation, classes: 1 }), folder);
    if (message === null) expect(read().rows).toHaveLength(1);
    else expect(read).toThrow(message);
  });
});
