/** Distributions over each other: of each a line, one of them marked; their numbers on hover. */
import { useElementSize } from "@mantine/hooks";
import { type PointerEvent, useMemo, useState } from "react";
import { HorizontalAxis, type Margins } from "./Axes.tsx";
import { type Bins, binOf, countBins, makeBins } from "./bins.ts";
import classes from "./plots.module.css";
import { formatTick, linearScale, niceTicks } from "./scale.ts";

export interface Series {
  name: string;
  values: readonly number[];
}

export interface DistributionsProps {
  /** What is distributed, for people who hear the plot: its name and what is told of each series. */
  label: string;
  unit: string;
  series: readonly Series[];
  /** Place of the one that stands out. */
  marked: number;
  height?: number;
}

/** By which lines are told apart, in their order. */
export const dashes = ["none", "7 3", "2 2", "9 3 2 3", "1 4", "14 4"] as const;

const margins: Margins = { left: 2, right: 2, top: 6, bottom: 17 };

export function Distributions({ label, unit, series, marked, height = 120 }: DistributionsProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [hovered, setHovered] = useState<number | null>(null);
  const { bins, shares } = useMemo(() => binned(series), [series]);
  const x = linearScale(bins.from, bins.to, margins.left, Math.max(margins.left, width - margins.right));
  const base = height - margins.bottom;
  const largest = shares.reduce((most, of) => of.reduce((a, b) => Math.max(a, b), most), 0) || 1;
  const y = linearScale(0, largest, base, margins.top);
  const ticks = niceTicks(bins.from, bins.to, Math.max(2, Math.floor(width / 56)));
  const order = series.map((_, i) => i).filter((i) => i !== marked);
  const outlines = series.map(({ values }, i) =>
    values.length === 0 ? undefined : outline(bins, shares[i], x.toPixels, y.toPixels),
  );

  function look(event: PointerEvent<SVGSVGElement>): void {
    const { left } = event.currentTarget.getBoundingClientRect();
    setHovered(binOf(bins, x.toValue(event.clientX - left)));
  }

  return (
    <div ref={ref} className={classes.plot} style={{ height }}>
      {width > 0 && (
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={height}
          onPointerMove={look}
          onPointerLeave={() => setHovered(null)}
        >
          <rect className={classes.surface} width={width} height={height} />
          {outlines[marked] !== undefined && <path className={classes.area} d={outlines[marked]} />}
          {/* The marked one last, over the others. */}
          {[...order, marked].map((i) =>
            outlines[i] === undefined ? null : (
              <path
                key={series[i].name}
                className={i === marked ? classes.line : classes.lineFine}
                strokeDasharray={dashes[i]}
                d={outlines[i]}
              />
            ),
          )}
          <HorizontalAxis scale={x} ticks={ticks} at={base} />
          {hovered !== null && (
            <line
              className={classes.cursor}
              x1={x.toPixels(bins.from + (hovered + 0.5) * bins.width)}
              x2={x.toPixels(bins.from + (hovered + 0.5) * bins.width)}
              y1={margins.top}
              y2={base}
            />
          )}
        </svg>
      )}
      {hovered !== null && (
        <div
          className={classes.readout}
          // Not over what is looked at.
          style={2 * hovered >= bins.count ? { left: 0, right: "auto" } : undefined}
          aria-hidden="true"
        >
          {binName(bins, hovered)} {unit}
          {series.map(({ name }, i) => (
            <div key={name}>
              {name} {(100 * shares[i][hovered]).toFixed(1)} %
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** In common bins, the share of each series' values in each; all 0 of one without values. */
function binned(series: readonly Series[]): { bins: Bins; shares: number[][] } {
  const some = series.filter(({ values }) => values.length > 0);
  // Sorted, as they come.
  const low = Math.min(...some.map(({ values }) => values[0]));
  const high = Math.max(...some.map(({ values }) => values[values.length - 1]));
  const bins = some.length === 0 ? makeBins(0, 0, false) : binsFor(low, high, some);
  const shares = series.map(({ values }) =>
    countBins(bins, values).map((count) => count / Math.max(1, values.length)),
  );
  return { bins, shares };
}

const FEWEST_BINS = 8;
const MOST_BINS = 24;

/** As many as the smallest of them fills: twice the cube root of its number of values (Rice's rule). */
function binsFor(low: number, high: number, series: readonly Series[]): Bins {
  if (high <= low) return makeBins(low, high, false);
  const fewest = Math.min(...series.map(({ values }) => values.length));
  const count = Math.min(MOST_BINS, Math.max(FEWEST_BINS, Math.round(2 * Math.cbrt(fewest))));
  return { from: low, to: high, width: (high - low) / count, count };
}

/** From the base line over the middle of each bin, and back to it. */
function outline(
  bins: Bins,
  shares: readonly number[],
  toX: (value: number) => number,
  toY: (share: number) => number,
): string {
  const points = shares.map((share, bin) => [bins.from + (bin + 0.5) * bins.width, share]);
  return [[bins.from, 0], ...points, [bins.to, 0]]
    .map(([value, share], i) => `${i === 0 ? "M" : "L"}${toX(value).toFixed(1)} ${toY(share).toFixed(1)}`)
    .join("");
}

function binName(bins: Bins, bin: number): string {
  const [from, to] = [bin, bin + 1].map((edge) => Number((bins.from + edge * bins.width).toPrecision(3)));
  return `${formatTick(from)}–${formatTick(to)}`;
}
