/** What people do with a folder before Hugging Face `datasets` reads it: they move it, or it has one class alone. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { temporaryFolder } from "../support/folders.ts";
import {
  expectedRows,
  layouts,
  type Report,
  type Row,
  readerCases,
  whyNoReaders,
} from "../support/readers/cases.ts";
import {
  expectReading,
  labelled,
  type Reading,
  readAll,
  samples,
  tables,
} from "../support/readers/readings.ts";
import { endThreads } from "../support/sharedThreads.ts";

vi.mock("../../main/generate/threads.ts", () => import("../support/sharedThreads.ts"));

const folder = temporaryFolder();
const cache = join(folder, "cache");
const config = readerCases[0].config("imagefolder");
const single = parseConfig({ ...config, classes: 1 });

/** A dataset of its own for each, since it is moved. */
function moved(
  name: string,
  of: Omit<Reading["task"], "reader"> & { layout: string },
  rest: Partial<Report>,
) {
  const { layout, ...options } = of;
  const [old, next] = [join(folder, name), join(folder, "moved", name)];
  const under = Object.entries(options).map(([key, value]) => [
    key,
    typeof value === "string" ? value.replace("OUT", old) : value,
  ]);
  const task = { reader: "datasets", move: [old, next], streaming: false, ...Object.fromEntries(under) };
  return { ...tables(name, task, rest), layout, out: old };
}

const readings = [
  moved(
    "imagefolder",
    { layout: "imagefolder", path: "imagefolder", data_dir: "OUT/image" },
    labelled(config),
  ),
  moved(
    "imagefolder-streaming",
    { layout: "imagefolder", path: "imagefolder", data_dir: "OUT/image", streaming: true },
    labelled(config),
  ),
  moved(
    "imagefolder-with-its-card",
    { layout: "imagefolder", path: "OUT", reload: { download_mode: "force_redownload" } },
    labelled(config),
  ),
  moved(
    "parquet",
    { layout: "parquet", path: "parquet", data_files: "OUT/data/*.parquet" },
    labelled(config),
  ),
  moved("parquet-with-its-card", { layout: "parquet", path: "OUT" }, labelled(config)),
  moved("webdataset", { layout: "webdataset", path: "webdataset", data_files: "OUT/*.tar" }, samples),
  moved("webdataset-with-its-card", { layout: "webdataset", path: "OUT" }, samples),
];
const image = { image: "Image(mode=None, decode=True)" };
const singles = layouts.map((layout) =>
  tables(
    layout,
    { reader: "datasets", path: join(folder, `single-${layout}`), streaming: false },
    layout === "imagefolder"
      ? { features: image, classes: null }
      : layout === "parquet"
        ? labelled(single)
        : samples,
  ),
);

describe.skipIf(whyNoReaders() !== null)("Hugging Face datasets", () => {
  let drawn: Row[];
  let drawnSingle: Row[];
  let reports: Map<Reading, Report>;

  beforeAll(async () => {
    for (const { layout, out } of readings) {
      await runJob({ config: readerCases[0].config(layout), out, workers: 1 }).done;
    }
    for (const layout of layouts) {
      const one = parseConfig({ ...single, output: { ...single.output, layout } });
      await runJob({ config: one, out: join(folder, `single-${layout}`), workers: 1 }).done;
    }
    [drawn, drawnSingle] = await expectedRows([config, single], cache);
    reports = await readAll<Reading>([...readings, ...singles], cache);
  });
  afterAll(endThreads);

  it.each(readings)("reads a folder that was moved: $name", (reading) => {
    expectReading(reading, reports.get(reading)!, drawn, "gray");
  });

  it.each(singles)("reads a single class, of which imagefolder alone has no label: $name", (reading) => {
    const label = reading.name === "imagefolder" ? -1 : 0;
    const ofClass = drawnSingle.map(([key, , ...rest]): Row => [key, label, ...rest]);
    expectReading(reading, reports.get(reading)!, ofClass, "gray");
  });
});
