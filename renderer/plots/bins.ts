/** Histogram bins: equal widths, whole numbers kept whole. */

export interface Bins {
  /** Lower edge of the first bin and upper edge of the last. */
  from: number;
  to: number;
  width: number;
  count: number;
}

const MOST_BINS = 40;

/**
 * Bins that hold every value from min to max. Integers get bins of a whole number of values, whose edges lie half-way
 * between integers, so that each value has a bin of its own while there are few.
 */
export function makeBins(min: number, max: number, integer: boolean): Bins {
  if (integer) {
    const values = max - min + 1;
    const width = Math.max(1, Math.ceil(values / MOST_BINS));
    const count = Math.max(1, Math.ceil(values / width));
    return { from: min - 0.5, to: min - 0.5 + count * width, width, count };
  }
  if (max <= min) return { from: min - 0.5, to: min + 0.5, width: 1, count: 1 };
  return { from: min, to: max, width: (max - min) / MOST_BINS, count: MOST_BINS };
}

/** Number of the bin that holds the value. */
export function binOf(bins: Bins, value: number): number {
  const bin = Math.floor((value - bins.from) / bins.width);
  return Math.min(bins.count - 1, Math.max(0, bin));
}

/** How many values fall into each bin, those that are no numbers into none; `indices` chooses among them, all where it is left out. */
export function countBins(bins: Bins, values: ArrayLike<number>, indices?: ArrayLike<number>): number[] {
  const counts = new Array<number>(bins.count).fill(0);
  const length = indices?.length ?? values.length;
  for (let i = 0; i < length; i++) {
    const value = values[indices === undefined ? i : indices[i]];
    if (!Number.isNaN(value)) counts[binOf(bins, value)]++;
  }
  return counts;
}

/** Smallest and largest number; [0, 0] where there is none. */
export function extent(values: ArrayLike<number>): [number, number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < min) min = values[i];
    if (values[i] > max) max = values[i];
  }
  return min > max ? [0, 0] : [min, max];
}

/** The range that a brush from one px value to another selects: whole integers, or the values themselves. */
export function brushedRange(from: number, to: number, integer: boolean): [number, number] | null {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  if (!integer) return high > low ? [low, high] : null;
  // An integer is chosen when the brush covers the middle of its bar.
  const range: [number, number] = [Math.ceil(low), Math.floor(high)];
  return range[0] <= range[1] ? range : [Math.round((low + high) / 2), Math.round((low + high) / 2)];
}
