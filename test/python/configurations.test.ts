/** The Python package completes configurations, and refuses them in the same sentences, as TypeScript does. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../core/config/errors.ts";
import { presets } from "../../core/config/presets.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { runWithPackage, whyNoPackage } from "../support/python.ts";
import { anyConfig } from "../support/randomConfigs.ts";

type Answer = { config: unknown } | { problems: string };

function answer(document: unknown): Answer {
  try {
    return { config: parseConfig(document) };
  } catch (error) {
    if (error instanceof ConfigError) return { problems: error.message };
    throw error;
  }
}

/** As JSON carries it: `undefined` and the like do not arrive. */
const arrived = (documents: unknown[]): unknown[] => JSON.parse(JSON.stringify(documents));

function expectSameAnswers(documents: unknown[]): Answer[] {
  const inputs = arrived(documents);
  const answers = inputs.map(answer);
  const theirs = runWithPackage<Answer[]>("configurations.py", inputs);
  inputs.forEach((input, i) => {
    // Written out, so that the order of fields is compared too.
    expect(JSON.stringify(theirs[i]), JSON.stringify(input)).toBe(JSON.stringify(arrived([answers[i]])[0]));
  });
  return answers;
}

const strangeValue = fc.oneof(
  fc.constantFrom<unknown>(null, true, "", "lines", "paper", "rgb", [], {}, [1], [3, 2], [1, 2, 3], ["a", 1]),
  fc.constantFrom(0, -1, 2.5, 1e9, 1e21, 1.5e-7, -0.001, 123456.75, 2 ** 53, 12_345_678),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.integer(),
  fc.string({ maxLength: 80 }),
);

const strangeKey = fc.constantFrom(
  ...[
    "clases",
    "Classes",
    "quality",
    "recursion",
    "orbit",
    "orbits",
    "streams",
    "ratio",
    "layout",
    "depth",
    "x",
  ],
);

/** One field of a document replaced, removed or added at random. */
const damaged = fc
  .tuple(anyConfig, fc.nat(), fc.constantFrom("replace", "remove", "add"), strangeValue, strangeKey)
  .map(([config, at, kind, value, key]) => {
    const places: [Record<string, unknown>, string][] = [];
    const visit = (part: Record<string, unknown>) => {
      for (const [name, item] of Object.entries(part)) {
        places.push([part, name]);
        if (typeof item === "object" && item !== null) visit(item as Record<string, unknown>);
      }
    };
    const document = structuredClone(config);
    visit(document);
    const [part, name] = places[at % places.length];
    if (kind === "remove" && !Array.isArray(part)) delete part[name];
    else if (kind === "add" && !Array.isArray(part)) part[key] = value;
    else part[name] = value;
    return document;
  });

describe.skipIf(whyNoPackage() !== null)("configurations in Python", () => {
  it("are completed alike: every preset, and with nothing but a formulation", () => {
    const documents = [
      ...presets.map(({ config }) => config),
      { formulation: "paper" },
      { formulation: "rcdb" },
    ];
    for (const result of expectSameAnswers(documents)) expect(result).toHaveProperty("config");
  });

  it("are refused alike where they are no configuration at all", () => {
    const documents = [null, 5, "text", [], [1], {}, { formulation: 1 }, { clases: 3, formulation: null }];
    for (const result of expectSameAnswers(documents)) expect(result).toHaveProperty("problems");
  });

  it("are completed or refused alike, whatever is within or beyond the limits of single fields", () => {
    const documents = [
      ...fc.sample(anyConfig, { numRuns: 1500, seed: 1 }),
      ...fc.sample(damaged, { numRuns: 2500, seed: 2 }),
    ];
    const answers = expectSameAnswers(documents);
    const refused = answers.filter((result) => "problems" in result).length;
    expect(refused).toBeGreaterThan(1000);
    expect(answers.length - refused).toBeGreaterThan(500);
  });

  it("are refused alike by each rule between fields", () => {
    const rules = [
      { formulation: "paper", classes: 1_000_000, instances: 10_000_000 },
      { formulation: "release", classes: 10, streams: 20 },
      { formulation: "release", classes: 50, streams: 20 },
      { formulation: "release", classes: 50, streams: 0 },
      { formulation: "release", classes: 20, streams: 20, seed: Number.MAX_SAFE_INTEGER },
      { formulation: "paper", parameters: { lineThickness: 2.5 } },
      { formulation: "paper", output: { layout: "release", image: "jpeg" } },
      { formulation: "paper", output: { layout: "release", pixel: "gray" } },
      { formulation: "rcdb", streams: 10, output: { layout: "webdataset" } },
      { formulation: "rcdb", streams: 10, redrawBlank: true },
      { formulation: "paper", imageSize: 64, output: { storedSize: 65 } },
      { formulation: "paper", parameters: { orbits: [1, 10_000], vertices: [3, 100_000] } },
      { formulation: "paper", parameters: { interval: 1000, orbits: [1, 10_000], vertices: [3, 9] } },
      { formulation: "paper", parameters: { interval: 1000, orbits: [1, 10_000], recursion: { depth: 2 } } },
      { formulation: "release", parameters: { frequency1: [0, 20], frequency2: [7, 7] } },
      {
        formulation: "release",
        parameters: { radiusMin: 4096, ovalRate: 16, orbits: [1, 10_000], perlinMin: 100 },
      },
      { formulation: "rcdb", imageSize: 511 },
      { formulation: "rcdb", parameters: { vertices: [1200, 1300] } },
      { formulation: "rcdb", renderer: "points" },
      { formulation: "fractaldb", instances: 1001 },
      { formulation: "fractaldb", parameters: { rate: 0.9 } },
      { formulation: "fractaldb", imageSize: 64, parameters: { padding: 31 } },
      { formulation: "fractaldb", parameters: { drawType: "patch_color" } },
      { formulation: "fractaldb", streams: 10, parameters: { search: "random" } },
      { formulation: "fractaldb", parameters: { classTable: "0123" } },
      { formulation: "fractaldb", parameters: { classTable: `${"ab".repeat(32)}\n` } },
      { formulation: "exfractaldb", instances: 1741, parameters: { viewpoint: "ring" } },
      { formulation: "exfractaldb", streams: 10, parameters: { search: "script" } },
      { formulation: "exfractaldb", renderer: "lines" },
    ];
    for (const result of expectSameAnswers(rules)) expect(result).toHaveProperty("problems");
  });
});
