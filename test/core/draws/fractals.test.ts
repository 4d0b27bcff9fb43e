/** The kernel searches and draws the fractals from a configuration's numbers as the formulations do, to the last bit. */
import { describe, expect, it } from "vitest";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { parseConfig } from "../../../core/config/schema.ts";
import { formulationOf, pointsOf } from "../../../core/formulations/index.ts";
import { putConfiguration } from "../../../core/kernel/configurationNumbers.ts";
import { type KernelExports, setSeed } from "../../../core/kernel/kernel.ts";
import { sha256 } from "../../support/digests.ts";
import { searcherOf, takeClasses } from "../../support/fractals.ts";
import { bareKernel, kernelSource } from "../../support/kernel.ts";

/** What a host asks of the kernel that leaves searching and drawing to it. */
interface FractalExports extends KernelExports {
  configureDrawing(side: number, sampleBytes: number, rows: number): void;
  configureSearch(side: number, candidates: number): void;
  searchNext(candidates: number): number;
  searchAlone(classIndex: number, first: number, candidates: number): number;
  foundClass(number: number): number;
  takeClass(classIndex: number, count: number): void;
  paintImage(classIndex: number, instance: number, attempt: number): number;
}

const AT_ONCE = 64;

function configured(config: DatasetConfig): FractalExports {
  const kernel = bareKernel() as FractalExports;
  putConfiguration(kernel, config, pointsOf(config)!.kernelFractal);
  setSeed(kernel, config.seed);
  kernel.setBackground(formulationOf(config).background);
  return kernel;
}

/** Rows of the first `count` classes. */
function searched(config: DatasetConfig, count: number): number[][] {
  const kernel = configured(config);
  kernel.configureSearch(config.imageSize, AT_ONCE);
  const rowAt = (number: number) => {
    const length = kernel.foundClass(number);
    return [...new Float64Array(kernel.memory.buffer, kernel.classNumbers(), length)];
  };
  const rows: number[][] = [];
  while (rows.length < count) {
    if (pointsOf(config)!.search.kind(config) === "sequence") {
      const found = kernel.searchNext(AT_ONCE);
      for (let number = 0; number < found; number++) rows.push(rowAt(number));
    } else {
      let first = 0;
      while (kernel.searchAlone(rows.length, first, AT_ONCE) === 0) first += AT_ONCE;
      rows.push(rowAt(0));
    }
  }
  return rows.slice(0, count);
}

async function searchedByTypeScript(config: DatasetConfig, count: number): Promise<Float64Array[]> {
  const { search } = pointsOf(config)!;
  const searcher = await searcherOf(config);
  const rows: Float64Array[] = [];
  if (search.kind(config) === "sequence") {
    searcher.restore(search.start(config));
    while (rows.length < count) rows.push(...searcher.tryNext(32).map(({ row }) => row));
  } else {
    while (rows.length < count) rows.push(searcher.tryAlone(rows.length, 0, search.mostCandidates(config))!);
  }
  return rows.slice(0, count);
}

const quick = { searchPoints: 20_000, rate: 0.02, points: 5000 };
const configs: [string, object][] = [
  ["FractalDB", { formulation: "fractaldb", parameters: quick }],
  [
    "FractalDB, alone, points",
    {
      formulation: "fractaldb",
      seed: 77,
      instances: 750,
      parameters: { ...quick, search: "random", drawType: "point_gray", weightStep: 0.3, flips: 3 },
    },
  ],
  [
    "FractalDB, colour, unchanged",
    {
      formulation: "fractaldb",
      imageSize: 100,
      instances: 20,
      output: { pixel: "rgb" },
      parameters: {
        ...quick,
        drawType: "patch_color",
        weights: "unchanged",
        patchDrawings: 7,
        searchSeed: 3,
      },
    },
  ],
  ["ExFractalDB", { formulation: "exfractaldb" }],
  [
    "ExFractalDB, mended, another seed",
    { formulation: "exfractaldb", seed: 99, parameters: { weights: "mended" } },
  ],
  [
    "ExFractalDB, unchanged, 301 px",
    { formulation: "exfractaldb", imageSize: 301, parameters: { weights: "unchanged", points: 3000 } },
  ],
  [
    "MV-FractalDB",
    { formulation: "exfractaldb", instances: 1740, parameters: { search: "script", viewpoint: "ring" } },
  ],
  [
    "MV-FractalDB, seven views",
    { formulation: "exfractaldb", parameters: { viewpoint: "ring", views: 7, weights: "mended" } },
  ],
];

describe("classes and images of fractals", () => {
  it.each(configs)("are those of the formulation: %s", async (_name, fields) => {
    const config = parseConfig(fields);
    const rows = await searchedByTypeScript(config, 4);
    expect(searched(config, 4)).toEqual(rows.map((row) => [...row]));

    takeClasses(config, rows);
    const source = await kernelSource(config);
    const kernel = configured(config);
    kernel.configureDrawing(config.imageSize, 0, 0);
    for (const [classIndex, row] of rows.entries()) {
      new Float64Array(kernel.memory.buffer, kernel.classNumbers(), row.length).set(row);
      kernel.takeClass(classIndex, row.length);
      for (let i = 0; i < 24; i++) {
        const instance = i < 6 ? i : (i * 47) % config.instances;
        const attempt = i % 5 === 4 ? 1 + (i % 3) : 0;
        source.begin(classIndex, instance, attempt);
        const at = kernel.paintImage(classIndex, instance, attempt);
        const drawn = new Uint8Array(kernel.memory.buffer, at, config.imageSize ** 2);
        expect(sha256(drawn), `class ${classIndex}, instance ${instance}, attempt ${attempt}`).toBe(
          sha256(source.paint()),
        );
      }
    }
  });
});
