/** Maps and weights as people read them. */

/** `0.17x − 0.73y + 0.61`. @param factors of x, y and, in space, z @param shift what is added */
export function affineText(factors: readonly number[], shift: number): string {
  const [first, ...others] = factors;
  const rest = others.map((factor, i) => `${signed(factor)}${"yz"[i]}`);
  return [`${rounded(first)}x`, ...rest, signed(shift)].join(" ");
}

/** `c × 0.4`, or `unchanged`. @param factors of a row of weights @param names of the coefficients, a letter each */
export function weightText(factors: readonly number[], names: string): string {
  const changed = factors.findIndex((factor) => factor !== 1);
  return changed < 0 ? "unchanged" : `${names[changed]} × ${factors[changed]}`;
}

/** Weights that a sweep goes through, of each coefficient alone. */
export function weightSweeps(names: string) {
  return Array.from(names, (symbol) => ({
    name: `weight-${symbol}`,
    symbol: `w_${symbol}`,
    label: `Weight of ${symbol}`,
  }));
}

function signed(value: number): string {
  return value < 0 ? `− ${rounded(-value)}` : `+ ${rounded(value)}`;
}

function rounded(value: number): string {
  return value.toFixed(2).replace("-", "−");
}
