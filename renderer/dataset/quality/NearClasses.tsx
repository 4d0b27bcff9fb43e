/** Pairs of classes whose parameters are nearly the same, each a way to see them side by side. */
import type { NearDuplicates } from "../../../core/likeness/nearDuplicates.ts";
import { formatCount } from "../../shared/text/format.ts";
import { useDatasetView } from "../useDatasetView.ts";
import classes from "./quality.module.css";

export function NearClasses({ found }: { found: NearDuplicates }) {
  const { view, change } = useDatasetView();
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
              <th scope="col">Classes</th>
              <th scope="col">Differ by</th>
            </tr>
          </thead>
          <tbody>
            {closest.map(({ classes: pair, distance }) => (
              <tr key={pair.join(" ")}>
                <td>
                  <button
                    type="button"
                    className={classes.link}
                    aria-current={view?.pair?.join() === pair.join()}
                    onClick={() => change({ pair, picture: null })}
                  >
                    {pair[0]} and {pair[1]}
                  </button>
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
