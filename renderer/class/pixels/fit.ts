/** Maps the geometry of an image (px, y down) into a square figure. */

export interface Fit {
  /** Figure px of an image point. */
  x(value: number): number;
  y(value: number): number;
  /** Figure px per image px. */
  scale: number;
}

interface Points {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/** Shows all the points as large as a square of `side` px allows, with `padding` px around. */
export function fitPoints(shapes: readonly Points[], side: number, padding: number): Fit {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { x, y } of shapes) {
    for (let i = 0; i < x.length; i++) {
      left = Math.min(left, x[i]);
      right = Math.max(right, x[i]);
      top = Math.min(top, y[i]);
      bottom = Math.max(bottom, y[i]);
    }
  }
  if (!Number.isFinite(left)) return { x: () => side / 2, y: () => side / 2, scale: 1 };
  const extent = Math.max(right - left, bottom - top, 1e-6);
  const scale = Math.max(1, side - 2 * padding) / extent;
  const middleX = (left + right) / 2;
  const middleY = (top + bottom) / 2;
  return {
    x: (value) => side / 2 + (value - middleX) * scale,
    y: (value) => side / 2 + (value - middleY) * scale,
    scale,
  };
}

/** A closed path through the points. */
export function closedPath({ x, y }: Points, fit: Fit): string {
  let path = "";
  for (let i = 0; i < x.length; i++) {
    path += `${i === 0 ? "M" : "L"}${fit.x(x[i]).toFixed(1)} ${fit.y(y[i]).toFixed(1)}`;
  }
  return path === "" ? "" : `${path}Z`;
}

/** One dot for each point, as strokes of no length with round ends: a thousand circles would be a thousand elements. */
export function dotPath({ x, y }: Points, fit: Fit): string {
  let path = "";
  for (let i = 0; i < x.length; i++) path += `M${fit.x(x[i]).toFixed(1)} ${fit.y(y[i]).toFixed(1)}h0`;
  return path;
}
