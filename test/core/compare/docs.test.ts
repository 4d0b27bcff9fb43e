/** The table of measures in the documentation is the one that the program uses. */
import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { measuresMarkdown } from "../../../core/compare/measureDocs.ts";
import { measureRows } from "../../../core/compare/rows.ts";

it("docs/compare.md has every measure (UPDATE_DOCS=1 writes it)", () => {
  const file = new URL("../../../docs/compare.md", import.meta.url);
  const text = readFileSync(file, "utf8");
  const made = text.replace(/(<!-- measures:.*-->\n)[\s\S]*?(<!-- end -->)/, `$1${measuresMarkdown()}$2`);
  if (process.env.UPDATE_DOCS === "1") writeFileSync(file, made);
  expect(readFileSync(file, "utf8")).toBe(made);
});

it("every measure is explained in sentences", () => {
  for (const { meaning, name } of measureRows) expect(meaning, name).toMatch(/^[A-Zα0-9].*\.$/);
});
