import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formulationNames, formulations } from "../../core/formulations/index.ts";

test("the check that formulations are named in their own folders only knows all of their names", () => {
  const check = readFileSync(new URL("../../scripts/formulationNames.grit", import.meta.url), "utf8");
  for (const name of formulationNames) expect(check).toContain(`\`"${name}"\``);
});

test("every formulation is registered under its own name, with columns that its classes have", () => {
  for (const [name, formulation] of Object.entries(formulations)) {
    expect(formulation.name).toBe(name);
    const columns = formulation.columns.map((column) => column.name);
    expect(new Set(columns).size).toBe(columns.length);
    // What can be swept is a column, and leads to a field that there is.
    for (const [column, { field, holds }] of Object.entries(formulation.studio.sweeps)) {
      expect(columns).toContain(column);
      expect(Object.keys(formulation.fields)).toContain(field);
      if (holds !== undefined) expect(columns).toContain(holds);
    }
  }
});
