/** The Python package says what cannot be done, and what to do instead. */
import { describe, expect, it } from "vitest";
import type { ConfigError } from "../../core/config/errors.ts";
import { findPreset } from "../../core/config/presets.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { temporaryFolder } from "../support/folders.ts";
import { runWithPackage, whyNoPackage } from "../support/python.ts";

function refusalOf(preset: string): string {
  return messageOf(() => findPreset(preset));
}

function problemsOf(document: unknown): string {
  return messageOf(() => parseConfig(document));
}

function messageOf(attempt: () => unknown): string {
  try {
    attempt();
    return "none";
  } catch (error) {
    return (error as ConfigError).message;
  }
}

describe.skipIf(whyNoPackage() !== null)("refusals in Python", () => {
  it("name what came, what is allowed and the way out", () => {
    expect(runWithPackage("refusals.py", { folder: temporaryFolder() })).toEqual({
      "beyond the end": "IndexError: index 100 is not one of -100 … 99",
      "before the start": "IndexError: index -101 is not one of -100 … 99",
      slice: "TypeError: the index is slice; it must be an integer",
      float: "TypeError: the index is float; it must be an integer",
      class: "IndexError: label 10 is not one of 0 … 9",
      "class of text": "TypeError: the label is str; it must be an integer",
      preset: `ConfigError: ${refusalOf("visualatom-2k")}`,
      stream:
        "ConfigError: streams: 10 is not allowed here: an image of an exact stream cannot be drawn without all before it; store the dataset with `visualatom generate`, or take a preset without streams",
      canvas:
        'ConfigError: renderer: "canvas" is not allowed here, where there is no such library; use renderer="lines"',
      jpeg: 'ConfigError: output.image: "jpeg" is not allowed here: what it loses is the canvas library\'s; use image="png", or store the dataset with `visualatom generate`',
      override:
        "TypeError: store_size is no field that can be changed; those are classes, instances, seed, image_size, redraw_blank, stored_size, resample, renderer, image",
      "override's value":
        'ConfigError: classes: "many" is not allowed; it must be an integer from 1 to 1,000,000',
      source:
        "TypeError: the source is int; give the name of a preset, the path of a JSON file, or a mapping",
      file: expect.stringMatching(/^FileNotFoundError: .*FOLDER\/missing\.json/),
      "no JSON": expect.stringMatching(
        /^ValueError: FOLDER\/broken\.json: not valid JSON \(.*line 1 column 2/,
      ),
      NaN: "ValueError: FOLDER/nan.json: not valid JSON (NaN is no JSON)",
      "field of a file": "ConfigError: FOLDER/field.json:\nsed: unknown field; did you mean seed?",
      "number without an end": `ConfigError: ${problemsOf({ formulation: "paper", classes: Number.POSITIVE_INFINITY })}`,
      "numbers without an end in a file": `ConfigError: FOLDER/long.json:\n${problemsOf({
        formulation: "paper",
        seed: Number.NEGATIVE_INFINITY,
        instances: [Number.POSITIVE_INFINITY],
      })}`,
      description:
        "ConfigError: FOLDER/dataset.json:\nconfiguration: is missing; it must be an object of configuration fields",
    });
  });
});
