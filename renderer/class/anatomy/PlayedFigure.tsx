/** A picture of which parts arrive one by one, to play or to scrub. */
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { formatCount } from "../../shared/text/format.ts";
import classes from "../class.module.css";
import { Player, useArrivals } from "./player.tsx";

/** Draws parts, of which those that are there already are kept; another one starts anew. */
export interface PartPainter<Kept> {
  /** Parts that it has. */
  total: number;
  /** Begins anew; returns what it keeps. */
  begin(context: CanvasRenderingContext2D): Kept;
  /** Adds the parts from one number on, up to the last that is shown. */
  add(context: CanvasRenderingContext2D, kept: Kept, from: number, end: number): void;
}

export interface PlayedFigureProps<Kept> {
  painter: PartPainter<Kept>;
  /** S, px. */
  size: number;
  /** Parts of the image, which may be more than are shown here. */
  count: number;
  /** So many of those that lie in the picture are shown. */
  most: number;
  /** What they are, as `points`. */
  parts: string;
  /** CSS px */
  side: number;
  /** Between the picture and its player, level with the captions beside it. */
  caption: ReactNode;
  /** Says which part is the last that is shown. */
  last: (shown: number) => ReactNode;
}

export function PlayedFigure<Kept>(props: PlayedFigureProps<Kept>) {
  const { painter, size, count, most, parts, side, caption, last } = props;
  const { total } = painter;
  const arrivals = useArrivals(total);
  const { shown } = arrivals;
  const canvas = usePainted(painter, Math.min(shown, total));

  return (
    <div>
      <canvas
        ref={canvas}
        width={size}
        height={size}
        className={classes.atom}
        style={{ width: side, height: side }}
        role="img"
        aria-label={`The first ${shown} of ${count} ${parts}`}
      />
      {caption}
      <Player arrivals={arrivals} side={side} parts={parts}>
        {last(shown)}
      </Player>
      {total < count && <p className={classes.note}>{missingWords({ total, count, most, parts })}</p>}
    </div>
  );
}

function missingWords({
  total,
  count,
  most,
  parts,
}: { total: number } & Pick<PlayedFigureProps<unknown>, "count" | "most" | "parts">): string {
  if (total === 0) return `None of its ${parts} lies in the picture.`;
  const words = `${formatCount(total)} ${parts}`;
  return total < most
    ? `${words} of ${formatCount(count)} lie in the picture.`
    : `The first ${words} are shown here; the picture has them all.`;
}

/** Adds the parts that are new; starts anew where fewer are shown than before. */
function usePainted<Kept>(painter: PartPainter<Kept>, shown: number) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painted = useRef<{ painter: PartPainter<Kept>; kept: Kept; end: number } | null>(null);
  // Before it is seen: a canvas of another size is empty.
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const before = painted.current;
    const goesOn = before !== null && before.painter === painter && before.end <= shown;
    const kept = goesOn ? before.kept : painter.begin(context);
    painter.add(context, kept, goesOn ? before.end : 0, shown);
    painted.current = { painter, kept, end: shown };
  }, [painter, shown]);
  return canvas;
}
