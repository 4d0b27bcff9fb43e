/** From a model to its picture, as a software OpenGL draws points of one pixel; the kernel equals it to the last bit. */
import type { Camera } from "./camera.ts";
import type { Cloud } from "./chaosGame.ts";

/** Grey of a point. */
export const POINT_GREY = 255;

const f = Math.fround;
/** Steps of a pixel to which points are snapped. */
const SNAP = 256;

/**
 * S · S greys, the lowest row first, as OpenGL hands them out.
 * @param size S, px
 * @param count points that are drawn, from the first
 */
export function paintPicture(cloud: Cloud, camera: Camera, size: number, count = cloud.x.length): Uint8Array {
  const samples = new Uint8Array(size * size);
  for (let i = 0; i < count; i++) {
    const pixel = pixelOf(camera, size, cloud.x[i], cloud.y[i], cloud.z[i]);
    if (pixel !== null) samples[pixel] = POINT_GREY;
  }
  return samples;
}

/** The number of the pixel that a point lies in, row by row from the lowest; null where the camera does not see it. */
export function pixelOf(camera: Camera, size: number, x: number, y: number, z: number): number | null {
  const [x1, y1, z1] = [f(x), f(y), f(z)];
  const seen = (row: number): number =>
    f(f(f(f(camera[row] * x1) + f(camera[row + 4] * y1)) + f(camera[row + 8] * z1)) + camera[row + 12]);
  const [scale, depthScale, depthShift] = camera.subarray(16);
  const projectedX = f(seen(0) * scale);
  const projectedY = f(seen(1) * scale);
  const projectedZ = f(f(seen(2) * depthScale) + depthShift);
  const w = -seen(2);
  for (const value of [projectedX, projectedY, projectedZ]) if (!(Math.abs(value) <= w)) return null;
  const reciprocal = f(1 / w);
  const column = pixelAlong(f(projectedX * reciprocal), size);
  const row = pixelAlong(f(projectedY * reciprocal), size);
  return column < size && row < size ? row * size + column : null;
}

/** ⌊(d · S/2 + S/2) px⌋ of a coordinate in [−1, 1], whose sum is rounded once, and then to the nearest of 256 steps of a pixel. */
function pixelAlong(d: number, size: number): number {
  return Math.floor(nearestEven(f(d * (size / 2) + size / 2) * SNAP) / SNAP);
}

function nearestEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
