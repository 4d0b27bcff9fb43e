/** Each map as the outline of what it makes of the unit square, or of the unit cube: the fuller, the more often it is chosen. */
import type { MapFigure, PlanePoint } from "../../../core/formulations/pointFormulation.ts";
import classes from "../class.module.css";
import maps from "./maps.module.css";

export interface MapsFigureProps {
  maps: readonly MapFigure[];
  /** What they are shown by: its outline is the unit square. */
  cell: string;
  /** px */
  side: number;
  /** Map that is pointed at in the figure or the table. */
  hovered: number | null;
  onHover: (map: number | null) => void;
}

const PADDING = 16;
const unitSquare: readonly PlanePoint[] = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

export function MapsFigure({ maps: figures, cell, side, hovered, onHover }: MapsFigureProps) {
  const place = fitted([...unitSquare, ...figures.flatMap(({ corners }) => corners)], side);
  return (
    <svg
      width={side}
      height={side}
      className={classes.figure}
      role="img"
      aria-label={`The ${cell} under ${figures.length} maps`}
      onPointerLeave={() => onHover(null)}
    >
      <rect className={classes.paper} width={side} height={side} />
      <polygon className={classes.ellipse} points={place(unitSquare)} />
      {figures.map(({ corners, probability, formula }, map) => (
        <polygon
          key={formula.join()}
          className={maps.map}
          data-hovered={hovered === map || undefined}
          fillOpacity={0.08 + 0.5 * probability}
          points={place(corners)}
          onPointerEnter={() => onHover(map)}
        />
      ))}
      {figures.map(({ corners, formula }, map) => {
        const [x, y] = place([middleOf(corners)]).split(",");
        return (
          <text key={formula.join()} className={maps.number} x={x} y={y}>
            {map + 1}
          </text>
        );
      })}
    </svg>
  );
}

function middleOf(corners: readonly PlanePoint[]): PlanePoint {
  const mean = (axis: "x" | "y") => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  return { x: mean("x"), y: mean("y") };
}

/** y points down, as in the picture before it is turned. */
function fitted(points: readonly PlanePoint[], side: number): (corners: readonly PlanePoint[]) => string {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const extent = Math.max(Math.max(...xs) - left, Math.max(...ys) - top);
  const scale = (side - 2 * PADDING) / extent;
  return (corners) =>
    corners
      .map(({ x, y }) => [PADDING + (x - left) * scale, PADDING + (y - top) * scale])
      .map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`)
      .join(" ");
}
