/** What a number measured on a sample is worth: its standard error and a 95 % interval. */

export interface Measured {
  value: number;
  /** null where the sample is too small to tell. */
  standardError: number | null;
  /** Ends of the 95 % interval; null as above. */
  low: number | null;
  high: number | null;
}

/**
 * The delete-one jackknife (Tukey 1958; of means over pairs Arvesen, Annals of Mathematical Statistics 1969): the statistic
 * without each of n units in turn tells how far it varies between samples; the interval is Student's with n − 1 degrees of
 * freedom. What is drawn together (the images of a class) is one unit.
 * @param statistic of all units, or without one; NaN where what is left is too little
 * @returns null where the statistic itself cannot be told
 */
export function jackknife(units: number, statistic: (without: number | null) => number): Measured | null {
  const value = statistic(null);
  if (!Number.isFinite(value)) return null;
  const left = Array.from({ length: units }, (_, unit) => statistic(unit));
  if (units < 2 || !left.every(Number.isFinite)) return { value, standardError: null, low: null, high: null };
  const mean = left.reduce((sum, each) => sum + each, 0) / units;
  const squares = left.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return measured(value, Math.sqrt(((units - 1) / units) * squares), units - 1);
}

/** The mean of a few equal measurements. */
export function meanOf(values: readonly number[]): Measured | null {
  return jackknife(values.length, (without) => {
    const rest = values.filter((_, i) => i !== without);
    return rest.reduce((sum, value) => sum + value, 0) / rest.length;
  });
}

function measured(value: number, standardError: number, freedom: number): Measured {
  const half = studentQuantile(freedom) * standardError;
  return { value, standardError, low: value - half, high: value + half };
}

/** A number above 0 in other units, and more by what is known. */
export function scaled({ value, standardError, low, high }: Measured, factor: number, known = 0): Measured {
  const end = (number: number | null) => (number === null ? null : known + Math.max(0, number) * factor);
  const error = standardError === null ? null : standardError * factor;
  return { value: known + value * factor, standardError: error, low: end(low), high: end(high) };
}

/** z of the normal distribution. */
export const NORMAL_QUANTILE = 1.959963984540054;

/**
 * 0.975 quantile of Student's distribution: exact for one and two degrees of freedom, else by the Cornish-Fisher expansion
 * (Abramowitz and Stegun 26.7.5), right to 0.2 %.
 * @param freedom an integer ≥ 1
 */
export function studentQuantile(freedom: number): number {
  if (freedom === 1) return Math.tan(0.475 * Math.PI);
  if (freedom === 2) return 0.95 * Math.sqrt(2 / (1 - 0.95 * 0.95));
  const z = NORMAL_QUANTILE;
  const n = freedom;
  return (
    z +
    (z ** 3 + z) / (4 * n) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * n ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * n ** 3) +
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / (92160 * n ** 4)
  );
}
