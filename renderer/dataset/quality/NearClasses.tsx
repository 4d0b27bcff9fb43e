/** Pairs of classes whose parameters are nearly the same. */
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { NearDuplicates } from "../../../core/likeness/nearDuplicates.ts";
import { formatCount } from "../../shared/format.ts";
import { ClassLink } from "./ClassLinks.tsx";
import classes from "./quality.module.css";

export function NearClasses({ found, config }: { found: NearDuplicates; config: DatasetConfig }) {
  const { pairs, threshold, complete, closest } = found;
  return (
    <>
      <p>
        <span className={classes.label}>Near-duplicate classes</span>{" "}
        {pairs === 0
          ? "none"
          : `${complete ? "" : "at least "}${formatCount(pairs)} ${pairs === 1 ? "pair" : "pairs"}`}
      </p>
      <p className={classes.label}>
        {pairs === 0
          ? `All classes differ by ${100 * threshold} % or more in a parameter.`
          : `No parameter of theirs differs by ${100 * threshold} %. The nearest:`}
      </p>
      {pairs > 0 && (
        <table className={classes.pairs}>
          <thead>
            <tr>
              <th scope="col">Class</th>
              <th scope="col">Class</th>
              <th scope="col">Differ by</th>
            </tr>
          </thead>
          <tbody>
            {closest.map(({ classes: [a, b], distance }) => (
              <tr key={`${a} ${b}`}>
                <td>
                  <ClassLink number={a} config={config} />
                </td>
                <td>
                  <ClassLink number={b} config={config} />
                </td>
                <td>{(100 * distance).toFixed(1)} %</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
