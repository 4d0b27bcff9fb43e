/** The configuration while it is edited: what is taken, what is refused beside which field, what a reset gives back. */

import { describe, expect, it } from "vitest";
import { fieldAt, fields } from "../../core/config/fields/fields.ts";
import { findPreset } from "../../core/config/presets.ts";
import { parseConfig } from "../../core/config/schema.ts";
import type { PolylineConfig } from "../../core/formulations/configurations.ts";
import { readDocument } from "../../renderer/design/configFile.ts";
import { sliderLimits } from "../../renderer/design/parameters/sliderLimits.ts";
import { sampleClasses } from "../../renderer/design/preview/sampleClasses.ts";
import {
  checkDraft,
  parseNumber,
  resetValue,
  shownValue,
  toDraft,
  valueAt,
  withFormulation,
  withValue,
} from "../../renderer/editing/draft.ts";

const paths = new Set(fields.map((field) => field.path));
const paper = findPreset("visualatom-1k").config;
const exact = findPreset("visualatom-1k-exact").config;

describe("a draft", () => {
  it("is a configuration while everything typed is allowed", () => {
    const draft = withValue(toDraft(paper), "parameters.orbits", [3, 7]);
    const { config, problems } = checkDraft(draft, paths);
    expect((config as PolylineConfig).parameters.orbits).toEqual([3, 7]);
    expect(problems.size).toBe(0);
  });

  it("says beside the field which end of a range is wrong and what it must be", () => {
    const draft = withValue(toDraft(paper), "parameters.orbits", [1, "9x"]);
    const { config, problems } = checkDraft(draft, paths);
    expect(config).toBeNull();
    const [problem] = problems.get("parameters.orbits")!;
    expect(problem.field).toBe("parameters.orbits[1]");
    expect(problem.message).toContain('"9x" is not allowed; it must be an integer from 1 to 10,000');
  });

  it("says which fields have no effect beside the others", () => {
    const idle = (path: string, value: unknown) => [
      ...checkDraft(withValue(toDraft(paper), path, value), paths).idle.keys(),
    ];
    const finer = ["parameters.recursion.ratio", "parameters.recursion.factor"];
    expect(idle("seed", 2)).toEqual([...finer, "output.quality", "output.resample", "output.shardSize"]);
    expect(idle("parameters.recursion.depth", 1)).not.toEqual(expect.arrayContaining(finer));
    expect(idle("output.image", "webp")).not.toContain("output.quality");
    expect(idle("output.storedSize", 64)).not.toContain("output.resample");
    expect(idle("output.layout", "parquet")).not.toContain("output.shardSize");
  });

  it("shows the default of what its configuration leaves out, and takes it where it begins to count", () => {
    const field = fieldAt("parameters.recursion.ratio");
    expect(valueAt(paper, field.path)).toBeUndefined();
    expect(shownValue(toDraft(paper), field)).toBe(field.default);
    const typed = withValue(toDraft(paper), field.path, 0.7);
    expect(shownValue(typed, field)).toBe(0.7);
    expect(checkDraft(typed, paths).config).toEqual(paper);
    const deeper = checkDraft(withValue(typed, "parameters.recursion.depth", 2), paths).config;
    expect(valueAt(deeper, "parameters.recursion")).toEqual({ depth: 2, ratio: 0.7, factor: 3 });
    expect(shownValue(withValue(typed, field.path, "x"), field)).toBe("x");
  });

  it("tells all that is to be told of one field", () => {
    const { config } = findPreset("visualatom-1k-recursive");
    const note = checkDraft(toDraft(config), paths).notes.get("parameters.recursion.depth");
    expect(note).toMatch(/^Recursive atoms are ours.* Depth 2 repeats waves/);
  });

  it("refuses a minimum above the maximum", () => {
    const draft = withValue(toDraft(paper), "parameters.vertices", [900, 300]);
    expect(checkDraft(draft, paths).problems.get("parameters.vertices")?.[0].message).toContain("exceed");
  });

  it("keeps problems of no single field apart", () => {
    const draft = withValue(toDraft(paper), "parameters.diameter", [1, 16_384]);
    const wide = withValue(withValue(draft, "parameters.orbits", [1, 10_000]), "parameters.interval", 1000);
    expect(checkDraft(wide, paths).problems.get("")).toHaveLength(1);
  });

  it("tells beside the field what is allowed and surprises later", () => {
    expect(checkDraft(toDraft(exact), paths).notes.size).toBe(0);
    const { config, notes } = checkDraft(withValue(toDraft(exact), "seed", 2), paths);
    expect(config?.seed).toBe(2);
    expect(notes.get("seed")).toContain("the next is 21");
  });

  it("changes one value and shares the rest with the draft before", () => {
    const before = toDraft(paper);
    const after = withValue(before, "parameters.orbits", [1, 2]);
    expect(valueAt(before, "parameters.orbits")).toEqual([1, 200]);
    expect(valueAt(after, "parameters.vertices")).toBe(valueAt(before, "parameters.vertices"));
    expect(after.output).toBe(before.output);
  });
});

describe("typed numbers", () => {
  it("may have separators, a true minus sign and an exponent", () => {
    expect(["21,000", "−0.5", " 7 ", ".25", "1e3"].map((text) => parseNumber(text))).toEqual([
      21_000, -0.5, 7, 0.25, 1000,
    ]);
  });

  it("are nothing else", () => {
    expect(["", "9x", "1,2", "--1", "0x10", "Infinity", "1e999"].map((text) => parseNumber(text))).toEqual(
      Array(7).fill(null),
    );
  });
});

describe("reset", () => {
  it("goes back to the preset, or to the default where the preset lacks the field", () => {
    expect(resetValue(fieldAt("parameters.orbits"), findPreset("orbits-100-200").config)).toEqual([100, 200]);
    expect(resetValue(fieldAt("parameters.radiusMin"), paper)).toBe(10);
  });
});

describe("the other formulation", () => {
  it("keeps the dataset's size and files and takes the best practice's parameters", () => {
    const changed = withFormulation(
      parseConfig({ ...paper, classes: 12, seed: 5, imageSize: 256 }),
      "release",
    );
    expect(changed).toMatchObject({
      formulation: "release",
      classes: 12,
      seed: 5,
      imageSize: 256,
      streams: null,
    });
    expect(changed.parameters).toEqual(findPreset("visualatom-1k-release").config.parameters);
    expect(withFormulation(exact, "paper").streams).toBeNull();
  });
});

describe("a formulation that does not draw every size", () => {
  it("takes its own size where the design's is none of them, and leaves the rest", () => {
    const odd = parseConfig({ ...paper, classes: 12, imageSize: 255, output: { storedSize: 224 } });
    expect(withFormulation(odd, "rcdb")).toMatchObject({
      ...{ formulation: "rcdb", classes: 12, imageSize: 512 },
      output: { storedSize: null },
    });
    const even = parseConfig({ ...paper, imageSize: 256, output: { storedSize: 224 } });
    expect(withFormulation(even, "rcdb")).toMatchObject({ imageSize: 256, output: { storedSize: 224 } });
  });
});

describe("sample pictures", () => {
  it("are the first classes, then others with each page", () => {
    expect(sampleClasses(paper, 3, 0).map(({ classIndex }) => classIndex)).toEqual([0, 1, 2]);
    expect(sampleClasses(paper, 3, 2).map(({ classIndex }) => classIndex)).toEqual([6, 7, 8]);
  });

  it("of streams are at the beginning of each, where nothing has to be walked past", () => {
    const samples = sampleClasses(exact, 12, 0);
    expect(samples.map(({ classIndex }) => classIndex)).toEqual(Array.from({ length: 12 }, (_, t) => 50 * t));
    expect(samples.every(({ instance }) => instance === 0)).toBe(true);
  });

  it("all exist, even of a dataset of few images", () => {
    for (const [classes, instances] of [
      [1, 1],
      [2, 3],
      [5, 100],
      [11, 1],
    ]) {
      const config = parseConfig({ formulation: "paper", classes, instances, startClass: 40 });
      for (let page = 0; page < 5; page++) {
        for (const { classIndex, instance } of sampleClasses(config, 12, page)) {
          expect(classIndex).toBeGreaterThanOrEqual(40);
          expect(classIndex).toBeLessThan(40 + classes);
          expect(instance).toBeLessThan(instances);
        }
      }
    }
  });
});

describe("sliders", () => {
  it("hold the default, stay within what is allowed, and reach any typed value", () => {
    for (const field of fields) {
      if (field.kind === "choice" || field.default === null) continue;
      const usual = [field.default].flat();
      const [low, high] = sliderLimits(field, usual);
      expect(low, field.path).toBeLessThanOrEqual(Math.min(...usual));
      expect(high, field.path).toBeGreaterThanOrEqual(Math.max(...usual));
      expect(low, field.path).toBeGreaterThanOrEqual(field.min);
      expect(high, field.path).toBeLessThanOrEqual(field.max);
      expect(sliderLimits(field, [field.max])[1], field.path).toBe(field.max);
    }
  });
});

describe("a file", () => {
  it("may be a configuration or a dataset's description", () => {
    expect(readDocument({ formulation: "paper", classes: 7 }, "a.json")).toMatchObject({
      ok: true,
      config: { classes: 7 },
    });
    expect(readDocument({ generator: "x", config: exact }, "dataset.json")).toMatchObject({
      ok: true,
      config: exact,
    });
  });

  it("that is not valid is refused with what is wrong", () => {
    const result = readDocument({ formulation: "paper", clases: 7 }, "a.json");
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining("a.json") });
    expect(!result.ok && result.problems[0].message).toContain("did you mean classes?");
  });
});
