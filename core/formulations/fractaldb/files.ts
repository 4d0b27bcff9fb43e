/** What the scripts of FractalDB call their files, and how they write a class. */
import type { ScriptFiles } from "../formulation.ts";
import { MAP_NUMBERS } from "./geometry/chaosGame.ts";
import { imageOf, instanceOf } from "./images.ts";
import type { FractaldbClass, FractaldbConfig } from "./parameters.ts";

export const fractaldbFiles: ScriptFiles<FractaldbConfig, FractaldbClass> = {
  imageRoot: "",
  imageName(_parameters, numbers, extension, config) {
    const { weight, count, flip } = imageOf(config, numbers.index);
    return `${numbers.class}_${String(weight).padStart(2, "0")}_count_${count}_flip${flip}.${extension}`;
  },
  instanceIn(name, config) {
    const [weight, count, flip] = (/_(\d+)_count_(\d+)_flip(\d+)\.\w+$/.exec(name) ?? [])
      .slice(1)
      .map(Number);
    return flip === undefined ? null : instanceOf(config, { weight, count, flip });
  },
  parametersIn: () => ({}),
  parameterFile: null,
  tableFile: systemFile,
};

/** A line for each map, as `numpy.savetxt` writes it: 18 decimals, which say every bit. */
export function systemFile({ system }: FractaldbClass): string {
  const lines: string[] = [];
  for (let at = 0; at < system.length; at += MAP_NUMBERS) {
    lines.push(
      `${system
        .slice(at, at + MAP_NUMBERS)
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
