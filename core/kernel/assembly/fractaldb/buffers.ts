/** Where the buffers of an iterated function system lie; `configure` places them behind those that all pictures need. */
import { grow, place } from "../layout";
import { MAP_SHIFT, MOST_MAPS, STRETCH } from "../systems/mapChoice";

/** Candidates whose walks run side by side: a walk alone would wait for each of its additions. */
export const LANES: i32 = 4;
/** a … f of a map, and its numbers, of which p is the last. */
export const COEFFICIENTS: i32 = 6;
export const MAP_NUMBERS: i32 = COEFFICIENTS + 1;
/** Bytes of one lane's maps. */
export const LANE_MAPS: usize = 8 << <usize>MAP_SHIFT;

/** Side of the picture on which a candidate's points are counted, px, and what stays free on every side. */
export const SEARCH_SIZE: i32 = 512;
export const SEARCH_PADDING: i32 = 6;

/** Largest number of points of a picture, and of a candidate's walk. */
export let pointLimit: i32 = 0;
export let searchLimit: i32 = 0;

/** Rows of a … f and p, f64, as a class has them: of each lane's candidate, or of the class at hand. */
export let systems: usize = 0;
/** Bytes of one lane's rows. */
export const SYSTEM_BYTES: usize = <usize>(MOST_MAPS * MAP_NUMBERS * 8);
/** a … f of each map, f64, with the weights in them. */
export let maps: usize = 0;
/** The numbers that choose the maps of a picture, two words of the twister each. */
export let picturePairs: usize = 0;
/** The map that each step takes, u16, as `systems/mapChoice` has it; lane after lane. */
export let chosen: usize = 0;
/** Points, f64; lane after lane. */
export let pointsX: usize = 0;
export let pointsY: usize = 0;
/** Where each point lies in the framed drawing, i32. */
export let places: usize = 0;
/** One bit a pixel of the search's picture. */
export let filled: usize = 0;
/** Patterns of a stretch of patches, i32. */
export let patterns: usize = 0;
/** The picture before it is flipped, with a frame so wide that a patch beyond the border needs no care. */
export let drawing: usize = 0;
/** Accepted candidates: number of the candidate, of its maps, of the pixels that it fills; then its rows; f64. */
export let found: usize = 0;
export const FOUND_NUMBERS: i32 = 3 + MOST_MAPS * MAP_NUMBERS;
export let foundLimit: i32 = 0;

/** px of the frame: what a patch reaches, and room for stores of 16 bytes. */
export const FRAME: i32 = 16;

/**
 * @param size S, px
 * @param points most of a picture
 * @param searchPoints most of a candidate's walk, 0 where none is searched
 * @param candidates most that are tried at once
 */
export function configure(size: i32, points: i32, searchPoints: i32, candidates: i32): void {
  pointLimit = points;
  searchLimit = searchPoints;
  foundLimit = candidates;
  const held = <usize>max(points, searchPoints * LANES);
  systems = place(SYSTEM_BYTES * LANES);
  maps = place(LANE_MAPS * LANES);
  picturePairs = place(<usize>points * 8);
  chosen = place(held * 2);
  pointsX = place(held * 8);
  pointsY = place(held * 8);
  places = place(<usize>points * 4);
  filled = place((SEARCH_SIZE * SEARCH_SIZE) >> 3);
  patterns = place(STRETCH * 4);
  drawing = place(<usize>(size + FRAME) * <usize>(size + FRAME + 1));
  found = place(<usize>(candidates * FOUND_NUMBERS) * 8);
  grow();
}
