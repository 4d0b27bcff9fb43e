import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { presets } from "../../core/config/presets.ts";
import { formulationNames, formulations } from "../../core/formulations/index.ts";
import { polylineRules } from "../../core/formulations/polylineRules.ts";

test("the check that formulations are named in their own folders only knows all of their names", () => {
  const check = readFileSync(new URL("../../scripts/formulationNames.grit", import.meta.url), "utf8");
  for (const name of formulationNames) expect(check).toContain(`\`"${name}"\``);
});

test("every formulation is registered under its own name, with columns that its classes have", () => {
  for (const [name, formulation] of Object.entries(formulations)) {
    expect(formulation.name).toBe(name);
    const configs = presets.map(({ config }) => config).filter((config) => config.formulation === name);
    const further = configs.flatMap((config) => formulation.furtherColumns?.(config) ?? []);
    const columns = [...formulation.columns, ...new Set(further)].map((column) => column.name);
    expect(new Set(columns).size).toBe(columns.length);
    if (formulation.picture === "points") continue;
    expect(formulation.rules).toEqual(expect.arrayContaining([...polylineRules]));
    // What can be swept is a column, and leads to a field that there is.
    for (const [column, { field, holds, ofTable = false }] of Object.entries(formulation.studio.sweeps)) {
      expect(columns).toContain(column);
      const reached = Object.values(formulation.fields).find(({ path }) => path === `parameters.${field}`);
      expect(reached, field).toBeDefined();
      expect(ofTable, column).toBe(reached!.unit === "px of 512");
      if (holds !== undefined) expect(columns).toContain(holds);
    }
  }
});
