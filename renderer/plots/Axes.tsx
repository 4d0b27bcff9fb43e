/** The axes of a plot: a frame line, few ticks, and what is measured in which unit. */
import type { ReactNode } from "react";
import classes from "./plots.module.css";
import { formatTick, type Scale } from "./scale.ts";

export interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface AxisProps {
  scale: Scale;
  ticks: readonly number[];
  /** Px along the other axis at which the line is drawn. */
  at: number;
  format?: (value: number) => string;
  /** Name and unit, as `images/s`. */
  title?: ReactNode;
}

/** Ticks below a horizontal line, the title at the right end under them. */
export function HorizontalAxis({ scale, ticks, at, format = formatTick, title }: AxisProps) {
  const from = scale.toPixels(scale.min);
  const to = scale.toPixels(scale.max);
  const ends = (x: number) => (x - from < 12 ? "start" : to - x < 12 ? "end" : "middle");
  return (
    <g>
      <line className={classes.axis} x1={from} x2={to} y1={at} y2={at} />
      {ticks.map((tick) => {
        const x = scale.toPixels(tick);
        return (
          <g key={tick}>
            <line className={classes.axis} x1={x} x2={x} y1={at} y2={at + 3} />
            <text className={classes.tick} x={x} y={at + 14} textAnchor={ends(x)}>
              {format(tick)}
            </text>
          </g>
        );
      })}
      {title !== undefined && (
        <text className={classes.tick} x={to} y={at + 27} textAnchor="end">
          {title}
        </text>
      )}
    </g>
  );
}

/** Ticks left of a vertical line, the title above it. */
export function VerticalAxis({ scale, ticks, at, format = formatTick, title }: AxisProps) {
  const top = Math.min(scale.toPixels(scale.min), scale.toPixels(scale.max));
  const bottom = Math.max(scale.toPixels(scale.min), scale.toPixels(scale.max));
  return (
    <g>
      <line className={classes.axis} x1={at} x2={at} y1={top} y2={bottom} />
      {ticks.map((tick) => {
        const y = scale.toPixels(tick);
        return (
          <g key={tick}>
            <line className={classes.axis} x1={at - 3} x2={at} y1={y} y2={y} />
            <text className={classes.tick} x={at - 6} y={y + 4} textAnchor="end">
              {format(tick)}
            </text>
          </g>
        );
      })}
      {title !== undefined && (
        <text className={classes.tick} x={at - 3} y={top - 7} textAnchor="start">
          {title}
        </text>
      )}
    </g>
  );
}
