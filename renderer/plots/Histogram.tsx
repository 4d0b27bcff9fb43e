/** A histogram to brush: a drag chooses a range of values, a double click lets go of it, arrows move its ends. */
// biome-ignore-all lint/a11y/useSemanticElements: SVG has no fieldset and no input
import { useElementSize } from "@mantine/hooks";
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react";
import { HorizontalAxis, type Margins } from "./Axes.tsx";
import { brushedRange, countBins, extent, makeBins } from "./bins.ts";
import classes from "./plots.module.css";
import { formatTick, linearScale, niceTicks } from "./scale.ts";

export interface HistogramProps {
  /** What is counted, for people who hear the plot. */
  label: string;
  values: ArrayLike<number>;
  integer: boolean;
  unit?: string;
  /** Indices of the values shown strong; the others stay as a shade behind. Left out: all. */
  matching?: ArrayLike<number>;
  /** Inclusive; null where nothing is chosen. */
  selection: readonly [number, number] | null;
  onSelect: (range: [number, number] | null) => void;
  height?: number;
}

const margins: Margins = { left: 2, right: 2, top: 2, bottom: 17 };

export function Histogram(props: HistogramProps) {
  const { label, values, integer, unit = "", matching, selection, onSelect, height = 64 } = props;
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [hovered, setHovered] = useState<number | null>(null);
  const brushStart = useRef<number | null>(null);

  const [low, high] = useMemo(() => extent(values), [values]);
  const bins = useMemo(() => makeBins(low, high, integer), [low, high, integer]);
  const counts = useMemo(() => countBins(bins, values), [bins, values]);
  const strong = useMemo(
    () => (matching === undefined ? counts : countBins(bins, values, matching)),
    [bins, counts, matching, values],
  );

  const x = linearScale(bins.from, bins.to, margins.left, Math.max(margins.left, width - margins.right));
  const base = height - margins.bottom;
  const largest = Math.max(1, ...counts);
  const ticks = niceTicks(low, high, Math.max(2, Math.floor(width / 42))).filter(
    (tick) => !integer || Number.isInteger(tick),
  );
  const barWidth = Math.max(1, (x.toPixels(bins.to) - x.toPixels(bins.from)) / bins.count - 1);

  const valueAt = (event: PointerEvent<SVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return x.toValue(event.clientX - box.left);
  };

  function startBrush(event: PointerEvent<SVGSVGElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    brushStart.current = event.clientX;
  }

  function moveBrush(event: PointerEvent<SVGSVGElement>): void {
    const value = valueAt(event);
    setHovered(Math.min(bins.count - 1, Math.floor((value - bins.from) / bins.width)));
    const start = brushStart.current;
    // A few px of travel tell a drag from the clicks of a double click.
    if (start === null || Math.abs(event.clientX - start) < 3) return;
    const box = event.currentTarget.getBoundingClientRect();
    const range = brushedRange(x.toValue(start - box.left), value, integer);
    if (range !== null) onSelect(range);
  }

  function moveEnd(end: 0 | 1, event: KeyboardEvent): void {
    if (event.key === "Escape" || event.key === "Delete" || event.key === "Backspace") {
      if (selection === null) return;
      event.stopPropagation();
      event.preventDefault();
      onSelect(null);
      return;
    }
    const current = selection ?? [low, high];
    const step = integer ? 1 : bins.width;
    const moves: Record<string, number> = {
      ArrowLeft: current[end] - step,
      ArrowDown: current[end] - step,
      ArrowRight: current[end] + step,
      ArrowUp: current[end] + step,
      PageDown: current[end] - 5 * step,
      PageUp: current[end] + 5 * step,
      Home: low,
      End: high,
    };
    const moved = moves[event.key];
    if (moved === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const value = Math.min(high, Math.max(low, moved));
    onSelect(
      end === 0 ? [Math.min(value, current[1]), current[1]] : [current[0], Math.max(value, current[0])],
    );
  }

  const [from, to] = selection ?? [low, high];
  const half = integer ? 0.5 : 0;
  const edges = [x.toPixels(from - half), x.toPixels(to + half)] as const;

  return (
    <div ref={ref} className={classes.plot} style={{ height }}>
      {width > 0 && (
        <svg
          role="group"
          aria-label={`Histogram of ${label}`}
          width={width}
          height={height}
          onPointerDown={startBrush}
          onPointerMove={moveBrush}
          onPointerUp={() => {
            brushStart.current = null;
          }}
          onPointerLeave={() => setHovered(null)}
          onDoubleClick={() => onSelect(null)}
        >
          <rect className={classes.surface} width={width} height={height} />
          {counts.map((count, bin) => {
            const left = x.toPixels(bins.from + bin * bins.width);
            const full = ((base - margins.top) * count) / largest;
            const part = ((base - margins.top) * strong[bin]) / largest;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
              <g key={bin}>
                <rect className={classes.bar} x={left} y={base - full} width={barWidth} height={full} />
                <rect
                  className={classes.barMatching}
                  x={left}
                  y={base - part}
                  width={barWidth}
                  height={part}
                />
              </g>
            );
          })}
          <HorizontalAxis scale={x} ticks={ticks} at={base} />
          {selection !== null && (
            <rect
              className={classes.brush}
              x={edges[0]}
              y={margins.top}
              width={Math.max(2, edges[1] - edges[0])}
              height={base - margins.top}
            />
          )}
          {([0, 1] as const).map((end) => (
            <rect
              key={end}
              className={selection === null ? classes.brushEdgeIdle : classes.brushEdge}
              x={edges[end] - (end === 0 ? 0 : 3)}
              y={margins.top}
              width={3}
              height={base - margins.top}
              role="slider"
              tabIndex={0}
              aria-label={`${label}, ${end === 0 ? "from" : "to"}`}
              aria-valuemin={low}
              aria-valuemax={high}
              aria-valuenow={selection?.[end] ?? (end === 0 ? low : high)}
              aria-valuetext={`${formatTick(selection?.[end] ?? (end === 0 ? low : high))} ${unit}`.trim()}
              onKeyDown={(event) => moveEnd(end, event)}
            />
          ))}
        </svg>
      )}
      {hovered !== null && (
        <div className={classes.readout} aria-hidden="true">
          {binName(bins.from + hovered * bins.width, bins.width, integer)} {unit} ·{" "}
          {formatTick(counts[hovered] ?? 0)}
        </div>
      )}
    </div>
  );
}

/** The values of a bin, as `7`, `10–14` or `0.25–0.30`. */
function binName(from: number, width: number, integer: boolean): string {
  if (!integer) return `${formatTick(round(from))}–${formatTick(round(from + width))}`;
  const first = Math.ceil(from);
  return width === 1 ? formatTick(first) : `${formatTick(first)}–${formatTick(first + width - 1)}`;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
