/** Which classes a chosen range of a figure holds. */

/** Class numbers whose value lies in the range, both ends included, in the order of the values. */
export function classesWithin(
  numbers: readonly number[],
  values: readonly number[],
  [low, high]: readonly [number, number],
): number[] {
  return numbers
    .map((number, i) => ({ number, value: values[i] }))
    .filter(({ value }) => value >= low && value <= high)
    .sort((a, b) => a.value - b.value)
    .map(({ number }) => number);
}
