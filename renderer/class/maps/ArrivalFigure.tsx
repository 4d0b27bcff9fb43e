/** The points of a walk arriving. */
import { type ReactNode, useMemo } from "react";
import type { MapAnatomy } from "../../../core/studio/api.ts";
import { formatCount } from "../../shared/text/format.ts";
import { type PartPainter, PlayedFigure } from "../anatomy/PlayedFigure.tsx";

export interface ArrivalFigureProps {
  anatomy: MapAnatomy;
  /** Points that were asked for. */
  most: number;
  /** CSS px */
  side: number;
  caption: ReactNode;
}

const POINT = "rgb(255 255 255 / 0.75)";

export function ArrivalFigure({ anatomy, most, side, caption }: ArrivalFigureProps) {
  return (
    <PlayedFigure
      painter={useMemo(() => pointPainter(anatomy), [anatomy])}
      size={anatomy.size}
      count={anatomy.pointCount}
      most={most}
      parts="points"
      side={side}
      caption={caption}
      last={formatCount}
    />
  );
}

/** The canvas itself keeps what is drawn. */
function pointPainter({ size, points }: MapAnatomy): PartPainter<null> {
  return {
    total: points.x.length,
    begin(context) {
      context.fillStyle = "black";
      context.fillRect(0, 0, size, size);
      return null;
    },
    add(context, _kept, from, end) {
      context.fillStyle = POINT;
      for (let i = from; i < end; i++) context.fillRect(points.x[i], points.y[i], 1, 1);
    },
  };
}
