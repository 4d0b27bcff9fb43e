/** Small datasets of every formulation, and how what a reader finds in one of them is compared with what was drawn. */
import { join } from "node:path";
import { expect } from "vitest";
import { className, instanceName } from "../../../core/config/numberNames.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { parseConfig } from "../../../core/config/schema.ts";
import { readersPython, runReaders, tablesPython, whyMissing } from "../python.ts";

/** Name of an image or null, label, mode, and digest of its pixels as RGB. */
export type Row = [string | null, number, string, string];

export interface Report {
  error?: string;
  rows: Row[];
  features?: unknown;
  classes?: string[] | null;
  told?: unknown[];
  length?: number;
}

export const layouts = ["imagefolder", "webdataset", "parquet"] as const;
export type Layout = (typeof layouts)[number];

const SHARD_SIZE = 10;

/** Four classes whose numbers grow a digit in the middle. */
const size = { classes: 4, instances: 7, startClass: 99_998, imageSize: 64 };
/** Of fractals that are found quickly. */
const quick = { rate: 0.02, searchPoints: 12_000, points: 5000 };
const colours = { ...quick, search: "random", drawType: "patch_color" };

/** By what they are called in the tests. */
export const formulationCases: Record<string, { formulation: string; [field: string]: unknown }> = {
  paper: { formulation: "paper", ...size },
  "paper, recursive": {
    formulation: "paper",
    ...size,
    parameters: { recursion: { depth: 2, ratio: 0.5, factor: 3 } },
  },
  release: { formulation: "release", ...size, startClass: 0 },
  rcdb: { formulation: "rcdb", ...size, output: { storedSize: 48 } },
  fractaldb: { formulation: "fractaldb", ...size, startClass: 0, parameters: quick },
  "fractaldb, in colours": {
    formulation: "fractaldb",
    ...size,
    parameters: colours,
    output: { pixel: "rgb" },
  },
  exfractaldb: { formulation: "exfractaldb", ...size },
};

export interface ReaderCase {
  name: string;
  pixel: "gray" | "rgb";
  /** The dataset in one of its layouts. */
  config(layout: string): DatasetConfig;
}

export const readerCases: ReaderCase[] = Object.entries(formulationCases).flatMap(([name, fields]) => {
  const { output = {}, ...rest } = fields as { output?: { pixel?: string } };
  const pixels = output.pixel === undefined ? (["gray", "rgb"] as const) : (["rgb"] as const);
  return pixels.map((pixel) => ({
    name,
    pixel,
    config: (layout) =>
      parseConfig({ ...rest, output: { ...output, pixel, layout, shardSize: SHARD_SIZE } } as never),
  }));
});

/** `SHARDS-{000000..000002}.tar` */
export function shardNames({ classes, instances, output }: DatasetConfig): string {
  const last = Math.ceil((classes * instances) / output.shardSize) - 1;
  return `SHARDS-{000000..${String(last).padStart(6, "0")}}.tar`;
}

/** Paths of a Parquet dataset's files. */
export function parquetFiles(folder: string, { classes, instances, output }: DatasetConfig): string[] {
  const shards = Math.ceil((classes * instances) / output.shardSize);
  const number = (value: number): string => String(value).padStart(5, "0");
  return Array.from({ length: shards }, (_, shard) =>
    join(folder, "data", `train-${number(shard)}-of-${number(shards)}.parquet`),
  );
}

/** What every reader must find, drawn by the Python package from the configurations alone. */
export async function expectedRows(configs: DatasetConfig[], cache: string): Promise<Row[][]> {
  const drawn = await runReaders<Row[][]>(readersPython, "expected.py", configs, cache);
  return drawn.map((rows, i) => {
    const { instances, startClass } = configs[i];
    const keyOf = (index: number): string =>
      `${className(configs[i], startClass + Math.floor(index / instances))}_${instanceName(configs[i], index % instances)}`;
    return rows.map(([, label, mode, digest], index) => [keyOf(index), label, mode, digest]);
  });
}

/**
 * Fails unless the rows are those that were drawn, each once: name (where it is told), label, mode and pixels.
 * @param mode PIL's, of every image
 * @param isNamed whether images have our names
 */
export function expectRows(
  rows: Row[],
  drawn: Row[],
  mode: string,
  isNamed = rows.every(([key]) => key !== null),
): void {
  const text = ([key, label, , digest]: Row, shown: string): string =>
    [...(isNamed ? [key] : []), label, shown, digest].join(" ");
  expect(rows.map((row) => text(row, row[2])).sort()).toEqual(drawn.map((row) => text(row, mode)).sort());
}

/** Why the readers cannot be tried, or null where they can. */
export function whyNoReaders(): string | null {
  const missing =
    whyMissing("torch, torchvision, timm, webdataset, wasmtime", readersPython) ??
    whyMissing("datasets, pyarrow, polars", tablesPython);
  if (missing !== null) console.warn(`Readers are not tried (test/readers/install.sh): ${missing}`);
  return missing;
}
