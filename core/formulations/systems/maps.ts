/**
 * Systems of affine maps as the searches draw them, and which map each step of a walk takes. A system is a row of numbers
 * for each map: its coefficients, then its probability p.
 */

/** A candidate has 2 … 7 maps. */
export const FEWEST_MAPS = 2;
export const MOST_MAPS = 7;

/** Magnitudes of coefficients that a map is measured with; those of a class that was brought may be of any. */
const MEASURED = [1e-60, 1e60];

/** How a map changes areas or volumes, as a factor from 0. @param map its coefficients, and what follows them */
export type MapMeasure = (map: Iterable<number>) => number;

/**
 * N rows, each p what the map makes of a measure divided by the sum of all.
 * @param coefficients of a map
 * @param draw uniform in [−1, 1)
 */
export function drawMaps(
  maps: number,
  coefficients: number,
  measure: MapMeasure,
  draw: () => number,
): Float64Array {
  const system = new Float64Array(maps * (coefficients + 1));
  let sum = 0;
  for (let at = 0; at < system.length; at += coefficients + 1) {
    for (let k = 0; k < coefficients; k++) system[at + k] = draw();
    const p = measure(system.subarray(at));
    system[at + coefficients] = p;
    sum += p;
  }
  for (let at = coefficients; at < system.length; at += coefficients + 1) system[at] /= sum;
  return system;
}

/**
 * The map that each random number chooses: the first with r ≤ p₁ + … + pⱼ; N, where there is none, stands for staying.
 * @param mapNumbers numbers of a map
 */
export function chosenMaps(
  system: ArrayLike<number>,
  mapNumbers: number,
  random: ArrayLike<number>,
): Uint8Array {
  const bounds: number[] = [];
  let sum = 0;
  for (let at = mapNumbers - 1; at < system.length; at += mapNumbers) {
    sum += system[at];
    bounds.push(sum);
  }
  return Uint8Array.from(random, (r) => {
    let map = 0;
    // Nothing is at most a bound that is not a number.
    while (map < bounds.length && !(r <= bounds[map])) map += 1;
    return map;
  });
}

/** The system with the coefficients of every map multiplied by weights; its probabilities stay. */
export function weighted(system: ArrayLike<number>, weights: readonly number[]): Float64Array {
  return Float64Array.from(system, (value, at) => value * (weights[at % (weights.length + 1)] ?? 1));
}

/**
 * What one step of the walk does to a length, as a factor: the geometric mean over the steps. Below 1 the walk contracts in
 * the mean.
 * @param dimensions 2 where maps are measured by areas, 3 by volumes
 */
export function meanContraction(
  system: readonly number[],
  mapNumbers: number,
  measure: MapMeasure,
  dimensions: number,
): number {
  let sum = 0;
  for (let at = 0; at < system.length; at += mapNumbers) {
    const map = system.slice(at, at + mapNumbers);
    const p = map[mapNumbers - 1];
    const matrix = map.slice(0, dimensions ** 2);
    const scale = matrix.every(isMeasurable) ? 1 : Math.max(...matrix.map(Math.abs));
    const factor = measure(scale === 1 ? matrix : matrix.map((value) => relative(value, scale)));
    if (p > 0 && factor > 0) sum += p * (Math.log(factor) + dimensions * Math.log(scale));
  }
  return Math.min(Math.exp(sum / dimensions), Number.MAX_VALUE);
}

function isMeasurable(value: number): boolean {
  const [least, most] = MEASURED;
  return value === 0 || (Math.abs(value) >= least && Math.abs(value) <= most);
}

/** A coefficient beside the largest one, 0 where it is nothing beside it. */
function relative(value: number, largest: number): number {
  const part = value / largest;
  return isMeasurable(part) ? part : 0;
}
