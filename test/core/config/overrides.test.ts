/** Comparing configurations and changing single fields of them. */
import { describe, expect, it } from "vitest";
import { fieldsOf } from "../../../core/config/fields/fields.ts";
import type { DatasetConfig, FormulationName } from "../../../core/config/parameters.ts";
import {
  applyOverrides,
  type ConfigOverrides,
  configFingerprintInput,
  defaultConfig,
  parseConfig,
  sameConfig,
} from "../../../core/config/schema.ts";

const formulations: FormulationName[] = ["paper", "release", "rcdb"];

const settable = formulations.flatMap((formulation) =>
  fieldsOf(formulation)
    .filter((field) => field.path !== "formulation")
    .map((field) => ({ formulation, field, path: field.path })),
);

describe("comparison", () => {
  const reversed = (value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, item]) => [key, reversed(item)]),
        )
      : value;

  it("takes no notice of the order of fields", () => {
    const config = defaultConfig("release");
    const other = reversed(config) as DatasetConfig;
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(config));
    expect(configFingerprintInput(other)).toBe(configFingerprintInput(config));
    expect(sameConfig(config, other)).toBe(true);
  });

  it.each(settable.filter(({ field }) => field.kind !== "choice"))(
    "tells configurations apart by $path of $formulation",
    ({ formulation, field, path }) => {
      const config = defaultConfig(formulation);
      const other = structuredClone(config) as unknown as Record<string, Record<string, unknown>>;
      const [head, tail] = path.split(".");
      const changed = field.kind === "range" ? [0.25, 0.75] : 99;
      if (tail === undefined) Object.assign(other, { [head]: changed });
      else other[head][tail] = changed;
      expect(sameConfig(config, other as unknown as DatasetConfig)).toBe(false);
    },
  );

  it("keeps the order of a range", () => {
    expect(configFingerprintInput(defaultConfig("paper"))).toContain('"orbits":[1,200]');
  });
});

describe("overrides", () => {
  const paper = defaultConfig("paper");
  const exact = parseConfig({ formulation: "release", streams: 20 });

  it("change the named fields and leave the rest and the original alone", () => {
    const before = structuredClone(paper);
    const config = applyOverrides(paper, {
      classes: 7,
      seed: 5,
      renderer: "canvas",
      image: "jpeg",
      quality: 60,
    });
    expect(config).toEqual({
      ...paper,
      classes: 7,
      seed: 5,
      renderer: "canvas",
      output: { ...paper.output, image: "jpeg", quality: 60 },
    });
    expect(paper).toEqual(before);
  });

  it("that are undefined change nothing", () => {
    expect(applyOverrides(paper, { classes: undefined, layout: undefined, storedSize: undefined })).toEqual(
      paper,
    );
  });

  it("can take a stored size back to null", () => {
    const small = applyOverrides(paper, { storedSize: 128 });
    expect(applyOverrides(small, { storedSize: null })).toEqual(paper);
  });

  it("with layout release bring its png and RGB along", () => {
    const jpeg = applyOverrides(paper, { image: "jpeg" });
    expect(applyOverrides(jpeg, { layout: "release" }).output).toEqual({
      ...paper.output,
      layout: "release",
      image: "png",
      pixel: "rgb",
    });
  });

  const refused: [string, DatasetConfig, ConfigOverrides, string][] = [
    ["layout release with grey pixels", paper, { layout: "release", pixel: "gray" }, "output.pixel"],
    ["layout release with jpeg", paper, { layout: "release", image: "jpeg" }, "output.image"],
    ["classes that streams cannot share", exact, { classes: 30 }, "classes"],
    [
      "an image size below the stored size",
      applyOverrides(paper, { storedSize: 256 }),
      { imageSize: 128 },
      "output.storedSize",
    ],
    ["too many images", paper, { classes: 1_000_000, instances: 1_000_000 }, "classes"],
    ["a fraction of a class", paper, { classes: 1.5 }, "classes"],
    ["a field that cannot be overridden", paper, { depth: 8 } as ConfigOverrides, "output.depth"],
  ];

  it.each(refused)("refuse %s", (_name, config, overrides, field) => {
    expect(() => applyOverrides(config, overrides)).toThrow(`${field}: `);
  });
});
