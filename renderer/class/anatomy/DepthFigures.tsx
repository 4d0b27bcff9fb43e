/** A recursive wave taken apart: each depth's own term, and the first orbit with the depths up to it. */
import { useElementSize } from "@mantine/hooks";
import type { Anatomy } from "../../../core/studio/api.ts";
import { DepthCurve } from "../../plots/DepthCurve.tsx";
import { ParameterSymbol } from "../../shared/ParameterSymbol.tsx";
import classes from "../class.module.css";
import { closedPath, fitPoints } from "../pixels/fit.ts";

/** Of an orbit and of the curve beside it, px. */
const SIDE = 132;
const PADDING = 8;

export function DepthFigures({ anatomy }: { anatomy: Anatomy }) {
  const { depths, ellipse } = anatomy;
  const { ref, width } = useElementSize<HTMLOListElement>();
  // One scale for all, so that one sees how much each depth adds.
  const fit = fitPoints([ellipse, ...depths.map(({ curve }) => curve)], SIDE, PADDING);
  const largest = depths.reduce(
    (most, { wave }) => wave.reduce((more, value) => Math.max(more, Math.abs(value)), most),
    0,
  );
  return (
    <section aria-label="Depths">
      <p className={classes.note}>
        The wave’s depths, each <ParameterSymbol>ρ</ParameterSymbol> times as large and{" "}
        <ParameterSymbol>m</ParameterSymbol> times as fine as the one before. Left the orbit with the depths
        up to this one, without noise.
      </p>
      <ol ref={ref} className={classes.depths}>
        {depths.map(({ formula, wave, curve }, d) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a depth is its number
          <li key={d} className={classes.depth}>
            <svg
              width={SIDE}
              height={SIDE}
              className={classes.figure}
              role="img"
              aria-label={`The first orbit up to depth ${d}`}
            >
              <path className={classes.ellipse} d={closedPath(ellipse, fit)} />
              <path className={classes.wave} d={closedPath(curve, fit)} />
            </svg>
            <figure>
              <figcaption>
                <ParameterSymbol>d</ParameterSymbol> = {d}: {formula}
              </figcaption>
              <DepthCurve
                wave={wave}
                largest={largest}
                width={Math.max(0, width - SIDE - 12)}
                height={SIDE - 24}
                label={`Wave of depth ${d}: ${formula}`}
              />
            </figure>
          </li>
        ))}
      </ol>
    </section>
  );
}
