/** A histogram for each class parameter; a drag on one filters the gallery. */
import { Button, CloseButton } from "@mantine/core";
import { useId, useState } from "react";
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
      {table.columns.map((column) => (
        <Filter
          key={column.name}
          column={column}
          matching={filtered ? matching : undefined}
          range={filters[column.name] ?? null}
          onRange={(range) => onFilter(column.name, range)}
        />
      ))}
    </Panel>
  );
}

interface FilterProps {
  column: ClassTable["columns"][number];
  matching: Uint32Array | undefined;
  range: readonly [number, number] | null;
  onRange(range: [number, number] | null): void;
}

function Filter({ column, matching, range, onRange }: FilterProps) {
  const { symbol, label, unit, integer, values } = column;
  const [low, high] = extent(values);
  const [problem, setProblem] = useState<string | null>(null);
  const problemId = useId();
  return (
    <section className={classes.filter} aria-label={label}>
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
              onRange={onRange}
              onProblem={setProblem}
              problemId={problemId}
            />
          ) : (
            formatTick(Number(low.toPrecision(3)))
          )}{" "}
          {unit}
        </span>
        {range !== null && (
          <CloseButton size="xs" aria-label={`Clear filter of ${label}`} onClick={() => onRange(null)} />
        )}
      </div>
      <p className={classes.filterProblem} id={problemId} role="status">
        {problem}
      </p>
      {low < high && (
        <Histogram
          label={label}
          unit={unit}
          values={values}
          integer={integer}
          matching={matching}
          selection={range}
          onSelect={onRange}
        />
      )}
    </section>
  );
}
