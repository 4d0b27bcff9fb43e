/** What the configuration schema refuses of fractals, and in which words. */
import { expect, it } from "vitest";
import { describeProblem } from "../../../core/config/errors.ts";
import { safeParseConfig } from "../../../core/config/schema.ts";

it.each<[name: string, input: unknown, lines: string[]]>([
  [
    "instances beyond those of a fractal class",
    { formulation: "fractaldb", instances: 1001 },
    [
      "instances: 1001 is more than a class has: 25 rows of weights × 10 patch drawings × 4 flips are 1000 images; lower it, or raise patchDrawings",
    ],
  ],
  [
    "a fill rate that the points cannot reach",
    { formulation: "fractaldb", parameters: { rate: 0.99 } },
    [
      "parameters.rate: 0.99 of a 512 × 512 picture are 259,523 pixels, which 100,000 points cannot fill; lower it, or raise searchPoints",
    ],
  ],
  [
    "a rate above 1, told once",
    { formulation: "fractaldb", parameters: { rate: 1.1 } },
    ["parameters.rate: 1.1 is not allowed; it must be a number from 0.01 to 1"],
  ],
  [
    "no flips, told without the images that they would leave",
    { formulation: "fractaldb", parameters: { flips: 0 } },
    ["parameters.flips: 0 is not allowed; it must be an integer from 1 to 4"],
  ],
  [
    "colours as grey",
    { formulation: "fractaldb", parameters: { drawType: "patch_color" } },
    ['output.pixel: "gray" is not allowed with drawType "patch_color", whose pictures are colour; use "rgb"'],
  ],
  [
    "streams of classes that the script would not find",
    { formulation: "fractaldb", streams: 1, parameters: { search: "random" } },
    [
      'parameters.search: "random" is not allowed with streams, which draw what the released script draws; use "script", or streams null',
    ],
  ],
  [
    "padding that leaves no room",
    { formulation: "fractaldb", imageSize: 16, parameters: { padding: 8 } },
    ["parameters.padding: 8 px on every side leave no room in a picture of 16 px; lower it"],
  ],
  [
    "a renderer of lines for points",
    { formulation: "fractaldb", renderer: "lines" },
    ['renderer: "lines" is not allowed; it must be "points"'],
  ],
  [
    "a class table that is no digest",
    { formulation: "fractaldb", parameters: { classTable: "abc" } },
    ['parameters.classTable: "abc" is not allowed; it must be a SHA-256 of 64 hexadecimal digits, or null'],
  ],
  [
    "more images than a ring has",
    { formulation: "exfractaldb", instances: 1741, parameters: { viewpoint: "ring" } },
    [
      'instances: 1741 is more than a class has with viewpoint "ring": 145 rows of weights × 12 views are 1740 images; lower it, or raise views',
    ],
  ],
  [
    "streams of images that are seen from anywhere",
    { formulation: "exfractaldb", streams: 1, parameters: { search: "script" } },
    [
      'parameters.viewpoint: "random" is not allowed with streams, which draw what the released script draws; use "ring", or streams null',
    ],
  ],
  [
    "streams of classes that each have candidates of their own",
    { formulation: "exfractaldb", streams: 1, parameters: { viewpoint: "ring" } },
    [
      'parameters.search: "random" is not allowed with streams, which draw what the released script draws; use "script", or streams null',
    ],
  ],
  [
    "seeds that NumPy does not take",
    {
      ...{ formulation: "exfractaldb", streams: 2, classes: 2, seed: 2 ** 32 - 1 },
      parameters: { search: "script", viewpoint: "ring" },
    },
    [
      "seed: 4294967295 leaves no seeds for 2 streams, the last of which is seeded with seed + 1: NumPy takes seeds below 4,294,967,296; lower it",
    ],
  ],
])("refuses %s", (_name, input, lines) => {
  const result = safeParseConfig(input);
  expect(result.ok ? [] : result.problems.map(describeProblem)).toEqual(lines);
});
