/** A dataset that is broken is one that every reader's test fails on: a wrong label, a shifted index, a missing feature. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runJob } from "../../main/generate/runJob.ts";
import { temporaryFolder } from "../support/folders.ts";
import { runReaders, tablesPython } from "../support/python.ts";
import {
  expectedRows,
  type Layout,
  layouts,
  type Report,
  type Row,
  readerCases,
  whyNoReaders,
} from "../support/readers/cases.ts";
import { expectReading, type Reading, readAll, readingsOf } from "../support/readers/readings.ts";
import { endThreads } from "../support/sharedThreads.ts";

vi.mock("../../main/generate/threads.ts", () => import("../support/sharedThreads.ts"));

/** What only some readers can see: PyArrow and Polars know nothing of Hugging Face's features. */
const seesFeatures = /^(PyArrow|datasets, parquet.*)$/;

const faults: Record<string, { layout: Layout; seen?: RegExp }> = {
  "two images of two classes exchanged": { layout: "imagefolder" },
  "images shifted by one": { layout: "imagefolder" },
  "a class is missing": { layout: "imagefolder" },
  "one wrong label": { layout: "webdataset" },
  "labels shifted by one sample": { layout: "webdataset" },
  "pictures shifted by one sample": { layout: "webdataset" },
  "samples without labels": { layout: "webdataset" },
  "a sample twice": { layout: "webdataset" },
  "one wrong label in a table": { layout: "parquet" },
  "labels shifted by one row": { layout: "parquet" },
  "no label column": { layout: "parquet" },
  "a row is missing": { layout: "parquet" },
  "no features for Hugging Face": { layout: "parquet", seen: seesFeatures },
  "names of classes turned around": { layout: "parquet", seen: seesFeatures },
};

const folder = temporaryFolder();
const cache = join(folder, "cache");
const { config, pixel } = readerCases[0];
/** Names of their own: Hugging Face would take copies of one name for the first that it reads. */
const outOf = (number: number, layout: string): string => join(folder, `${layout}-${number}`);

const soundReadings = layouts.flatMap((layout) => readingsOf(layout, join(folder, layout), config(layout)));

const readings = Object.entries(faults).flatMap(([fault, { layout, seen = /./ }], number) => {
  const out = outOf(number, layout);
  return readingsOf(layout, out, config(layout))
    .filter(({ name }) => seen.test(name))
    .map((reading) => ({ ...reading, fault, out, title: `${fault}: ${reading.name}` }));
});

describe.skipIf(whyNoReaders() !== null)("a fault is noticed", () => {
  let drawn: Row[];
  let reports: Map<Reading, Report>;

  beforeAll(async () => {
    for (const layout of layouts) {
      await runJob({ config: config(layout), out: join(folder, layout), workers: 1 }).done;
    }
    const tasks = Object.entries(faults).map(([fault, { layout }], number) => {
      const out = outOf(number, layout);
      cpSync(join(folder, layout), out, { recursive: true });
      return { fault, folder: out };
    });
    await runReaders(tablesPython, "damage.py", tasks, cache);
    [drawn] = await expectedRows([config("imagefolder")], cache);
    reports = await readAll<Reading>([...soundReadings, ...readings], cache);
  });
  afterAll(endThreads);

  it.each(soundReadings)("only where there is one: $name", (reading) => {
    expectReading(reading, reports.get(reading)!, drawn, pixel);
  });

  it.each(readings)("$title", (reading) => {
    expect(() => expectReading(reading, reports.get(reading)!, drawn, pixel)).toThrow();
  });
});
