/** The field table and the documentation made from it. */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { configurationMarkdown } from "../../../core/config/fields/fieldDocs.ts";
import { fieldAt, fields } from "../../../core/config/fields/fields.ts";

describe("documentation", () => {
  it("docs/configuration.md is made from the field table (UPDATE_DOCS=1 writes it)", () => {
    const file = new URL("../../../docs/configuration.md", import.meta.url);
    if (process.env.UPDATE_DOCS === "1") writeFileSync(file, configurationMarkdown());
    expect(readFileSync(file, "utf8")).toBe(configurationMarkdown());
  });

  it("explains every field in one sentence", () => {
    for (const field of fields) expect(field.explanation, field.path).toMatch(/^[A-Z`8].*[^.]\.$/);
  });

  it("finds a field by its path", () => {
    expect(fieldAt("parameters.orbits")).toMatchObject({ symbol: "K", min: 1, max: 10_000 });
  });
});
