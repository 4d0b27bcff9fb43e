/** The configuration schema: defaults, limits of each field, and laws over all configurations. */

import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import { describeProblem } from "../../../core/config/errors.ts";
import { combinedLimits, type Field } from "../../../core/config/fields/field.ts";
import { fields, fieldsOf } from "../../../core/config/fields/fields.ts";
import type { DatasetConfig, FormulationName } from "../../../core/config/parameters.ts";
import {
  type datasetConfigSchema,
  defaultConfig,
  parseConfig,
  safeParseConfig,
  sameConfig,
} from "../../../core/config/schema.ts";
import type { PolylineConfig } from "../../../core/formulations/configurations.ts";
import { isPolylines } from "../../../core/formulations/index.ts";

const formulations: FormulationName[] = ["paper", "release", "rcdb"];

/** The lines of the message with which an input is refused; none if it is accepted. */
function refusals(input: unknown): string[] {
  const result = safeParseConfig(input);
  return result.ok ? [] : result.problems.map(describeProblem);
}

/** `{ formulation, output: { quality: value } }` from the path `output.quality`. */
function withField(formulation: string, path: string, value: unknown): unknown {
  const inner = path.split(".").reduceRight<unknown>((part, key) => ({ [key]: part }), value);
  return { formulation, ...(inner as object) };
}

function fieldValue(config: DatasetConfig, path: string): unknown {
  return path
    .split(".")
    .reduce((value: unknown, key) => (value as Record<string, unknown> | undefined)?.[key], config);
}

const settable = formulations.flatMap((formulation) =>
  fieldsOf(formulation)
    .filter((field) => field.path !== "formulation")
    .map((field) => ({ formulation, field, path: field.path })),
);

/** Values of a field alone, within its limits. */
function allowedValue(field: Field): fc.Arbitrary<unknown> {
  if (field.kind === "choice") return fc.constantFrom(...field.choices);
  if (field.kind === "digest") return fc.option(fc.constant("0".repeat(64)));
  const { min, max, integer } = field;
  const one = integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
  if (field.kind === "range") return fc.tuple(one, one).map(([a, b]) => (a <= b ? [a, b] : [b, a]));
  return field.nullable ? fc.option(one) : one;
}

/** Mostly the default, so that the rules between fields leave a good part of all configurations. */
function mostlyDefault(field: Field): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: fc.constant(field.default), weight: 4 }, allowedValue(field));
}

describe("types", () => {
  it("infers exactly DatasetConfig from the schema", () => {
    expectTypeOf<z.infer<typeof datasetConfigSchema>>().toEqualTypeOf<DatasetConfig>();
  });
});

describe("defaults", () => {
  const dataset = {
    schemaVersion: 1,
    classes: 1000,
    instances: 1000,
    startClass: 0,
    imageSize: 512,
    seed: 1,
    streams: null,
    renderer: "lines",
    redrawBlank: false,
    output: {
      layout: "imagefolder",
      image: "png",
      quality: 90,
      pixel: "gray",
      storedSize: null,
      resample: "area",
      shardSize: 10_000,
    },
  };

  it("completes `paper` with Table 1", () => {
    expect(parseConfig({ formulation: "paper" })).toEqual({
      ...dataset,
      formulation: "paper",
      parameters: {
        orbits: [1, 200],
        diameter: [1, 400],
        interval: 1,
        frequency1: [0, 20],
        frequency2: [0, 20],
        amplitude1: [0.5, 0.5],
        amplitude2: [0.5, 0.5],
        vertices: [200, 1000],
        noiseLevel: [0, 1],
        noiseScale: 0.05,
        lineThickness: 1,
        grey: [0, 1],
        nucleus: [-1, 1],
      },
    });
  });

  it("completes `release` with the authors' best-practice shell script", () => {
    expect(parseConfig({ formulation: "release" })).toEqual({
      ...dataset,
      formulation: "release",
      parameters: {
        vertices: [200, 1000],
        orbits: [1, 200],
        perlinMin: 0,
        lineWidth: 0.1,
        radiusMin: 10,
        ovalRate: 2,
        startPos: 512,
        frequency1: [0, 20],
        frequency2: [0, 20],
        lineThickness: 1,
      },
    });
  });

  it("keeps what is given and completes the rest of parameters and output", () => {
    const config = parseConfig({
      formulation: "paper",
      parameters: { orbits: [20, 200] },
      output: { storedSize: 256 },
    });
    const { parameters, output } = defaultConfig("paper");
    expect(config.parameters).toEqual({ ...parameters, orbits: [20, 200] });
    expect(config.output).toEqual({ ...output, storedSize: 256 });
  });

  it("takes layout `release` as RGB where pixel is not given", () => {
    expect(parseConfig({ formulation: "release", output: { layout: "release" } }).output.pixel).toBe("rgb");
  });

  it("makes no two configurations share a default array", () => {
    const paper = (): PolylineConfig => defaultConfig("paper") as PolylineConfig;
    paper().parameters.orbits[0] = 77;
    expect(paper().parameters.orbits).toEqual([1, 200]);
  });
});

describe("every field", () => {
  it("is in the field table once for each formulation, with the default that the schema gives", () => {
    const owned = fields.flatMap(({ path, formulations: owners }) =>
      owners.map((owner) => `${owner} ${path}`),
    );
    expect(new Set(owned).size).toBe(owned.length);
    for (const { formulation, field, path } of settable) {
      if (path.startsWith("parameters.recursion.")) continue;
      expect(fieldValue(defaultConfig(formulation), path), path).toEqual(field.default);
    }
  });

  it("of recursion is written from depth 1 on, with the default that the schema gives", () => {
    const defaults = (path: string) => fields.find((field) => field.path === path)?.default;
    expect(defaults("parameters.recursion.depth")).toBe(0);
    for (const recursion of [undefined, {}, { depth: 0, ratio: 0.7, factor: 5 }]) {
      const config = parseConfig({ formulation: "paper", parameters: { recursion } });
      expect(sameConfig(config, defaultConfig("paper"))).toBe(true);
      expect(JSON.stringify(config)).toBe(JSON.stringify(defaultConfig("paper")));
    }
    const config = parseConfig({ formulation: "paper", parameters: { recursion: { depth: 1 } } });
    for (const name of ["ratio", "factor"]) {
      const path = `parameters.recursion.${name}`;
      expect(fieldValue(config, path)).toBe(defaults(path));
    }
  });

  it("of the schema is in the field table", () => {
    for (const formulation of formulations) {
      const leaves = Object.entries(defaultConfig(formulation)).flatMap(([key, value]) =>
        typeof value === "object" && value !== null ? Object.keys(value).map((k) => `${key}.${k}`) : [key],
      );
      const known = fields.map((field) => field.path);
      expect(leaves.filter((leaf) => !known.includes(leaf))).toEqual([]);
    }
  });

  it.each(settable)(
    "$path of $formulation refuses strings, NaN, infinities, booleans (save its own) and objects by name",
    ({ formulation, path, field }) => {
      for (const value of ["1", "", Number.NaN, Infinity, -Infinity, true, {}, 1n, [[1], [2]]]) {
        if (field.kind === "choice" && field.choices.some((choice) => choice === value)) continue;
        const problems = refusals(withField(formulation, path, value));
        expect(problems, String(value)).not.toEqual([]);
        for (const problem of problems) expect(problem.startsWith(path)).toBe(true);
      }
    },
  );

  const numeric = settable.filter(({ field }) => field.kind !== "choice");
  it.each(numeric)(
    "$path of $formulation allows its limits and nothing beyond",
    ({ formulation, field, path }) => {
      if (field.kind === "choice" || field.kind === "digest") throw new Error("not a number");
      const value = (bound: number) => (field.kind === "range" ? [bound, bound] : bound);
      const outside = (bound: number) => refusals(withField(formulation, path, value(bound)));
      const inside = (bound: number) =>
        outside(bound).filter((problem) => problem.startsWith(path) && problem.includes("it must be a"));
      const step = field.integer ? 1 : 1e-6;
      expect(inside(field.min)).toEqual([]);
      expect(inside(field.max)).toEqual([]);
      for (const bound of [field.min - step, field.max + step]) {
        expect(outside(bound)[0]).toMatch(/is not allowed; it must be an? (integer|number) from/);
      }
      if (field.integer) expect(outside(field.min + 0.5)[0]).toContain("an integer from");
    },
  );

  it.each(numeric.filter(({ field }) => field.kind === "range"))(
    "$path of $formulation refuses a minimum above its maximum and anything but two numbers",
    ({ formulation, field, path }) => {
      const { min, max } = field as { min: number; max: number };
      const [reversed] = refusals(withField(formulation, path, [max, min]));
      expect(reversed).toContain("the minimum must not exceed the maximum");
      for (const value of [[], [min], [min, min, max], min, null]) {
        expect(refusals(withField(formulation, path, value))[0]).toContain("it must be");
      }
    },
  );
});

describe("laws", () => {
  /** Any choice of single fields, each within its own limits; cross-field rules may still refuse it. */
  const anyInput = fc.constantFrom(...formulations).chain((formulation) =>
    fc
      .record(
        Object.fromEntries(
          fieldsOf(formulation)
            .filter(({ path }) => path !== "formulation")
            .map((field) => [field.path, mostlyDefault(field)]),
        ),
        { requiredKeys: [] },
      )
      .map((values) => {
        const input: Record<string, unknown> = { formulation, parameters: {}, output: {} };
        for (const [path, value] of Object.entries(values)) {
          let part = input;
          const keys = path.split(".");
          for (const key of keys.slice(0, -1)) {
            part[key] ??= {};
            part = part[key] as Record<string, unknown>;
          }
          part[keys.at(-1)!] = value;
        }
        return input;
      }),
  );

  it("a parsed configuration parses to itself, through JSON too", () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyInput, (input) => {
        const result = safeParseConfig(input);
        if (!result.ok) return;
        accepted++;
        expect(parseConfig(result.config)).toEqual(result.config);
        expect(sameConfig(parseConfig(JSON.parse(JSON.stringify(result.config))), result.config)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  it("values within their own limits are refused by cross-field rules only", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const line of refusals(input))
          expect(line).not.toMatch(/unknown field|it must be an? |is missing/);
      }),
      { numRuns: 300 },
    );
  });

  it("an accepted configuration keeps within the combined limits", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const result = safeParseConfig(input);
        if (!result.ok) return;
        const { classes, instances, streams } = result.config;
        expect(classes * instances).toBeLessThanOrEqual(combinedLimits.images);
        if (!isPolylines(result.config)) return;
        const { parameters } = result.config;
        expect(parameters.orbits[1] * parameters.vertices[1]).toBeLessThanOrEqual(combinedLimits.vertices);
        expect(classes % (streams ?? 1)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});
