/** From a walk's points to a model: scaled by all three axes together, moved to the middle of its points, in the script's order. */
import type { Cloud } from "./chaosGame.ts";

/** A model with its points' variance along each axis. */
export interface Model extends Cloud {
  variance: [number, number, number];
}

/**
 * v ↦ (v − min) / (max − min) · 2 − 1 with min and max over all axes, then less each axis' sum / (points + 1): the
 * script divides by the random numbers, of which there is one more than points. null where the walk diverges or has no extent.
 */
export function normalize({ x, y, z }: Cloud): Model | null {
  let least = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (const axis of [x, y, z]) {
    for (const value of axis) {
      if (!Number.isFinite(value)) return null;
      if (value < least) least = value;
      if (value > largest) largest = value;
    }
  }
  const extent = largest - least;
  if (!(extent > 0 && extent < Number.POSITIVE_INFINITY)) return null;
  const scaled = [x, y, z].map((axis) => axis.map((value) => ((value - least) / extent) * 2 - 1));
  const sums = scaled.map((axis) => axis.reduce((sum, value) => sum + value, 0));
  const [cx, cy, cz] = scaled.map((axis, k) => axis.map((value) => value - sums[k] / (x.length + 1)));
  const [vx, vy, vz] = scaled.map((axis, k) => variance(axis, sums[k] / x.length));
  return { x: cx, y: cy, z: cz, variance: [vx, vy, vz] };
}

/** Mean square of the distance from the mean; points of even and of odd number are summed apart, as the kernel does. */
function variance(values: Float64Array, mean: number): number {
  const sums = [0, 0];
  values.forEach((value, i) => {
    sums[i & 1] += (value - mean) * (value - mean);
  });
  return (sums[0] + sums[1]) / values.length;
}
