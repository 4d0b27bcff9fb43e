/** How what is measured is distributed, the configurations over each other. */
import { useMemo } from "react";
import type { Comparison, DistributionName } from "../../../core/compare/comparison.ts";
import { groupTitles, measuredText, measureRows, rowsOf } from "../../../core/compare/rows.ts";
import { Distributions } from "../../plots/index.ts";
import classes from "./compare.module.css";

const names: readonly DistributionName[] = [
  ...(["similarityBetween", "similarityWithin", "distanceBetween", "distanceWithin"] as const),
  ...(["parametersBetween", "ink", "edges", "evenness", "spectrum", "colourfulness"] as const),
];

export interface PlotsProps {
  comparison: Comparison;
  titles: readonly string[];
  marked: number;
}

export function Plots({ comparison, titles, marked }: PlotsProps) {
  const { configurations } = comparison;
  const told = new Set(rowsOf(configurations).map(({ name }) => name));
  const shown = names.filter(
    (name) => told.has(name) && configurations.some(({ distributions }) => distributions[name].length > 0),
  );
  return (
    <section aria-label="Distributions">
      <h2 className={classes.heading}>Distributions</h2>
      <div className={classes.plotGrid}>
        {shown.map((name) => (
          <Plot key={name} name={name} comparison={comparison} titles={titles} marked={marked} />
        ))}
      </div>
    </section>
  );
}

function Plot({ name, comparison, titles, marked }: PlotsProps & { name: DistributionName }) {
  const { configurations } = comparison;
  const row = measureRows.find((each) => each.name === name)!;
  const { label, unit, factor, group } = row;
  const isOfPairs = group === "between" || group === "within";
  const title = isOfPairs ? `${label}, ${groupTitles[group].toLowerCase()}` : label;
  const series = useMemo(
    () =>
      configurations.map(({ distributions }, i) => ({
        name: titles[i],
        values: distributions[name].map((value) => value * factor),
      })),
    [configurations, titles, name, factor],
  );
  const means = configurations.map(
    ({ measures }, i) => `${titles[i]} ${measuredText(measures[name], row)} in the mean`,
  );
  return (
    <figure className={classes.plot}>
      <figcaption className={classes.plotTitle}>
        {title}
        {unit !== "" && <span className={classes.unit}> {unit}</span>}
      </figcaption>
      <Distributions
        label={`${title}${unit === "" ? "" : `, ${unit}`}: ${means.join("; ")}`}
        unit={unit}
        series={series}
        marked={marked}
      />
    </figure>
  );
}
