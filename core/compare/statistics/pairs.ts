/** Which pairs of a sample are compared, where all of them would be too many. */

export type Pair = readonly [number, number];

/**
 * Each of n with those that follow it by 1, 2 … places on a circle: as often as any other, and all pairs where there are
 * few. By the first of the pair, in order.
 * @param most pairs for each of n, an integer ≥ 1
 * @param from first of the pairs' first members, and `to` the one behind the last: a part of them
 */
export function* circlePairs(n: number, most: number, from = 0, to = n): Generator<Pair> {
  const farthest = Math.min(Math.floor(n / 2), most);
  for (let i = from; i < to; i++) {
    for (let step = 1; step <= farthest; step++) {
      // Half way round each pair is met from both sides.
      if (2 * step === n && 2 * i >= n) continue;
      yield [i, (i + step) % n];
    }
  }
}

/** How many they are. */
export function pairCount(n: number, most: number): number {
  const farthest = Math.min(Math.floor(n / 2), most);
  return n * farthest - (2 * farthest === n ? n / 2 : 0);
}
