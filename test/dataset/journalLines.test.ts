/** What a line of a journal may say: numbers that count something, of images as there can be. */
import { describe, expect, it } from "vitest";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { type JournalEntry, lineOf, parseLine } from "../../main/dataset/journal/journalLines.ts";
import { tonesFit } from "../../main/dataset/journal/plausible.ts";
import { packToneSums, type ToneSums } from "../../workers/toneSums.ts";

const entry: JournalEntry = {
  ...{ unit: 0, class: 0, first: 0, count: 3, bytes: 500, blank: 1 },
  ...{ ink: 40, grey: 900, redrawn: 1, diverging: 1, columns: [1], digest: "ab".repeat(32) },
  parameters: { formulation: "release", vertices: 300, orbits: 20, amplitude1: 0.5 } as never,
};

describe("a line", () => {
  const read = (fields: object): unknown => parseLine(lineOf({ ...entry, ...fields }).trimEnd());

  it("is read as it was written", () => {
    expect(read({})).toMatchObject(entry);
  });

  it.each(["unit", "class", "first", "count", "bytes", "blank", "ink", "grey", "redrawn", "diverging"])(
    "has a count as its %s, or says nothing",
    (field) => {
      for (const value of [null, -1, 1.5, 2 ** 60, "3", "0/../../x", [0], {}, true])
        expect(read({ [field]: value }), JSON.stringify(value)).toBeNull();
    },
  );

  it.each(["vertices", "orbits"])("has a count as its class's %s, or says nothing", (name) => {
    for (const value of [null, -1, 1.5, "3", "x/../../a", [3], {}])
      expect(read({ parameters: { ...entry.parameters, [name]: value } }), `${value}`).toBeNull();
  });

  it("has a class of numbers, or says nothing", () => {
    for (const value of ["x/../../a", null, {}, ["x"], true])
      expect(read({ parameters: { ...entry.parameters, amplitude1: value } }), `${value}`).toBeNull();
    for (const parameters of [null, 3, "x", [], { vertices: 3 }]) expect(read({ parameters })).toBeNull();
  });
});

describe("tones", () => {
  const config = parseConfig({ formulation: "paper", classes: 3, instances: 9, imageSize: 16 });
  const small: DatasetConfig = { ...config, output: { ...config.output, storedSize: 8 } };
  const believed = (fields: object, of = config): boolean => tonesFit(of, { ...entry, ...fields });

  it("are believed where images can have them", () => {
    expect(believed({})).toBe(true);
    expect(believed({ ink: 512, grey: 3 * 256 * 255 })).toBe(true);
    expect(believed({ blank: 3, ink: 0, grey: 0 })).toBe(true);
    // Lines of the first version were not measured.
    expect(believed({ ink: undefined, grey: undefined })).toBe(true);
  });

  it.each([
    { blank: 4 },
    { blank: 3, ink: 1 },
    { ink: 1 },
    { ink: 513 },
    { grey: 3 * 256 * 255 + 1 },
    { redrawn: 4 },
    { diverging: 4 },
  ])("are not believed where none can: %j", (fields) => {
    expect(believed(fields)).toBe(false);
  });

  it("are those of images as they are stored", () => {
    expect(believed({ ink: 128 }, small)).toBe(true);
    expect(believed({ ink: 129 }, small)).toBe(false);
  });

  const tones = (sums: Partial<ToneSums>): ToneSums => ({
    ...{ images: 1, blank: 0, redrawn: 0, ink: 20, grey: 450, diverging: 0 },
    ...sums,
  });
  const blank = tones({ blank: 1, redrawn: 1, ink: 0, grey: 0 });
  const packed = (...all: [number, ToneSums][]): object => ({ classTones: packToneSums(new Map(all)) });

  it("of classes make up the whole run", () => {
    expect(believed(packed([0, tones({})], [1, blank], [2, tones({})]))).toBe(true);
    expect(believed(packed([0, tones({})], [1, blank]))).toBe(false);
    expect(believed(packed([0, tones({})], [1, blank], [2, tones({ ink: 21 })]))).toBe(false);
    expect(believed(packed([0, tones({})], [1, blank], [3, tones({})]))).toBe(false);
    expect(believed(packed([0, tones({ images: 0 })], [1, blank], [2, tones({ images: 2 })]))).toBe(false);
    for (const classTones of ["", "gA==", "/////////////////////w=="])
      expect(believed({ classTones })).toBe(false);
  });
});
