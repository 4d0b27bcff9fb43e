/** How the scripts of fractals write the maps of a class. */

/** A line for each map, as `numpy.savetxt` writes it: 18 decimals, which say every bit. @param numbers of a map */
export function mapLines(system: readonly number[], numbers: number): string {
  const lines: string[] = [];
  for (let at = 0; at < system.length; at += numbers) {
    lines.push(
      `${system
        .slice(at, at + numbers)
        .map(asScientific)
        .join(",")}\n`,
    );
  }
  return lines.join("");
}

/** As C's `%.18e`: at least two digits of exponent. */
function asScientific(value: number): string {
  return value.toExponential(18).replace(/e([+-])(\d)$/, "e$10$2");
}
