/** One term of Φ(θ) over 0…2π, on a scale that it shares with the others. */
import { useMemo } from "react";
import { type Margins, VerticalAxis } from "./Axes.tsx";
import classes from "./plots.module.css";
import { linearScale, niceTicks } from "./scale.ts";

export interface DepthCurveProps {
  /** At angles evenly spaced over [0, 2π). */
  wave: readonly number[];
  /** Of all terms, without sign. */
  largest: number;
  /** px */
  width: number;
  height: number;
  label: string;
}

const margins: Margins = { left: 44, right: 14, top: 4, bottom: 4 };
const TICKS = 5;

export function DepthCurve({ wave, largest, width, height, label }: DepthCurveProps) {
  const high = largest || 1;
  const y = linearScale(-high, high, height - margins.bottom, margins.top);
  const path = useMemo(() => {
    const toX = linearScale(0, wave.length, margins.left, Math.max(margins.left, width - margins.right));
    const toY = linearScale(-high, high, height - margins.bottom, margins.top);
    // The curve is closed: its first point comes again at 2π.
    const points = [...wave, wave[0] ?? 0].map(
      (value, i) => `${toX.toPixels(i).toFixed(1)} ${toY.toPixels(value).toFixed(1)}`,
    );
    return `M${points.join("L")}`;
  }, [wave, high, width, height]);
  if (width === 0) return null;
  return (
    <div className={classes.plot} style={{ height }}>
      <svg width={width} height={height} role="img" aria-label={label}>
        <VerticalAxis scale={y} ticks={niceTicks(-high, high, TICKS)} at={margins.left} />
        <line
          className={classes.zero}
          x1={margins.left}
          x2={width - margins.right}
          y1={y.toPixels(0)}
          y2={y.toPixels(0)}
        />
        <path className={classes.lineFine} d={path} />
      </svg>
    </div>
  );
}
