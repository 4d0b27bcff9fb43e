/** Where the buffers of systems in space lie; `configure` places them behind those that all pictures need. */
import { grow, place } from "../layout";
import { STATE_BYTES } from "../random/twister";
import { MOST_MAPS } from "../systems/mapChoice";

/** a … l of a map, and its numbers, of which p is the last. */
export const COEFFICIENTS: i32 = 12;
export const MAP_NUMBERS: i32 = COEFFICIENTS + 1;
/** Bytes from one map of `maps` to the next, so that a map's number is turned into its place by a shift. */
export const MAP_SHIFT: usize = 7;

/** Candidates whose walks run side by side: a walk alone waits for each of its additions. */
export const LANES: i32 = 2;

/** Largest number of random numbers of a walk, which has one point less. */
export let numberLimit: i32 = 0;

// Those of the lane at hand; the next lane's lie `laneBytes` further.

/** Rows of a … l, p, f64, as a class has them. */
export let system: usize = 0;
/** a … l of each map, f64, with the weights in them: a, d, b, e, c, f, j, k, then g, h, i, l. */
export let maps: usize = 0;
/** Number of the map that each step takes, a byte each. */
export let chosen: usize = 0;
/** The points' coordinates, f64: of the walk, then of the model. */
export let pointsX: usize = 0;
export let pointsY: usize = 0;
export let pointsZ: usize = 0;
/** Twelve weights, f64. */
export let weights: usize = 0;
/** f32: the view matrix by columns, then what x and y, z and 1 are multiplied by to be projected. */
export let camera: usize = 0;

/** A state of the twister. */
export let twisterState: usize = 0;

/** Bytes of one lane. */
export let laneBytes: usize = 0;
let firstLane: usize = 0;

/** To a multiple of 16. */
const SYSTEM_BYTES: usize = (<usize>(MOST_MAPS * MAP_NUMBERS * 8) + 15) & ~15;
const MAPS_BYTES: usize = <usize>MOST_MAPS << MAP_SHIFT;
/** Room behind the points, so that 16-byte loads and stores may run past the end. */
const SLACK: usize = 64;

/** @param numbers most random numbers of a walk */
export function configure(numbers: i32): void {
  numberLimit = numbers;
  laneBytes = SYSTEM_BYTES + MAPS_BYTES + chosenBytes() + 3 * axisBytes();
  firstLane = place(laneBytes * LANES);
  weights = place(<usize>COEFFICIENTS * 8);
  camera = place(20 * 4);
  twisterState = place(STATE_BYTES);
  grow();
  takeLane(0);
}

/** Puts a lane at hand. */
export function takeLane(lane: i32): void {
  system = firstLane + <usize>lane * laneBytes;
  maps = system + SYSTEM_BYTES;
  chosen = maps + MAPS_BYTES;
  pointsX = chosen + chosenBytes();
  pointsY = pointsX + axisBytes();
  pointsZ = pointsY + axisBytes();
}

function chosenBytes(): usize {
  return ((<usize>numberLimit + 15) & ~15) + SLACK;
}

function axisBytes(): usize {
  return ((<usize>numberLimit * 8 + 15) & ~15) + SLACK;
}
