/** A class's parameters as columns of the class table. */
import type { ClassParameterColumn } from "../formulation.ts";
import { MAP_NUMBERS } from "./geometry/chaosGame.ts";
import type { FractaldbClass } from "./parameters.ts";

export const fractaldbColumns: ClassParameterColumn<FractaldbClass>[] = [
  {
    name: "maps",
    symbol: "N",
    label: "Maps",
    unit: "",
    integer: true,
    value: (c) => c.maps,
  },
  {
    name: "fill",
    symbol: "r",
    label: "Fill rate",
    unit: "",
    integer: false,
    value: (c) => c.fill,
  },
  {
    name: "contraction",
    symbol: "s",
    label: "Contraction",
    unit: "",
    integer: false,
    value: (c) => contraction(c.system),
  },
];

/** By what a step shrinks lengths in the mean: exp Σ pⱼ ½ ln |aⱼdⱼ − bⱼcⱼ|. */
export function contraction(system: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < system.length; at += MAP_NUMBERS) {
    const [a, b, c, d, , , p] = system.slice(at, at + MAP_NUMBERS);
    const determinant = Math.abs(a * d - b * c);
    if (p > 0 && determinant > 0) sum += (p * Math.log(determinant)) / 2;
  }
  return Math.exp(sum);
}
