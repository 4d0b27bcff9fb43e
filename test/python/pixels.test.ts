/** The Python package draws the very pixels that `generate` stores. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPreset } from "../../core/config/presets.ts";
import { classParameterColumns, drawClass } from "../../core/formulations/index.ts";
import { generate } from "../support/cli.ts";
import { sha256 } from "../support/digests.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import { kernelSource } from "../support/kernel.ts";
import { runWithPackage, whyNoPackage } from "../support/python.ts";
import { dice } from "../support/seeded.ts";

const thousand = { classes: 50, instances: 20 };
/** Most of such images lie outside the picture at first. */
const mostlyBlank = { orbits: [1, 1], diameter: [1, 4], grey: [0, 0.01] };

/** Name, configuration, and shape of an image. */
const stored: [string, object, number, ...number[]][] = [
  ["paper", { formulation: "paper", ...thousand, startClass: 4321 }, 512],
  [
    "paper, recursive, another seed, reduced by area",
    {
      formulation: "paper",
      ...thousand,
      seed: 2 ** 52 + 12345,
      parameters: { recursion: { depth: 2, ratio: 0.5, factor: 3 } },
      output: { storedSize: 224 },
    },
    224,
  ],
  [
    "paper, blank images drawn again",
    { formulation: "paper", ...thousand, imageSize: 32, redrawBlank: true, parameters: mostlyBlank },
    32,
  ],
  ["release", { formulation: "release", ...thousand }, 512],
  [
    "release, reduced by Lanczos",
    { formulation: "release", ...thousand, output: { storedSize: 100, resample: "lanczos", pixel: "rgb" } },
    100,
  ],
  ["rcdb", { formulation: "rcdb", ...thousand }, 512],
  [
    "rcdb, blank images drawn again",
    { formulation: "rcdb", ...thousand, imageSize: 64, redrawBlank: true, parameters: { startPos: 800 } },
    64,
  ],
  ["FractalDB", { formulation: "fractaldb", classes: 4, instances: 250, startClass: 2 }, 362],
  [
    "FractalDB, searched alone, in colour",
    {
      formulation: "fractaldb",
      classes: 5,
      instances: 200,
      seed: 2 ** 40 + 5,
      output: { pixel: "rgb" },
      parameters: { search: "random", drawType: "patch_color" },
    },
    362,
    3,
  ],
  [
    "FractalDB, points in colour, reduced by Lanczos",
    {
      formulation: "fractaldb",
      classes: 5,
      instances: 200,
      output: { pixel: "rgb", storedSize: 96, resample: "lanczos" },
      parameters: { search: "random", drawType: "point_color" },
    },
    96,
    3,
  ],
  ["ExFractalDB", { formulation: "exfractaldb", ...thousand }, 224],
  [
    "MV-FractalDB, reduced by area",
    {
      formulation: "exfractaldb",
      ...thousand,
      parameters: { search: "script", viewpoint: "ring" },
      output: { storedSize: 100 },
    },
    100,
  ],
];

interface Digests {
  length: number;
  digests: string[];
  labels: number[];
  parameters: Record<string, number>[];
}

describe.skipIf(whyNoPackage() !== null)("pixels in Python", () => {
  const folder = temporaryFolder();

  it.each(stored)("are those of 1,000 stored images: %s", async (name, config, side, ...channels) => {
    const out = join(folder, name);
    await generate(["--config", writeJson(join(folder, `${name}.json`), config), "--out", out]);
    const report = runWithPackage<object>("stored.py", { folder: out });
    expect(report).toEqual({ files: 1000, length: 1000, wrong: [], shape: [side, side, ...channels] });
    if (!("redrawBlank" in config)) return;
    const { statistics } = JSON.parse(readFileSync(join(out, "dataset.json"), "utf8"));
    expect(statistics.redrawnImages).toBeGreaterThan(20);
  });

  it.each(["visualatom-1k", "visualatom-21k-release", "rcdb-21k"])(
    "are those of images all over a preset: %s",
    async (preset) => {
      const { config } = findPreset(preset);
      const { below } = dice(`images of ${preset}`);
      const indices = Array.from({ length: 300 }, () => below(config.classes * config.instances));
      const { length, digests, labels, parameters } = runWithPackage<Digests>("digests.py", {
        preset,
        indices,
      });
      expect(length).toBe(config.classes * config.instances);
      expect(labels).toEqual(indices.map((index) => Math.floor(index / config.instances)));
      const source = await kernelSource(config);
      for (const [i, index] of indices.entries()) {
        source.begin(labels[i], index % config.instances);
        expect(digests[i], `image ${index}`).toBe(sha256(source.paint()));
      }
      for (const [i, values] of parameters.entries()) {
        const drawn = drawClass(config, labels[i]);
        const columns = classParameterColumns(config).map(({ name, value }) => [name, value(drawn)]);
        expect(values).toStrictEqual(Object.fromEntries(columns));
      }
    },
  );
});
