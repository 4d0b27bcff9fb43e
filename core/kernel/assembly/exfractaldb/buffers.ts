/** Where the buffers of systems in space lie; `configure` places them behind those that all pictures need. */
import { grow, place } from "../layout";

/** A candidate has at most 7 maps. */
export const MOST_MAPS: i32 = 7;
/** Numbers of a map: a … l, p. */
export const MAP_NUMBERS: i32 = 13;
export const COEFFICIENTS: i32 = 12;
/** Bytes from one map of `maps` to the next, so that a map's number is turned into its place by a shift. */
export const MAP_SHIFT: usize = 7;
/** Numbers of a walk that are drawn at once. */
export const STRETCH: i32 = 1024;

/** Largest number of random numbers of a walk, which has one point less. */
export let numberLimit: i32 = 0;
/** Rows of a … l, p, f64, as a class has them. */
export let system: usize = 0;
/** Twelve weights, f64. */
export let weights: usize = 0;
/** a … l of each map, f64, with the weights in them. */
export let maps: usize = 0;
/** Number of the map that each step takes, a byte each. */
export let chosen: usize = 0;
/** The points' coordinates, f64: of the walk, then of the model. */
export let pointsX: usize = 0;
export let pointsY: usize = 0;
export let pointsZ: usize = 0;
/** f32: the view matrix by columns, then what x and y, z and 1 are multiplied by to be projected. */
export let camera: usize = 0;

/** @param numbers most random numbers of a walk */
export function configure(numbers: i32): void {
  numberLimit = numbers;
  system = place(<usize>(MOST_MAPS * MAP_NUMBERS) * 8);
  weights = place(<usize>COEFFICIENTS * 8);
  maps = place(<usize>MOST_MAPS << MAP_SHIFT);
  chosen = place(<usize>numbers);
  pointsX = place(<usize>numbers * 8);
  pointsY = place(<usize>numbers * 8);
  pointsZ = place(<usize>numbers * 8);
  camera = place(20 * 4);
  grow();
}
