/** The first orbit as in the paper's Figure 2: the ellipse with its wave, or the vertices it is quantized to. */
import { useMemo } from "react";
import type { Anatomy } from "../../../core/studio/api.ts";
import { niceStep } from "../../plots/scale.ts";
import classes from "../class.module.css";
import { closedPath, dotPath, fitPoints } from "../pixels/fit.ts";

export interface OrbitFigureProps {
  anatomy: Anatomy;
  part: "wave" | "vertices";
  /** For people who hear it. */
  label: string;
  /** px */
  side: number;
  /** Vertex that is pointed at in any of the figures. */
  hovered: number | null;
  onHover: (vertex: number | null) => void;
}

const PADDING = 20;

export function OrbitFigure({ anatomy, part, label, side, hovered, onHover }: OrbitFigureProps) {
  const orbit = anatomy.orbits[0];
  const figure = useMemo(() => {
    const { ellipse, curve, centre } = anatomy;
    const shapes = orbit === undefined ? [ellipse, curve] : [ellipse, curve, orbit];
    const fit = fitPoints(shapes, side, PADDING);
    return {
      fit,
      ellipse: closedPath(ellipse, fit),
      curve: closedPath(curve, fit),
      polyline: orbit === undefined ? "" : closedPath(orbit, fit),
      dots: orbit === undefined ? "" : dotPath(orbit, fit),
      centreX: fit.x(centre.x),
      centreY: fit.y(centre.y),
    };
  }, [anatomy, orbit, side]);
  const { fit } = figure;
  const vertices = orbit?.x.length ?? 0;
  // A bar of a round number of px tells the size; a quarter of the figure is the longest that does not disturb.
  const bar = niceStep(side / 4 / fit.scale / 2);

  return (
    <svg
      width={side}
      height={side}
      className={classes.figure}
      role="img"
      aria-label={label}
      onPointerMove={(event) => {
        if (orbit === undefined) return;
        const box = event.currentTarget.getBoundingClientRect();
        onHover(nearestVertex(orbit, fit, event.clientX - box.left, event.clientY - box.top));
      }}
      onPointerLeave={() => onHover(null)}
    >
      <rect className={classes.paper} width={side} height={side} />
      <path className={classes.ellipse} d={figure.ellipse} />
      {part === "wave" && <path className={classes.wave} d={figure.curve} />}
      {part === "vertices" && <path className={classes.polyline} d={figure.polyline} />}
      {part === "vertices" && (
        <path className={classes.vertices} d={figure.dots} strokeWidth={vertices > 400 ? 2 : 3} />
      )}
      <path
        className={classes.cross}
        d={`M${figure.centreX - 4} ${figure.centreY}h8M${figure.centreX} ${figure.centreY - 4}v8`}
      />
      {orbit !== undefined && hovered !== null && hovered < vertices && (
        <g>
          <line
            className={classes.radius}
            x1={figure.centreX}
            y1={figure.centreY}
            x2={fit.x(orbit.x[hovered])}
            y2={fit.y(orbit.y[hovered])}
          />
          <circle className={classes.mark} cx={fit.x(orbit.x[hovered])} cy={fit.y(orbit.y[hovered])} r={4} />
        </g>
      )}
      <g>
        <path className={classes.bar} d={`M8 ${side - 8}h${(bar * fit.scale).toFixed(1)}`} />
        <text className={classes.barText} x={8} y={side - 13}>
          {bar} px
        </text>
      </g>
    </svg>
  );
}

function nearestVertex(
  orbit: { x: number[]; y: number[] },
  fit: { x(value: number): number; y(value: number): number },
  atX: number,
  atY: number,
): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < orbit.x.length; i++) {
    const distance = (fit.x(orbit.x[i]) - atX) ** 2 + (fit.y(orbit.y[i]) - atY) ** 2;
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}
