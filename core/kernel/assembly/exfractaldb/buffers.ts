/** Where the buffers of systems in space lie; `configure` places them behind those that all pictures need. */
import { grow, place } from "../layout";
import { MOST_MAPS } from "../systems/mapChoice";

/** a … l of a map, and its numbers, of which p is the last. */
export const COEFFICIENTS: i32 = 12;
export const MAP_NUMBERS: i32 = COEFFICIENTS + 1;
/** Bytes of a point. */
export const POINT_BYTES: usize = 24;

/** Largest number of random numbers of a walk, which has one point less. */
export let numberLimit: i32 = 0;

/** Rows of a … l, p, f64, as a class has them. */
export let system: usize = 0;
/** The map that each step takes, u16, as `systems/mapChoice` has it. */
export let chosen: usize = 0;
/** x, y and z of each point, f64: of the walk, then of the model. */
export let points: usize = 0;
/** Whether the points are at `singles`, too. */
export let isRounded: bool = false;
/** The points in single precision: four x, four y, four z. */
export let singles: usize = 0;
/** Twelve weights, f64. */
export let weights: usize = 0;
/** f32: the view matrix by columns, then what x and y, z and 1 are multiplied by to be projected. */
export let camera: usize = 0;

/** @param numbers most random numbers of a walk */
export function configure(numbers: i32): void {
  numberLimit = numbers;
  system = place(<usize>(MOST_MAPS * MAP_NUMBERS * 8));
  chosen = place(<usize>numbers * 2);
  points = place(<usize>numbers * POINT_BYTES);
  singles = place(<usize>numbers * (POINT_BYTES / 2));
  weights = place(<usize>COEFFICIENTS * 8);
  camera = place(20 * 4);
  grow();
  setRounded(false);
}

export function setRounded(value: bool): void {
  isRounded = value;
}
