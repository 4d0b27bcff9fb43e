/** From pictures to the numbers of a configuration: on samples whose numbers are known by hand. */
import { describe, expect, it } from "vitest";
import { measureClass, type SampledPicture } from "../../../core/compare/classMeasures.ts";
import { MOST_PARTNERS } from "../../../core/compare/limits.ts";
import { parameterDistance, placeOf } from "../../../core/compare/measures/parameters.ts";
import { structuralSimilarity, structureOf } from "../../../core/compare/measures/structure.ts";
import { type GreyPicture, greysOf } from "../../../core/compare/picture.ts";
import { estimatedText, measuredText, measureRows, rowsOf, sampleText } from "../../../core/compare/rows.ts";
import { circlePairs } from "../../../core/compare/statistics/pairs.ts";
import { type Summary, summaryOf } from "../../../core/compare/summary.ts";
import { findPreset } from "../../../core/config/presets.ts";
import { parseConfig } from "../../../core/config/schema.ts";
import { drawClass, formulations } from "../../../core/formulations/index.ts";
import type { RcdbClass } from "../../../core/formulations/rcdb/parameters.ts";
import type { ReleaseClass } from "../../../core/formulations/release/parameters.ts";
import { flat, grating, noise } from "../../support/madePictures.ts";

const SIDE = 48;
const config = parseConfig({ formulation: "paper", classes: 100 });

const drawn = ({ samples }: GreyPicture, ink = 0.5, bytes = 100): SampledPicture => ({ samples, ink, bytes });

/** @param classes the pictures of each */
function summary(classes: SampledPicture[][], parametersOf = (i: number) => i): Summary {
  const measured = classes.map((pictures, i) => measureClass(i, pictures, SIDE, 0));
  const structures = classes.map(([{ samples }]) => structureOf(greysOf(samples, SIDE)));
  const pairs = [...circlePairs(classes.length, MOST_PARTNERS)];
  return summaryOf({
    classes: measured,
    places: classes.map((_, i) => placeOf(config, drawClass(config, parametersOf(i)))),
    similaritiesBetween: Float32Array.from(pairs, ([a, b]) =>
      structuralSimilarity(structures[a], structures[b]),
    ),
  });
}

describe("of classes of noise, each with equal pictures", () => {
  const { measures, distributions } = summary(
    Array.from({ length: 6 }, (_, i) => [1, 2, 3].map(() => drawn(noise(SIDE, i), 0.1 * i, 100 * i))),
  );

  it("nothing varies within a class, and all of it between them", () => {
    expect(measures.similarityWithin).toMatchObject({ value: 1, standardError: 0 });
    expect(measures.distanceWithin).toMatchObject({ value: 0, standardError: 0 });
    expect(measures.spectrumWithin).toMatchObject({ value: 0 });
    expect(measures.similarityBetween!.value).toBeLessThan(0.2);
    expect(measures.distanceBetween!.value).toBeGreaterThan(0.2);
    // For nothing within there is no ratio.
    expect(measures.fisher).toBeNull();
  });

  it("tells near duplicates, blank pictures, ink and bytes as they are", () => {
    expect(measures.alikeWithin).toMatchObject({ value: 1 });
    expect(measures.alikeBetween).toMatchObject({ value: 0 });
    expect(measures.blank!.value).toBeCloseTo(1 / 6, 12);
    expect(measures.ink!.value).toBeCloseTo(0.25, 12);
    // Of 0 … 0.5 in steps of 0.1.
    expect(measures.inkBetween!.value).toBeCloseTo(Math.sqrt(0.035), 12);
    expect(measures.bytes!.value).toBe(250);
    expect(measures.colourfulness!.value).toBe(0);
  });

  it("keeps the values behind the means, in order", () => {
    expect(distributions.ink).toHaveLength(18);
    expect(distributions.similarityBetween).toHaveLength(15);
    expect(distributions.distanceWithin).toHaveLength(18);
    expect(distributions.ink).toEqual([...distributions.ink].sort((a, b) => a - b));
  });
});

describe("of classes that are all the same noise", () => {
  const { measures } = summary(
    Array.from({ length: 12 }, (_, i) =>
      Array.from({ length: 6 }, (_, j) => drawn(noise(SIDE, 100 * i + j))),
    ),
    () => 0,
  );

  it("finds nothing that the class decides", () => {
    expect(measures.fisher!.value).toBeLessThan(0.1);
    expect(measures.spectrumBetween!.value).toBeLessThan(measures.spectrumWithin!.value);
    expect(measures.parametersBetween).toMatchObject({ value: 0, standardError: 0 });
    const { similarityBetween, similarityWithin } = measures;
    expect(Math.abs(similarityBetween!.value - similarityWithin!.value)).toBeLessThan(0.02);
  });
});

describe("of gratings, one direction a class", () => {
  const { measures } = summary(
    Array.from({ length: 8 }, (_, i) =>
      [3, 5, 7, 9].map((periods) => drawn(grating(SIDE, periods, (i * Math.PI) / 8))),
    ),
  );

  it("the classes' directions are told apart", () => {
    expect(measures.fisher!.value).toBeGreaterThan(3);
    expect(measures.distanceBetween!.value).toBeGreaterThan(2 * measures.distanceWithin!.value);
  });
});

describe("where there is little", () => {
  it("of one image a class nothing is said of what is within", () => {
    const { measures } = summary(Array.from({ length: 4 }, (_, i) => [drawn(noise(SIDE, i))]));
    for (const name of [
      "similarityWithin",
      "distanceWithin",
      "inkWithin",
      "inkBetween",
      "fisher",
      "alikeWithin",
    ] as const)
      expect(measures[name]).toBeNull();
    expect(measures.similarityBetween!.standardError).not.toBeNull();
  });

  it("of one class nothing is said of what is between", () => {
    const { measures } = summary([[1, 2, 3].map((seed) => drawn(noise(SIDE, seed)))]);
    for (const name of [
      "similarityBetween",
      "parametersBetween",
      "inkBetween",
      "fisher",
      "alikeBetween",
    ] as const)
      expect(measures[name]).toBeNull();
    expect(measures.similarityWithin).toMatchObject({ standardError: null });
  });

  it("of blank pictures what cannot be told is left out", () => {
    const blank = drawn(flat(SIDE, 0), 0);
    const { measures, distributions } = summary([
      [blank, blank],
      [blank, drawn(noise(SIDE, 1))],
      [drawn(noise(SIDE, 2)), drawn(noise(SIDE, 3))],
    ]);
    expect(distributions.spectrum).toHaveLength(3);
    expect(measures.spectrum!.value).toBeLessThan(0.5);
    expect(measures.blank!.value).toBe(0.5);
    const all = summary([
      [blank, blank],
      [blank, blank],
    ]);
    expect(all.measures.spectrum).toBeNull();
    expect(all.measures.evenness).toBeNull();
    expect(all.measures.alikeBetween!.value).toBe(1);
  });
});

describe("the distance of parameters", () => {
  const between = (preset: string): number => {
    const { config: of } = findPreset(preset);
    const places = Array.from({ length: 100 }, (_, i) => placeOf(of, drawClass(of, i)));
    let sum = 0;
    for (let i = 0; i < 100; i++) sum += parameterDistance(places[i], places[(i + 1) % 100]);
    return sum / 100;
  };

  it("is 0 of a class and itself, and what one parameter spans divided by their number", () => {
    const { config: release } = findPreset("visualatom-1k-release");
    const one = drawClass(release, 0) as ReleaseClass;
    const place = placeOf(release, one);
    expect(parameterDistance(place, place)).toBe(0);
    const other = placeOf(release, { ...one, orbits: one.orbits > 100 ? one.orbits - 50 : one.orbits + 50 });
    expect(parameterDistance(place, other)).toBeCloseTo(50 / 199 / place.length, 12);
    // Vertices by their ratio.
    const more = placeOf(release, { ...one, vertices: 2 * one.vertices });
    expect(parameterDistance(place, more)).toBeCloseTo(Math.log(2) / Math.log(1000 / 3) / place.length, 12);
  });

  it("falls where a range is narrower", () => {
    expect(between("frequency-20-20")).toBeLessThan(between("frequency-10-20"));
    expect(between("frequency-10-20")).toBeLessThan(between("frequency-0-20"));
  });

  it("takes no notice of what is the same for all classes of a dataset", () => {
    // Depth, ratio and factor of the recursion, and the interval: the classes themselves are those of visualatom-1k.
    expect(between("visualatom-1k-recursive")).toBeCloseTo(between("visualatom-1k"), 12);
    const { config: paper } = findPreset("visualatom-1k");
    expect(placeOf(paper, drawClass(paper, 0))).toHaveLength(9);
  });

  it("takes no notice of the size at which a class is drawn", () => {
    const { config: paper } = findPreset("visualatom-1k");
    const small = { ...paper, imageSize: 256 };
    for (const classIndex of [0, 1, 2]) {
      const place = placeOf(small, drawClass(small, classIndex));
      expect(place).toEqual(placeOf(paper, drawClass(paper, classIndex)));
    }
  });

  it("takes no notice of what each image draws anew", () => {
    const { config: rcdb } = findPreset("rcdb-1k");
    const one = drawClass(rcdb, 0) as RcdbClass;
    const moved = { ...one, radius: one.radius + 20, ovalX: 1, centreX: 3 };
    expect(parameterDistance(placeOf(rcdb, one), placeOf(rcdb, moved))).toBe(0);
  });

  it("knows something of every formulation", () => {
    for (const [name, formulation] of Object.entries(formulations)) {
      const spans = formulation.picture === "points" ? formulation.spans : formulation.studio.sweeps;
      const columns = new Set(
        [
          ...formulation.columns,
          ...(formulation.furtherColumns?.(findPreset("visualatom-1k-recursive").config) ?? []),
        ].map((column) => column.name),
      );
      for (const [column, { span }] of Object.entries(spans)) {
        expect(span[1], `${name} ${column}`).toBeGreaterThan(span[0]);
        expect(columns, name).toContain(column);
      }
    }
  });
});

describe("as people read them", () => {
  const row = (name: string) => measureRows.find((each) => each.name === name)!;
  const measured = (value: number, half: number) => ({
    value,
    standardError: half / 2,
    low: value - half,
    high: value + half,
  });

  it("numbers stand with as many digits as their interval allows", () => {
    expect(measuredText(measured(0.31234, 0.01032), row("similarityBetween"))).toBe("0.312 ± 0.010");
    expect(measuredText(measured(41_345, 1_930), row("bytes"))).toBe("41.3 ± 1.9");
    expect(measuredText(measured(3235.2, 31.4), row("imagesPerSecond"))).toBe("3,235 ± 31");
    expect(measuredText(measured(0.123456, 0.01), row("ink"))).toBe("12.3 ± 1.0");
    expect(measuredText(measured(1, 0), row("similarityWithin"))).toBe("1.000 ± 0.000");
    expect(measuredText(measured(0, 0), row("colourfulness"))).toBe("0");
    expect(measuredText({ value: 0.5, standardError: null, low: null, high: null }, row("fisher"))).toBe(
      "0.500 ± ?",
    );
    expect(measuredText(null, row("fisher"))).toBe("–");
  });

  it("estimates of the whole dataset have both ends, the sample its size", () => {
    const gigabytes = (value: number) => `${value} GB`;
    expect(estimatedText(measured(43, 6), gigabytes)).toBe("43 GB (37 GB to 49 GB)");
    expect(estimatedText(measured(43, 0), gigabytes)).toBe("43 GB");
    expect(estimatedText({ value: 43, standardError: null, low: null, high: null }, gigabytes)).toBe("43 GB");
    const of = (classes: number, instances: number) => ({ sample: { classes, instances } });
    expect(sampleText([of(64, 8), of(64, 8)], ["a", "b"])).toBe("64 × 8 images of each");
    expect(sampleText([of(64, 1), of(64, 8), of(64, 8)], ["a", "b", "c"])).toBe(
      "64 × 8 images of each, 64 × 1 of a",
    );
  });

  it("shares have both ends", () => {
    const share = (value: number, low: number, high: number) => ({ value, standardError: 0.1, low, high });
    expect(measuredText(share(0.012, 0.0041, 0.034), row("blank"))).toBe("1.2 (0.41 to 3.4)");
    expect(measuredText(share(0.5, 0.1, 0.997), row("blank"))).toBe("50 (10 to 99.7)");
    expect(measuredText(share(0.9995, 0.997, 0.99994), row("blank"))).toBe("> 99.9 (99.7 to > 99.9)");
    expect(measuredText(share(0, 0, 0.0566), row("blank"))).toBe("0 (up to 5.7)");
    expect(measuredText(share(1, 0.943, 1), row("alikeWithin"))).toBe("100 (at least 94)");
  });

  it("every measure has a row, a meaning and, but for plain counts, a paper", () => {
    const { measures } = summary([[drawn(noise(SIDE, 1))]]);
    const names = measureRows.map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set([...Object.keys(measures), "imagesPerSecond"]));
    expect(names).toHaveLength(new Set(names).size);
    const without = measureRows.filter(({ source }) => source === undefined).map(({ name }) => name);
    expect(without.sort()).toEqual(["blank", "bytes", "imagesPerSecond", "ink", "inkBetween", "inkWithin"]);
  });

  it("colours are told of where there are some", () => {
    const grey = { measures: { colourfulness: measured(0, 0) } } as never;
    const colour = { measures: { colourfulness: measured(30, 1) } } as never;
    expect(rowsOf([grey]).some(({ name }) => name.startsWith("colour"))).toBe(false);
    expect(rowsOf([grey, colour]).filter(({ name }) => name.startsWith("colour"))).toHaveLength(3);
  });
});
