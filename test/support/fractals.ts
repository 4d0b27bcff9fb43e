/** FractalDB for tests: goldens of the authors' programs, and classes that are searched once for all tests of a file. */
import { readFileSync } from "node:fs";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { putClassRow, tableKey } from "../../core/formulations/classTables.ts";
import { pointsOf } from "../../core/formulations/index.ts";
import type { ClassRow, Searcher } from "../../core/formulations/pointFormulation.ts";
import { createSearcher } from "../../core/kernel/classSearcher.ts";
import { kernelModule } from "./kernel.ts";

const folder = new URL("../fixtures/goldens/fractaldb/", import.meta.url);

export interface FractalGolden {
  draw_type: string;
  image_size: number;
  pad_size: number;
  iteration: number;
  /** Patch drawings of a row of weights. */
  instance?: number;
  seed?: number;
  images: { class: number; weight: number; count: number; flip: number; sha256: string }[];
}

/** A run of the script; `1k-classes` is a table of classes instead. */
export function fractalGolden(name: string) {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
}

/** A searcher on a kernel of its own. */
export const searcherOf = (config: DatasetConfig): Promise<Searcher> => createSearcher(config, kernelModule);

/** The first classes of the configuration's sequence. */
export async function firstClasses(config: DatasetConfig, count: number): Promise<ClassRow[]> {
  const searcher = await searcherOf(config);
  searcher.restore(pointsOf(config)!.search.start(config));
  const rows: ClassRow[] = [];
  while (rows.length < count) rows.push(...searcher.tryNext(32).map(({ row }) => row));
  return rows.slice(0, count);
}

/** Puts classes where the configuration's pictures are drawn from. */
export function takeClasses(config: DatasetConfig, rows: readonly ClassRow[]): void {
  const points = pointsOf(config)!;
  const key = tableKey(config, points.search);
  for (const [classIndex, row] of rows.entries()) putClassRow(key, classIndex, row);
}

export function fractaldb(fields: Record<string, unknown> = {}): DatasetConfig {
  return parseConfig({ formulation: "fractaldb", ...fields });
}

/** What a run of the script was told, as a configuration. */
export function configOfGolden(golden: FractalGolden): DatasetConfig {
  const isColour = golden.draw_type.endsWith("color");
  const drawings = golden.instance ?? 1;
  // Some runs drew the first rows of weights alone.
  const rows = 1 + Math.max(...golden.images.map(({ weight }) => weight));
  return fractaldb({
    ...{ classes: 6, instances: rows * drawings * 4, imageSize: golden.image_size },
    ...{ streams: 1, seed: golden.seed ?? 0 },
    ...(isColour && { output: { pixel: "rgb" } }),
    parameters: {
      ...{ drawType: golden.draw_type, points: golden.iteration, padding: golden.pad_size },
      patchDrawings: drawings,
    },
  });
}
