/** How the kernel draws formulation `paper` (`core/kernel/assembly/draws/paper.ts`). */
import type { KernelDraws } from "../formulation.ts";
import type { PaperClass } from "./parameters.ts";

export const paperKernelDraws: KernelDraws<PaperClass> = {
  number: 0,
  fields: [
    "imageSize",
    "parameters.orbits",
    "parameters.diameter",
    "parameters.interval",
    "parameters.frequency1",
    "parameters.frequency2",
    "parameters.amplitude1",
    "parameters.amplitude2",
    "parameters.vertices",
    "parameters.noiseLevel",
    "parameters.noiseScale",
    "parameters.grey",
    "parameters.nucleus",
    "parameters.recursion.depth",
    "parameters.recursion.ratio",
    "parameters.recursion.factor",
  ],
  toClass(numbers) {
    const [orbits, diameterA, diameterB, interval, frequency1, frequency2] = numbers;
    const [amplitude1, amplitude2, vertices, noiseLevel, depth, ratio, factor] = numbers.subarray(6);
    return {
      formulation: "paper",
      orbits,
      semiAxisA: diameterA / 2,
      semiAxisB: diameterB / 2,
      interval,
      frequency1,
      frequency2,
      amplitude1,
      amplitude2,
      vertices,
      noiseLevel,
      ...(depth === undefined ? {} : { depth, ratio, factor }),
    };
  },
  toPlacement: ([x, y]) => ({ x, y }),
};
