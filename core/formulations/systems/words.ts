/** Maps as people read them. */

/** `0.17x − 0.73y + 0.61`. @param factors of x, y and, in space, z @param shift what is added */
export function affineText(factors: readonly number[], shift: number): string {
  const [first, ...others] = factors;
  const rest = others.map((factor, i) => `${signed(factor)}${"yz"[i]}`);
  return [`${rounded(first)}x`, ...rest, signed(shift)].join(" ");
}

function signed(value: number): string {
  return value < 0 ? `− ${rounded(-value)}` : `+ ${rounded(value)}`;
}

function rounded(value: number): string {
  return value.toFixed(2).replace("-", "−");
}
