/** Every reader that the documents name reads every formulation, grey and RGB: each image once, with its label and pixels. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { formulationNames } from "../../core/formulations/index.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { temporaryFolder } from "../support/folders.ts";
import {
  expectedRows,
  expectRows,
  formulationCases,
  layouts,
  type Report,
  type Row,
  readerCases,
  whyNoReaders,
} from "../support/readers/cases.ts";
import {
  expectReading,
  ofScriptLayout,
  type Reading,
  readAll,
  readingsOf,
} from "../support/readers/readings.ts";
import { endThreads } from "../support/sharedThreads.ts";

vi.mock("../../main/generate/threads.ts", () => import("../support/sharedThreads.ts"));

const folder = temporaryFolder();
const cache = join(folder, "cache");
/** The folders of all cases have one name, which readers that keep what they have read must not take for one dataset. */
const outOf = (number: number, layout: string): string => join(folder, String(number), layout);

const readings = readerCases.flatMap(({ name, pixel, config }, number) =>
  layouts.flatMap((layout) =>
    readingsOf(layout, outOf(number, layout), config(layout)).map((reading) => ({
      ...reading,
      ...{ number, pixel, title: `${name}, ${pixel}: ${reading.name}` },
    })),
  ),
);

/** Class numbers of one length, which the scripts write as long as they are. */
const scriptConfigs = readerCases
  .filter(({ pixel }) => pixel === "rgb")
  .map(({ config }) => parseConfig({ ...config("release"), startClass: 0 }));
const scriptReadings = scriptConfigs.map((config, number) => ({
  ...ofScriptLayout(outOf(number, "release"), config),
  ...{ number, formulation: config.formulation },
}));

it("leaves out no formulation", () => {
  const tried = Object.values(formulationCases).map(({ formulation }) => formulation);
  expect(new Set(tried)).toEqual(new Set(formulationNames));
});

describe.skipIf(whyNoReaders() !== null)("readers", () => {
  let drawn: Row[][];
  let reports: Map<Reading, Report>;

  beforeAll(async () => {
    for (const [number, { config }] of readerCases.entries()) {
      for (const layout of layouts) {
        await runJob({ config: config(layout), out: outOf(number, layout), workers: 1 }).done;
      }
    }
    for (const [number, config] of scriptConfigs.entries()) {
      await runJob({ config, out: outOf(number, "release"), workers: 1 }).done;
    }
    const configs = [...readerCases.map(({ config }) => config("imagefolder")), ...scriptConfigs];
    drawn = await expectedRows(configs, cache);
    reports = await readAll<Reading>([...readings, ...scriptReadings], cache);
  });
  afterAll(endThreads);

  it.each(readings)("$title", (reading) => {
    expectReading(reading, reports.get(reading)!, drawn[reading.number], reading.pixel);
  });

  it.each(scriptReadings)("$name of $formulation", (reading) => {
    const { rows, ...rest } = reports.get(reading)!;
    expect(rest).toEqual(reading.rest);
    expectRows(rows, drawn[readerCases.length + reading.number], "RGB", false);
  });
});
