/** What the configuration schema refuses, and in which words. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConfigError, describeProblem } from "../../../core/config/errors.ts";
import { parseConfig, safeParseConfig } from "../../../core/config/schema.ts";

/** The lines of the message with which an input is refused; none if it is accepted. */
function refusals(input: unknown): string[] {
  const result = safeParseConfig(input);
  return result.ok ? [] : result.problems.map(describeProblem);
}

describe("refusals", () => {
  const canvas = { renderer: "canvas" };
  const cases: [name: string, input: unknown, lines: string[]][] = [
    [
      "half a frequency",
      { formulation: "paper", parameters: { frequency1: [1.5, 3] } },
      ["parameters.frequency1[0]: 1.5 is not allowed; it must be an integer from 0 to 1000"],
    ],
    ["no object", 5, ["configuration: 5 is not allowed; it must be an object of configuration fields"]],
    [
      "no formulation",
      {},
      ['formulation: is missing; it must be one of "paper", "release", "rcdb", "fractaldb", "exfractaldb"'],
    ],
    [
      "a misspelt formulation field",
      { formulaton: "paper" },
      [
        'formulation: is missing; it must be one of "paper", "release", "rcdb", "fractaldb", "exfractaldb"',
        "formulaton: unknown field; did you mean formulation?",
      ],
    ],
    [
      "an unknown formulation",
      { formulation: "fractal" },
      [
        'formulation: "fractal" is not allowed; it must be one of "paper", "release", "rcdb", "fractaldb", "exfractaldb"',
      ],
    ],
    [
      "a later schema version",
      { formulation: "paper", schemaVersion: 2 },
      ["schemaVersion: 2 is not allowed; it must be 1"],
    ],
    [
      "a misspelt field",
      { formulation: "paper", clases: 3 },
      ["clases: unknown field; did you mean classes?"],
    ],
    [
      "a misspelt parameter",
      { formulation: "paper", parameters: { orbit: [1, 2] } },
      ["parameters.orbit: unknown field; did you mean parameters.orbits?"],
    ],
    [
      "a parameter in the wrong place",
      { formulation: "paper", orbits: [1, 2] },
      ["orbits: unknown field; did you mean parameters.orbits?"],
    ],
    [
      "a parameter of the other formulation",
      { formulation: "paper", parameters: { ovalRate: 2 } },
      ['parameters.ovalRate: unknown field: it belongs to formulation "release", "rcdb"'],
    ],
    [
      "an unknown field like no other",
      { formulation: "paper", output: { compression: 9 } },
      [
        "output.compression: unknown field; known here are layout, image, quality, pixel, storedSize, resample, shardSize",
      ],
    ],
    [
      "10^12 images",
      { formulation: "paper", classes: 1_000_000, instances: 1_000_000 },
      [
        "classes: 1,000,000 classes of 1,000,000 instances are 1,000,000,000,000 images; at most 100,000,000,000 are allowed",
      ],
    ],
    [
      "a seed that is no safe integer",
      { formulation: "paper", seed: 2 ** 53 },
      ["seed: 9007199254740992 is not allowed; it must be an integer from 0 to 9,007,199,254,740,991"],
    ],
    [
      "streams with the paper's formulation",
      { formulation: "paper", streams: 20 },
      [
        'streams: 20 is not allowed; it must be null with formulation "paper"; streams belong to formulation "release", "rcdb", "fractaldb", "exfractaldb"',
      ],
    ],
    [
      "classes that streams cannot share equally",
      { formulation: "release", streams: 20, classes: 1010 },
      ["classes: 1010 is not a multiple of streams (20), which share the classes equally; try 1000 or 1020"],
    ],
    [
      "fewer classes than streams",
      { formulation: "release", streams: 20, classes: 10 },
      ["classes: 10 is not a multiple of streams (20), which share the classes equally; try 20"],
    ],
    [
      "a last stream's seed that is no safe integer",
      { formulation: "release", streams: 20, seed: Number.MAX_SAFE_INTEGER - 18 },
      [
        "seed: 9007199254740973 is too large for 20 streams; it must be at most 9007199254740972, so that seed + t is exact for each",
      ],
    ],
    [
      "thick integer lines",
      { formulation: "release", parameters: { lineThickness: 2 } },
      [
        'parameters.lineThickness: 2 is not allowed with renderer "lines", which draws 1 px only; use renderer "canvas"',
      ],
    ],
    [
      "layout release that is no png and not RGB",
      { formulation: "release", output: { layout: "release", image: "webp", pixel: "gray" } },
      [
        'output.image: "webp" is not allowed with layout "release", whose files are png; use "png" or layout "imagefolder"',
        'output.pixel: "gray" is not allowed with layout "release", whose files are RGB; use "rgb" or layout "imagefolder"',
      ],
    ],
    [
      "enlarged pictures",
      { formulation: "paper", imageSize: 256, output: { storedSize: 512 } },
      [
        "output.storedSize: 512 is larger than imageSize (256); pictures are only reduced, since enlarging adds nothing to them: raise imageSize instead",
      ],
    ],
    [
      "a billion vertices in one image",
      { formulation: "release", parameters: { orbits: [1, 10_000], vertices: [3, 100_000] } },
      [
        "parameters.vertices: 100,000 vertices on each of 10,000 orbits are 1,000,000,000 vertices an image; at most 200,000,000 are allowed",
      ],
    ],
    [
      "orbits of the paper that leave for space",
      { formulation: "paper", parameters: { orbits: [1, 10_000], interval: 1000 } },
      [
        "parameters: a vertex could lie 20,798,336 px from the centre; at most 1,000,000 px are allowed: lower diameter, interval, orbits, the amplitudes or the noise",
      ],
    ],
    [
      "recursion that is not an object of its fields",
      { formulation: "paper", parameters: { recursion: 2 } },
      ["parameters.recursion: 2 is not allowed; it must be an object of depth, ratio, factor"],
    ],
    [
      "recursion too deep, negative and with a broken factor",
      { formulation: "paper", parameters: { recursion: { depth: 5, ratio: -0.5, factor: 1 } } },
      [
        "parameters.recursion.depth: 5 is not allowed; it must be an integer from 0 to 4",
        "parameters.recursion.ratio: -0.5 is not allowed; it must be a number from 0 to 2",
        "parameters.recursion.factor: 1 is not allowed; it must be an integer from 2 to 100",
      ],
    ],
    [
      "a misspelt field of recursion",
      { formulation: "paper", parameters: { recursion: { deph: 1, amplitude: 2 } } },
      [
        "parameters.recursion.deph: unknown field; did you mean parameters.recursion.depth?",
        "parameters.recursion.amplitude: unknown field; known here are depth, ratio, factor",
      ],
    ],
    [
      "a field of recursion in the wrong place",
      { formulation: "paper", parameters: { ratio: 0.5 } },
      ["parameters.ratio: unknown field; did you mean parameters.recursion.ratio?"],
    ],
    [
      "recursion of the script",
      { formulation: "release", parameters: { recursion: { depth: 1 } } },
      ['parameters.recursion: unknown field: it belongs to formulation "paper"'],
    ],
    [
      "orbits of the script that leave for space",
      { formulation: "release", parameters: { orbits: [1, 10_000], perlinMin: 100 } },
      [
        "parameters: a vertex could lie 2,715,120 px from the centre; at most 1,000,000 px are allowed: lower orbits, perlinMin, lineWidth, radiusMin or ovalRate",
      ],
    ],
    [
      "an endless redraw of n₂",
      { formulation: "release", parameters: { frequency1: [0, 20], frequency2: [3, 3] } },
      [
        "parameters.frequency2: [3, 3] leaves n₂ only 3, which n₁ can take too; n₂ is drawn until it differs from n₁ and would be drawn for ever: widen it or keep 3 out of frequency1",
      ],
    ],
    [
      "an odd size of rcdb",
      { formulation: "rcdb", imageSize: 511 },
      [
        'imageSize: 511 is odd; formulation "rcdb" draws greys up to imageSize / 2, for which the released script takes even sizes only: use 510 or 512',
      ],
    ],
    [
      "vertices of rcdb that are hardly ever drawn",
      { formulation: "rcdb", parameters: { vertices: [700, 701] } },
      [
        "parameters.vertices: [700, 701] is hardly ever met: q is drawn from an exponential distribution with mean 100 until it lies in this range, which one of 55,382 draws does; at least one of 10,000 has to: lower the minimum or widen the range",
      ],
    ],
    [
      "more vertices of rcdb than can be drawn",
      { formulation: "rcdb", parameters: { vertices: [3, 3674] } },
      ["parameters.vertices[1]: 3674 is not allowed; it must be an integer from 3 to 3673"],
    ],
    [
      "polylines of rcdb that leave for space",
      { formulation: "rcdb", parameters: { orbits: [1, 10_000], perlinMin: 100 } },
      [
        "parameters: a vertex could lie 4,369,200 px from the centre; at most 1,000,000 px are allowed: lower orbits, perlinMin, lineWidth, radiusMin or ovalRate",
      ],
    ],
    [
      "a frequency of rcdb, and an option misspelt",
      { formulation: "rcdb", parameters: { frequency1: [0, 20], perlinmin: 2 } },
      [
        'parameters.frequency1: unknown field: it belongs to formulation "paper", "release"',
        "parameters.perlinmin: unknown field; did you mean parameters.perlinMin?",
      ],
    ],
  ];

  it.each(cases)("refuses %s", (_name, input, lines) => {
    expect(refusals(input)).toEqual(lines);
  });

  const allowed: [name: string, input: unknown][] = [
    ["n₂ fixed at 0", { formulation: "release", parameters: { frequency2: [0, 0] } }],
    [
      "n₂ fixed out of n₁'s reach",
      { formulation: "release", parameters: { frequency1: [4, 20], frequency2: [3, 3] } },
    ],
    [
      "both frequencies fixed in the paper's formulation",
      { formulation: "paper", parameters: { frequency1: [20, 20], frequency2: [20, 20] } },
    ],
    [
      "the rarest vertices of rcdb that are allowed",
      { formulation: "rcdb", parameters: { vertices: [460, 460] } },
    ],
    ["the smallest even size of rcdb", { formulation: "rcdb", imageSize: 16 }],
    ["thick canvas lines", { formulation: "paper", ...canvas, parameters: { lineThickness: 2.5 } }],
    ["exactly the most images", { formulation: "paper", classes: 10_000, instances: 10_000_000 }],
    [
      "the last safe seed for the streams",
      { formulation: "release", streams: 20, seed: Number.MAX_SAFE_INTEGER - 19 },
    ],
    ["a stored size equal to the image size", { formulation: "paper", output: { storedSize: 512 } }],
    ["a jpeg quality with png", { formulation: "paper", output: { image: "png", quality: 20 } }],
  ];

  it.each(allowed)("allows %s", (_name, input) => {
    expect(refusals(input)).toEqual([]);
  });

  it("throws a ConfigError with a line for each problem and the offending values", () => {
    const input = { formulation: "paper", classes: 0, seed: "x", parameters: { orbits: [200, 1] } };
    try {
      parseConfig(input);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      const { message, problems } = error as ConfigError;
      expect(message.split("\n")).toEqual(problems.map(describeProblem));
      expect(problems.map(({ field, value }) => [field, value])).toEqual(
        expect.arrayContaining([
          ["classes", 0],
          ["seed", "x"],
          ["parameters.orbits", [200, 1]],
        ]),
      );
      expect(problems).toHaveLength(3);
    }
  });

  it("refuses keys that name an object's prototype", () => {
    const input = JSON.parse('{"formulation":"paper","__proto__":{"classes":5},"constructor":1}');
    expect(refusals(input).map((line) => line.split(":")[0])).toEqual(["__proto__", "constructor"]);
  });

  it("never throws and never accepts what is no configuration", () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(refusals(input)).not.toEqual([]);
      }),
    );
  });
});
