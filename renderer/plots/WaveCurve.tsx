/** Φ(θ) of one orbit as a curve over 0…2π: the smooth wave, and the quantized one with its noise. */
import { useElementSize } from "@mantine/hooks";
import { useMemo } from "react";
import { HorizontalAxis, type Margins, VerticalAxis } from "./Axes.tsx";
import classes from "./plots.module.css";
import { formatTick, linearScale, niceStep, niceTicks } from "./scale.ts";

export interface WaveCurveProps {
  /** θ_i, rad in [0, 2π), in order. */
  theta: readonly number[];
  /** Φ(θ_i) as drawn, noise included. */
  wave: readonly number[];
  /** Φ(θ_i) without noise. */
  smoothWave: readonly number[];
  /** Unit of Φ: "" for the paper, px for the released script. */
  unit?: string;
  height?: number;
  /** Index of the vertex that is pointed at, shared with the pictures beside the plot. */
  hovered: number | null;
  onHover: (index: number | null) => void;
}

const margins: Margins = { left: 44, right: 14, top: 20, bottom: 32 };
const TICKS = 5;
const angleNames: [number, string][] = [
  [0, "0"],
  [Math.PI / 2, "π/2"],
  [Math.PI, "π"],
  [(3 * Math.PI) / 2, "3π/2"],
  [2 * Math.PI, "2π"],
];

export function WaveCurve(props: WaveCurveProps) {
  const { theta, wave, smoothWave, unit = "", height = 180, hovered, onHover } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const plot = useMemo(
    () => layout(theta, wave, smoothWave, width, height),
    [theta, wave, smoothWave, width, height],
  );
  const shown = hovered !== null && hovered < theta.length ? hovered : null;

  return (
    <div ref={ref} className={classes.plot} style={{ height }}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`Φ(θ) of the first orbit at its ${theta.length} vertices, from ${formatTick(plot.low)} to ${formatTick(plot.high)} ${unit}`}
          onPointerMove={(event) => {
            const left = event.currentTarget.getBoundingClientRect().left;
            const angle = plot.x.toValue(event.clientX - left);
            const vertices = theta.length;
            onHover(vertices === 0 ? null : Math.round((angle / (2 * Math.PI)) * vertices) % vertices);
          }}
          onPointerLeave={() => onHover(null)}
        >
          <rect className={classes.surface} width={width} height={height} />
          <VerticalAxis
            scale={plot.y}
            ticks={plot.yTicks}
            at={margins.left}
            title={unit === "" ? "Φ(θ)" : `Φ(θ), ${unit}`}
          />
          <HorizontalAxis
            scale={plot.x}
            ticks={angleNames.map(([angle]) => angle)}
            at={height - margins.bottom}
            format={(angle) => angleNames.find(([value]) => value === angle)?.[1] ?? ""}
            title="θ, rad"
          />
          {plot.low < 0 && plot.high > 0 && (
            <line
              className={classes.zero}
              x1={margins.left}
              x2={width - margins.right}
              y1={plot.y.toPixels(0)}
              y2={plot.y.toPixels(0)}
            />
          )}
          <path className={classes.lineBroad} d={plot.smooth} />
          <path className={classes.lineFine} d={plot.noisy} />
          {shown !== null && (
            <g>
              <line
                className={classes.cursor}
                x1={plot.x.toPixels(theta[shown])}
                x2={plot.x.toPixels(theta[shown])}
                y1={margins.top}
                y2={height - margins.bottom}
              />
              <circle
                className={classes.dot}
                cx={plot.x.toPixels(theta[shown])}
                cy={plot.y.toPixels(wave[shown])}
                r={3}
              />
            </g>
          )}
        </svg>
      )}
      {shown !== null && (
        <div className={classes.readout}>
          i {shown} · θ {theta[shown].toFixed(3)} rad · Φ {wave[shown].toFixed(3)} · without noise{" "}
          {smoothWave[shown].toFixed(3)}
          {unit === "" ? "" : ` ${unit}`}
        </div>
      )}
    </div>
  );
}

/** An axis that ends just short of a tick is drawn out to it, so that its end is named. */
function reachTicks(low: number, high: number, step: number): [number, number] {
  const below = step * Math.floor(low / step);
  const above = step * Math.ceil(high / step);
  const isNear = (distance: number) => distance < 0.2 * step;
  return [isNear(low - below) ? below : low, isNear(above - high) ? above : high];
}

function layout(
  theta: readonly number[],
  wave: readonly number[],
  smoothWave: readonly number[],
  width: number,
  height: number,
) {
  let low = 0;
  let high = 0;
  for (const values of [wave, smoothWave]) {
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (high - low < 1e-9) high = low + 1;
  [low, high] = reachTicks(low, high, niceStep((high - low) / TICKS));
  const x = linearScale(0, 2 * Math.PI, margins.left, Math.max(margins.left, width - margins.right));
  const y = linearScale(low, high, height - margins.bottom, margins.top);
  // The curve is closed: the first vertex comes again at 2π.
  const path = (values: readonly number[]) =>
    [...values, values[0] ?? 0]
      .map((value, i) => {
        const angle = i < theta.length ? theta[i] : 2 * Math.PI;
        return `${i === 0 ? "M" : "L"}${x.toPixels(angle).toFixed(1)} ${y.toPixels(value).toFixed(1)}`;
      })
      .join("");
  return {
    x,
    y,
    low,
    high,
    yTicks: niceTicks(low, high, TICKS),
    noisy: path(wave),
    smooth: path(smoothWave),
  };
}
