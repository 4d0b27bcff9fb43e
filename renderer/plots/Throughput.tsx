/** Images/s over the time that a job was at work, with its numbers on hover. */
import { useElementSize } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { HorizontalAxis, type Margins, VerticalAxis } from "./Axes.tsx";
import classes from "./plots.module.css";
import { formatTick, linearScale, niceStep, niceTicks } from "./scale.ts";

export interface ThroughputPoint {
  /** At work since the start of the job. */
  seconds: number;
  imagesPerSecond: number;
  bytesPerSecond: number;
}

export interface ThroughputProps {
  /** In order of time. */
  points: readonly ThroughputPoint[];
  /** px */
  height?: number;
  /** Why nothing is added at the moment. */
  still?: string | null;
}

const margins: Margins = { left: 44, right: 12, top: 20, bottom: 32 };

export function Throughput(props: ThroughputProps) {
  const { points, height = 160, still } = props;
  if (points.length > 0) return <Plot {...props} height={height} />;
  return (
    <div className={classes.nothing} style={{ height }}>
      {still ? "Images/s were not measured yet" : "Images/s are drawn here as soon as they are measured"}
    </div>
  );
}

function Plot({ points, height, still = null }: ThroughputProps & { height: number }) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [hovered, setHovered] = useState<number | null>(null);
  const plot = useMemo(() => layout(points, width, height), [points, width, height]);
  const point = hovered === null ? undefined : points[hovered];

  return (
    <div ref={ref} className={classes.plot} style={{ height }}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={describe(points, still)}
          onPointerMove={(event) => {
            const left = event.currentTarget.getBoundingClientRect().left;
            setHovered(nearest(points, plot.x.toValue(event.clientX - left)));
          }}
          onPointerLeave={() => setHovered(null)}
        >
          <rect className={classes.surface} width={width} height={height} />
          <VerticalAxis scale={plot.y} ticks={plot.yTicks} at={margins.left} title="images/s" />
          <HorizontalAxis
            scale={plot.x}
            ticks={plot.xTicks}
            at={height - margins.bottom}
            format={plot.minutes ? (seconds) => formatTick(seconds / 60) : formatTick}
            title={plot.minutes ? "min" : "s"}
          />
          {points.length > 1 && <path className={classes.area} d={plot.area} />}
          {points.length > 1 && <path className={classes.line} d={plot.line} />}
          {points.length === 1 && (
            <circle
              className={classes.dot}
              cx={plot.x.toPixels(points[0].seconds)}
              cy={plot.y.toPixels(points[0].imagesPerSecond)}
              r={2}
            />
          )}
          {point !== undefined && (
            <g>
              <line
                className={classes.cursor}
                x1={plot.x.toPixels(point.seconds)}
                x2={plot.x.toPixels(point.seconds)}
                y1={margins.top}
                y2={height - margins.bottom}
              />
              <circle
                className={classes.dot}
                cx={plot.x.toPixels(point.seconds)}
                cy={plot.y.toPixels(point.imagesPerSecond)}
                r={3}
              />
            </g>
          )}
        </svg>
      )}
      {point !== undefined && <div className={classes.readout}>{readout(point)}</div>}
      {point === undefined && still !== null && <div className={classes.still}>{still}</div>}
    </div>
  );
}

function layout(points: readonly ThroughputPoint[], width: number, height: number) {
  const last = points.at(-1)!.seconds;
  const first = points[0].seconds;
  const end = Math.max(first + 1, last);
  const largest = points.reduce((most, point) => Math.max(most, point.imagesPerSecond), 0);
  const step = niceStep(Math.max(1, largest) / 3);
  const top = Math.max(step, Math.ceil(largest / step) * step);
  const x = linearScale(first, end, margins.left, Math.max(margins.left, width - margins.right));
  const y = linearScale(0, top, height - margins.bottom, margins.top);
  const minutes = end - first > 180;
  const wanted = Math.max(2, Math.floor(width / 120));
  const xTicks = minutes
    ? niceTicks(first / 60, end / 60, wanted).map((tick) => tick * 60)
    : niceTicks(first, end, wanted);
  const line = points
    .map(
      (point, i) =>
        `${i === 0 ? "M" : "L"}${x.toPixels(point.seconds).toFixed(1)} ${y.toPixels(point.imagesPerSecond).toFixed(1)}`,
    )
    .join("");
  const base = y.toPixels(0);
  const area = `${line}L${x.toPixels(last).toFixed(1)} ${base}L${x.toPixels(first).toFixed(1)} ${base}Z`;
  return { x, y, xTicks, yTicks: niceTicks(0, top, 3), minutes, line, area };
}

/** Index of the point whose time is nearest. */
function nearest(points: readonly ThroughputPoint[], seconds: number): number {
  let best = 0;
  for (let i = 1; i < points.length; i++) {
    if (Math.abs(points[i].seconds - seconds) < Math.abs(points[best].seconds - seconds)) best = i;
  }
  return best;
}

function readout({ seconds, imagesPerSecond, bytesPerSecond }: ThroughputPoint): string {
  const minutes = Math.floor(seconds / 60);
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  const megabytes = (bytesPerSecond / 1e6).toFixed(1);
  return `${minutes}:${rest} · ${formatTick(Math.round(imagesPerSecond))} images/s · ${megabytes} MB/s`;
}

function describe(points: readonly ThroughputPoint[], still: string | null): string {
  const last = formatTick(Math.round(points.at(-1)!.imagesPerSecond));
  return `Images per second over time, ${still === null ? `now ${last}` : `${last} at last, ${still}`}`;
}
