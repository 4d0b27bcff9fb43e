/** The picture of a model in space from any viewpoint: a point is a square of grey, the brighter the nearer it is. */
import type { SpatialModel } from "../../../core/formulations/pointFormulation.ts";
import type { Viewpoint } from "../../../core/formulations/viewpoint.ts";

const BLACK = 0xff000000;
const NEAR_GREY = 255;
const FAR_GREY = 96;
/** From the origin, where greys end: most models reach no farther. */
const NEAR_SIDE = 0.5;
const FAR_SIDE = 1;

/**
 * Where points lie in a picture of `size` · `size` pixels, from its upper left corner; those that the camera does not see
 * are left out. What is up in space is down here, as in the formula's own pictures.
 * @param onPoint whole pixels, and the distance from the camera's plane
 */
export function projectModel(
  { points, distance, nearest, fieldOfView }: SpatialModel,
  { azimuth, elevation }: Viewpoint,
  size: number,
  onPoint: (column: number, row: number, depth: number) => void,
): void {
  const [sine, cosine] = [Math.sin(azimuth), Math.cos(azimuth)];
  const [height, level] = [Math.sin(elevation), Math.cos(elevation)];
  const half = size / 2;
  const scale = half / Math.tan(fieldOfView / 2);
  for (let at = 0; at < points.length; at += 3) {
    const x = points[at];
    const y = points[at + 1];
    const z = points[at + 2];
    const ahead = cosine * x - sine * z;
    const depth = level * ahead + height * y + distance;
    if (depth < nearest) continue;
    const column = Math.floor(half + (scale * (sine * x + cosine * z)) / depth);
    const row = Math.floor(half + (scale * (level * y - height * ahead)) / depth);
    if (column >= 0 && column < size && row >= 0 && row < size) onPoint(column, row, depth);
  }
}

/**
 * @param samples `size` · `size` pixels as canvases keep them
 * @param side of a point's square, px
 */
export function paintModel(
  samples: Uint32Array,
  model: SpatialModel,
  viewpoint: Viewpoint,
  size: number,
  side: number,
): void {
  samples.fill(BLACK);
  const { distance } = model;
  projectModel(model, viewpoint, size, (column, row, depth) => {
    const far = Math.min(1, Math.max(0, (depth - distance + NEAR_SIDE) / (NEAR_SIDE + FAR_SIDE)));
    const grey = Math.round(NEAR_GREY + far * (FAR_GREY - NEAR_GREY));
    const sample = BLACK + grey * 0x010101;
    const [right, below] = [Math.min(size, column + side), Math.min(size, row + side)];
    for (let y = row; y < below; y++) {
      for (let at = y * size + column; at < y * size + right; at++)
        if (samples[at] < sample) samples[at] = sample;
    }
  });
}
