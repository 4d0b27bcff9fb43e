/** The points of a walk arriving, to play or to scrub. */
import { type ReactNode, useEffect, useRef } from "react";
import type { MapAnatomy } from "../../../core/studio/api.ts";
import { formatCount } from "../../shared/text/format.ts";
import { Player, useArrivals } from "../anatomy/player.tsx";
import classes from "../class.module.css";

export interface ArrivalFigureProps {
  anatomy: MapAnatomy;
  /** CSS px */
  side: number;
  /** Between the picture and its player, level with the captions beside it. */
  caption: ReactNode;
}

const POINT = "rgb(255 255 255 / 0.75)";

export function ArrivalFigure({ anatomy, side, caption }: ArrivalFigureProps) {
  const total = anatomy.points.x.length;
  const arrivals = useArrivals(total);
  const { shown } = arrivals;
  const canvas = usePoints(anatomy, shown);

  return (
    <div>
      <canvas
        ref={canvas}
        width={anatomy.size}
        height={anatomy.size}
        className={classes.atom}
        style={{ width: side, height: side }}
        role="img"
        aria-label={`The first ${shown} of ${anatomy.pointCount} points`}
      />
      {caption}
      <Player arrivals={arrivals} side={side} parts="points">
        {formatCount(shown)}
      </Player>
      {total < anatomy.pointCount && (
        <p className={classes.note}>
          The first {formatCount(total)} points are shown here; the picture has them all.
        </p>
      )}
    </div>
  );
}

/** Adds the points that are new; starts anew where fewer are shown than before. */
function usePoints(anatomy: MapAnatomy, shown: number) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<{ anatomy: MapAnatomy; count: number } | null>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const { size, points } = anatomy;
    const kept = drawn.current;
    const goesOn = kept !== null && kept.anatomy === anatomy && kept.count <= shown;
    if (!goesOn) {
      context.fillStyle = "black";
      context.fillRect(0, 0, size, size);
    }
    context.fillStyle = POINT;
    for (let i = goesOn ? kept.count : 0; i < shown; i++) context.fillRect(points.x[i], points.y[i], 1, 1);
    drawn.current = { anatomy, count: shown };
  }, [anatomy, shown]);
  return canvas;
}
