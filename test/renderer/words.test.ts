/** What configurations call by short words has plain names on the page, in every sentence of the schema too. */
import { expect, test } from "vitest";
import { fields } from "../../core/config/fields/fields.ts";
import { layouts } from "../../core/config/layouts.ts";
import { configNotes } from "../../core/config/notes.ts";
import { parseConfig, safeParseConfig } from "../../core/config/schema.ts";
import { choiceTitle, plainWords } from "../../renderer/shared/text/words.ts";

/** Words of the code that no sentence of the page may have. */
const CODE =
  /[`"]|\b(layouts?|renderer|formulation) (paper|release|lines|canvas|imagefolder|webdataset|parquet)\b/;
const camelCase = new RegExp(
  `\\b(${fields
    .map(({ path }) => path.split(".").at(-1))
    .filter((name) => /[A-Z\d]/.test(name!))
    .join("|")})\\b`,
);

test("explanations of all fields", () => {
  for (const { path, explanation } of fields) {
    expect(plainWords(explanation, path)).not.toMatch(CODE);
    expect(plainWords(explanation, path)).not.toMatch(camelCase);
  }
  const formulation = fields.find(({ path }) => path === "formulation")!;
  expect(plainWords(formulation.explanation, "formulation")).toContain("“Released script” the authors'");
});

test("one word for a formulation and for a layout is told apart", () => {
  const pixel = fields.find(({ path }) => path === "output.pixel")!;
  expect(plainWords(pixel.explanation, "output.pixel")).toContain("layout “Script's folders”");
  const frequency = fields.find(({ path }) => path === "parameters.frequency2")!;
  expect(plainWords(frequency.explanation, "parameters.frequency2")).toContain("“Released script” draws");
});

const wrong: [object, string][] = [
  [
    { parameters: { lineThickness: 2 } },
    "2 is not allowed with renderer “Lines”, which draws 1 px only; use renderer “Anti-aliased”",
  ],
  [
    { output: { layout: "release", image: "jpeg" } },
    "“JPEG” is not allowed with layout “Script's folders”, whose files are png; use “PNG” or layout “Folders”",
  ],
  [
    { formulation: "release", streams: 2, classes: 10, redrawBlank: true },
    "“Draw again” is not allowed with streams",
  ],
  [{ imageSize: 64, output: { storedSize: 128 } }, "128 is larger than image size (64)"],
  [
    { formulation: "release", streams: 2, classes: 10, output: { layout: "parquet" } },
    "“Parquet” is not allowed with streams",
  ],
];

test.each(wrong)("problems: %j", (config, sentence) => {
  const result = safeParseConfig({ formulation: "paper", ...config });
  if (result.ok) throw new Error("This configuration is allowed");
  const told = result.problems.map(({ field, message }) => plainWords(message, field));
  expect(told.find((text) => text.startsWith(sentence))).toBeDefined();
  for (const text of told) {
    expect(text).not.toMatch(CODE);
    expect(text).not.toMatch(camelCase);
  }
});

test("notes of every layout", () => {
  const told = layouts.flatMap((layout) =>
    [
      { startClass: 5, classes: 20_000, output: { layout } },
      { startClass: 99_000, classes: 2000, output: { layout } },
    ].flatMap((config) => configNotes(parseConfig({ formulation: "release", ...config }))),
  );
  expect(new Set(told.map(({ field }) => field))).toEqual(new Set(["startClass", "output.layout"]));
  for (const { field, message } of told) expect(plainWords(message, field)).not.toMatch(CODE);
  expect(told.map(({ field, message }) => plainWords(message, field)).join()).toContain(
    "choose layout “WebDataset” or “Parquet”.",
  );
});

test("every choice of every field has a title, and a field's own comes before another's", () => {
  const chosen = fields.filter((field) => field.kind === "choice" && field.path !== "schemaVersion");
  const untitled = chosen.flatMap((field) =>
    (field.kind === "choice" ? field.choices : [])
      .filter((choice) => choiceTitle(field.path, choice) === String(choice))
      .map((choice) => `${field.path}: ${choice}`),
  );
  expect(untitled).toEqual([]);
  const { explanation } = fields.find(({ path }) => path === "parameters.viewpoint")!;
  expect(plainWords(explanation, "parameters.viewpoint")).toMatch(/^“From anywhere” sees each image's model/);
});
