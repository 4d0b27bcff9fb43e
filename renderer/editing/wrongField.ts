/** The field of Design that has to be corrected before anything is made of the design at hand. */
import { fieldsOf } from "../../core/config/fields/fields.ts";
import { formulationNames } from "../../core/formulations/index.ts";
import { openAtField } from "../shell/openAtField.ts";
import type { Draft } from "./useDraft.tsx";

/** One sentence, or null where nothing is wrong. */
export function wrongField({ config, document, problems }: Draft): string | null {
  if (config !== null) return null;
  const formulation = formulationNames.find((name) => name === document.formulation) ?? formulationNames[0];
  const field = fieldsOf(formulation).find(({ path }) => problems.has(path));
  if (field) return `Correct “${field.label}” in Design first.`;
  return "Some values in Design do not go together; correct them first.";
}

/** Opens Design with the cursor in the first field that is wrong, once it is there. */
export function showWrongField(): void {
  openAtField("design", 'main [aria-invalid="true"]');
}
