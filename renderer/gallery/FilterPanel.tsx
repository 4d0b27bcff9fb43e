/** A histogram for each class parameter; a drag on one filters the gallery. */
import { Button, CloseButton } from "@mantine/core";
import type { ClassTable } from "../../core/studio/api.ts";
import { extent } from "../plots/bins.ts";
import { Histogram } from "../plots/Histogram.tsx";
import { RangeFields } from "../plots/RangeFields.tsx";
import { formatTick } from "../plots/scale.ts";
import { ParameterSymbol } from "../shared/ParameterSymbol.tsx";
import type { Filters } from "./filtering.ts";
import classes from "./gallery.module.css";

export interface FilterPanelProps {
  table: ClassTable;
  /** Places of the classes that match, for the strong bars. */
  matching: Uint32Array;
  filters: Filters;
  onFilter: (column: string, range: [number, number] | null) => void;
  onClear: () => void;
  /** Within a panel that is there already. */
  plain?: boolean;
}

export function FilterPanel(props: FilterPanelProps) {
  const { table, matching, filters, onFilter, onClear, plain } = props;
  const filtered = Object.keys(filters).length > 0;
  const Panel = plain ? "section" : "aside";
  return (
    <Panel className={plain ? undefined : classes.inspector} aria-label="Filters">
      <h2 className={classes.inspectorTitle}>
        Parameters
        {filtered && (
          <Button size="compact-xs" variant="subtle" onClick={onClear}>
            Clear filters
          </Button>
        )}
      </h2>
      {table.columns.map(({ name, symbol, label, unit, integer, values }) => {
        const [low, high] = extent(values);
        const range = filters[name] ?? null;
        return (
          <section key={name} className={classes.filter} aria-label={label}>
            <div className={classes.filterHead}>
              <span className={classes.filterSymbol} aria-hidden="true">
                <ParameterSymbol>{symbol}</ParameterSymbol>
              </span>
              <span>{label}</span>
              <span className={classes.filterRange}>
                {low < high ? (
                  <RangeFields
                    label={label}
                    integer={integer}
                    limits={[low, high]}
                    range={range}
                    onRange={(next) => onFilter(name, next)}
                  />
                ) : (
                  formatTick(Number(low.toPrecision(3)))
                )}{" "}
                {unit}
              </span>
              {range !== null && (
                <CloseButton
                  size="xs"
                  aria-label={`Clear filter of ${label}`}
                  onClick={() => onFilter(name, null)}
                />
              )}
            </div>
            {low < high && (
              <Histogram
                label={label}
                unit={unit}
                values={values}
                integer={integer}
                matching={filtered ? matching : undefined}
                selection={range}
                onSelect={(next) => onFilter(name, next)}
              />
            )}
          </section>
        );
      })}
    </Panel>
  );
}
