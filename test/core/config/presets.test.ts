/** The presets: complete, valid, and what the paper and the released script say. */

import { describe, expect, it } from "vitest";
import { ConfigError } from "../../../core/config/errors.ts";
import { findPreset, presets } from "../../../core/config/presets.ts";
import { configFingerprintInput, parseConfig, sameConfig } from "../../../core/config/schema.ts";
import type { PolylineConfig } from "../../../core/formulations/configurations.ts";

const ablations = presets.filter((preset) => preset.group === "ablation");
const bestPractice = findPreset("visualatom-1k").config;

/** Name of each ablation row and its accuracies on CIFAR-10, CIFAR-100 and ImageNet-100. */
const rows: [name: string, cifar10: number, cifar100: number, imagenet100: number][] = [
  ["frequency-0-20", 97.6, 84.9, 90.3],
  ["frequency-0-40", 97.1, 84.3, 89.5],
  ["frequency-0-60", 97.3, 84.1, 89.1],
  ["frequency-2-20", 97.6, 84.8, 90.3],
  ["frequency-10-20", 97.5, 84.4, 89.8],
  ["frequency-20-20", 97.3, 83.6, 89.6],
  ["orbits-1-200", 97.6, 84.9, 90.3],
  ["orbits-20-200", 97.5, 84.7, 89.9],
  ["orbits-100-200", 97.5, 84.5, 89.8],
  ["orbits-200-200", 97.5, 84.3, 89.4],
  ["quantization-200-1000", 97.6, 84.9, 90.3],
  ["quantization-800-1000", 97.4, 85.1, 89.9],
  ["quantization-3-200", 97.3, 84.6, 89.7],
  ["quantization-3-500", 97.3, 84.9, 90.1],
  ["quantization-3-1000", 97.4, 85.0, 90.1],
  ["amplitude-0.5-0.5", 97.6, 84.9, 90.3],
  ["amplitude-0-0.5", 97.4, 84.9, 89.5],
  ["amplitude-1-1", 97.3, 84.4, 89.6],
  ["amplitude-0.5-1", 97.4, 84.5, 89.6],
  ["amplitude-0-1", 97.4, 84.4, 89.8],
];

describe("all presets", () => {
  it("are the datasets and the ablation rows, each name once", () => {
    expect(presets.map((preset) => preset.name)).toEqual([
      "sample",
      "visualatom-1k",
      "visualatom-21k",
      "visualatom-1k-release",
      "visualatom-21k-release",
      "visualatom-1k-exact",
      "rcdb-1k",
      "rcdb-21k",
      "rcdb-1k-exact",
      "fractaldb-1k",
      "fractaldb-10k",
      "fractaldb-1k-color",
      "ofdb-1k",
      "ofdb-21k",
      "exfractaldb-1k",
      "exfractaldb-21k",
      "mvfractaldb-1k",
      ...rows.map(([name]) => name),
      "visualatom-1k-recursive",
    ]);
    expect(new Set(presets.map((preset) => preset.name)).size).toBe(presets.length);
  });

  it.each(presets.map((preset) => [preset.name, preset] as const))("%s parses to itself", (_name, preset) => {
    expect(parseConfig(preset.config)).toEqual(preset.config);
    expect(parseConfig(JSON.parse(JSON.stringify(preset.config)))).toEqual(preset.config);
    expect(preset.description).toMatch(/^[A-Z\d].*[^.]\.$/);
  });

  it("cannot be changed in place", () => {
    const config = findPreset("sample").config as PolylineConfig;
    expect(() => {
      config.parameters.orbits[0] = 5;
    }).toThrow(TypeError);
    expect(() => {
      config.output.quality = 5;
    }).toThrow(TypeError);
  });
});

describe("datasets", () => {
  it.each([
    ["sample", "paper", 10, 10],
    ["visualatom-1k", "paper", 1000, 1000],
    ["visualatom-21k", "paper", 21_000, 1000],
    ["visualatom-1k-release", "release", 1000, 1000],
    ["visualatom-21k-release", "release", 21_000, 1000],
    ["visualatom-1k-exact", "release", 1000, 1000],
    ["rcdb-1k", "rcdb", 1000, 1000],
    ["rcdb-21k", "rcdb", 21_000, 1000],
    ["rcdb-1k-exact", "rcdb", 1000, 1000],
  ] as const)("%s is %s, %i classes of %i", (name, formulation, classes, instances) => {
    expect(findPreset(name)).toMatchObject({
      group: "datasets",
      config: { formulation, classes, instances, imageSize: 512, startClass: 0, renderer: "lines" },
    });
  });

  it("the exact ones have their scripts' streams, seeded from 1, and the others random access", () => {
    const streams: Record<string, number> = { "visualatom-1k-exact": 20, "rcdb-1k-exact": 10 };
    for (const { name, config } of presets) {
      expect(config.streams, name).toBe(streams[name] ?? null);
      expect(config.seed).toBe(1);
    }
  });
});

describe("ablation rows", () => {
  it.each(rows)("%s carries the paper's accuracies", (name, cifar10, cifar100, imagenet100) => {
    expect(findPreset(name).accuracy).toEqual({ cifar10, cifar100, imagenet100 });
  });

  it.each([
    ["frequency", "Table 3", ["frequency1", "frequency2"], 6],
    ["orbits", "Table 4", ["orbits"], 4],
    ["quantization", "Table 5", ["vertices"], 5],
    ["amplitude", "Table 6", ["amplitude1", "amplitude2"], 5],
  ] as const)("of %s are %s and differ from Table 1 in %s only", (axis, table, names, count) => {
    const ofAxis = ablations.filter((preset) => preset.name.startsWith(`${axis}-`));
    expect(ofAxis).toHaveLength(count);
    expect(sameConfig(ofAxis[0].config, bestPractice)).toBe(true);
    for (const { name, config, table: preset, row } of ofAxis) {
      const range = name.split("-").slice(1).map(Number);
      const changed = Object.fromEntries(names.map((parameter) => [parameter, range]));
      expect(config).toEqual({ ...bestPractice, parameters: { ...bestPractice.parameters, ...changed } });
      expect(preset).toBe(table);
      expect(row).toContain(String(range[1]));
    }
  });

  it("share no configuration except Table 1's own", () => {
    const distinct = new Set(ablations.map((preset) => configFingerprintInput(preset.config)));
    expect(distinct.size).toBe(ablations.length - 3);
  });
});

describe("visualatom-1k-recursive", () => {
  it("stands beside the ablation rows, differs from Table 1 in its recursion only, and claims no accuracy", () => {
    const { group, table, row, accuracy, description, config } = findPreset("visualatom-1k-recursive");
    expect([group, table, accuracy]).toEqual(["ablation", undefined, undefined]);
    expect([row, description]).toEqual([expect.stringContaining("D = 2"), expect.stringMatching(/^Ours/)]);
    const recursion = { depth: 2, ratio: 0.5, factor: 3 };
    expect(config).toEqual({ ...bestPractice, parameters: { ...bestPractice.parameters, recursion } });
  });
});

describe("findPreset", () => {
  it("names the nearest preset and all of them for an unknown name", () => {
    expect(() => findPreset("visualatom1k")).toThrow(ConfigError);
    expect(() => findPreset("visualatom1k")).toThrow(/did you mean visualatom-1k\? The presets are sample, /);
    expect(() => findPreset("imagenet")).toThrow(
      /^preset: "imagenet" is not a preset; the presets are .*amplitude-0-1, visualatom-1k-recursive$/,
    );
  });
});
