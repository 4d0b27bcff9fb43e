/** The address of a comparison: what it says comes back, and what it says wrongly is told. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPreset, presets } from "../../core/config/presets.ts";
import { parseConfig, sameConfig } from "../../core/config/schema.ts";
import {
  type Choice,
  choiceTitle,
  comparisonAddress,
  isComparison,
  nothingChosen,
  parseComparison,
  presetChoice,
} from "../../renderer/presets/compare/address.ts";

const design = (name: string, seed: number): Choice => ({
  kind: "design",
  name,
  config: parseConfig({ formulation: "release", classes: 12, seed, parameters: { orbits: [3, 9] } }),
});

describe("the address of a comparison", () => {
  it("leads back to the same choices, designs among them, and the same sample", () => {
    const choice = fc.oneof(
      fc.constantFrom(...presets.map(({ name }) => name)).map(presetChoice),
      fc.tuple(fc.string({ minLength: 1 }), fc.nat(1000)).map(([name, seed]) => design(name, seed)),
    );
    const view = fc.record({
      choices: fc.uniqueArray(choice, { maxLength: 6, selector: ({ config }) => JSON.stringify(config) }),
      classes: fc.integer({ min: 2, max: 1000 }),
      instances: fc.integer({ min: 1, max: 64 }),
    });
    fc.assert(
      fc.property(view, (wanted) => {
        const address = comparisonAddress(wanted);
        expect(isComparison(address)).toBe(true);
        const { view: read, problems } = parseComparison(address);
        expect(problems).toEqual([]);
        expect([read.classes, read.instances]).toEqual([wanted.classes, wanted.instances]);
        expect(read.choices.map(choiceTitle)).toEqual(wanted.choices.map(choiceTitle));
        for (const [i, { config }] of read.choices.entries())
          expect(sameConfig(config, wanted.choices[i].config)).toBe(true);
      }),
    );
  });

  it("is told from other places of the page", () => {
    for (const other of ["", "#/presets", "#/presets?of=sample", "#/gallery", "#/presets/compared"]) {
      expect(isComparison(other)).toBe(false);
      expect(parseComparison("#/presets/compare").view).toEqual(nothingChosen);
    }
  });

  it("leaves out what is wrong in it, and says so", () => {
    const many = presets.slice(0, 7).map(({ name }) => `of=${name}`);
    const { view, problems } = parseComparison(
      `#/presets/compare?of=nothing&of=${encodeURIComponent('["",{}]')}&of=[1]&of=[&${many.join("&")}&classes=1&images=x`,
    );
    expect(view.choices).toHaveLength(6);
    expect([view.classes, view.instances]).toEqual([64, 8]);
    expect(problems).toEqual([
      "There is no preset “nothing”.",
      "A design in this address cannot be read; choose it again.",
      "A design in this address cannot be read; choose it again.",
      "A design in this address cannot be read; choose it again.",
      `“${presets[6].title}” is left out: 6 are compared at a time.`,
      "1 is no number of classes: it must be 2 to 1000.",
      "x is no number of images: it must be 1 to 64.",
    ]);
  });

  it("leaves out a configuration that is there already, by whatever name", () => {
    const again = encodeURIComponent(JSON.stringify(["mine", { formulation: "rcdb", classes: 1000 }]));
    const { view, problems } = parseComparison(
      `#/presets/compare?of=visualatom-1k&of=frequency-0-20&of=visualatom-1k&of=${again}`,
    );
    const first = presets.find(({ name }) => name === "frequency-0-20")!;
    expect(sameConfig(first.config, findPreset("visualatom-1k").config)).toBe(true);
    expect(view.choices.map(choiceTitle)).toEqual(["VisualAtom-1k", "mine"]);
    expect(problems).toEqual([`“${first.title}” is there already.`, "“VisualAtom-1k” is there already."]);
  });
});
