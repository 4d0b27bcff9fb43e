/** All fields of the configuration, grouped as in the paper: per class, per image, then the dataset and its files. */
import type { FieldGroup } from "../../../core/config/fields/field.ts";
import { fieldsOf } from "../../../core/config/fields/fields.ts";
import type { DatasetConfig, FormulationName } from "../../../core/config/parameters.ts";
import { resetValue, shownValue, valueAt, withFormulation } from "../../editing/draft.ts";
import type { Draft } from "../../editing/useDraft.tsx";
import classes from "../design.module.css";
import { ParameterRow } from "./ParameterRow.tsx";
import { useGradually } from "./useGradually.ts";

const groupTitles: [FieldGroup, string][] = [
  ["class", "Drawn for each class"],
  ["image", "Drawn for each image"],
  ["dataset", "Dataset"],
  ["output", "Output"],
];

const none: readonly never[] = [];

export interface ParameterListProps {
  draft: Draft;
  /** What changes are marked against, and what it is called beside the fields. */
  base: DatasetConfig;
  baseName: string;
}

export function ParameterList({ draft, base, baseName }: ParameterListProps) {
  const formulation = valueAt(draft.document, "formulation") as FormulationName;
  // The version is no one's choice, so it has no row.
  const shown = fieldsOf(formulation).filter(({ path }) => path !== "schemaVersion");

  function change(path: string, value: unknown, gesture: string): void {
    if (path === "formulation" && draft.config !== null) {
      draft.replace(withFormulation(draft.config, value as FormulationName));
      return;
    }
    draft.change(path, value, gesture);
  }

  // The pictures come first: two dozen rows of controls take several frames.
  const groups = useGradually(groupTitles.length);
  return (
    <div className={classes.parameters}>
      {groupTitles.slice(0, groups).map(([group, title]) => (
        <section key={group} className={classes.group} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`} className={classes.groupTitle}>
            {title}
          </h2>
          {shown
            .filter((field) => field.group === group)
            .map((field) => (
              <ParameterRow
                key={`${formulation} ${field.path}`}
                field={field}
                value={shownValue(draft.document, field)}
                resetTo={resetValue(field, base)}
                baseName={baseName}
                problems={draft.problems.get(field.path) ?? none}
                note={draft.notes.get(field.path)}
                idle={draft.idle.get(field.path)}
                onChange={field.path === "formulation" ? change : draft.change}
                onEnd={draft.endGesture}
              />
            ))}
        </section>
      ))}
    </div>
  );
}
