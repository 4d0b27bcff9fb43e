/** How the kernel draws formulation `rcdb` (`core/kernel/assembly/draws/rcdb.ts`), and how it is handed a stream's classes and images. */
import type { KernelExports } from "../../kernel/kernel.ts";
import type { KernelDraws } from "../formulation.ts";
import type { RcdbClass, RcdbConfig, RcdbPlacement } from "./parameters.ts";
import { highestGrey } from "./sampling.ts";

export const rcdbKernelDraws: KernelDraws<RcdbClass, RcdbPlacement> = {
  number: 2,
  fields: [
    "imageSize",
    "parameters.vertices",
    "parameters.perlinMin",
    "parameters.lineWidth",
    "parameters.radiusMin",
    "parameters.orbits",
    "parameters.ovalRate",
    "parameters.startPos",
  ],
  toClass(numbers) {
    const [vertices, orbits, noiseCoefficient, radialStep, radius] = numbers;
    const [ovalX, ovalY, centreX, centreY] = numbers.subarray(5);
    return {
      formulation: "rcdb",
      vertices,
      orbits,
      noiseCoefficient,
      radialStep,
      radius,
      ovalX,
      ovalY,
      centreY,
      centreX,
    };
  },
  toPlacement: ([x, y, radius, ovalX, ovalY]) => ({ x, y, radius, ovalX, ovalY }),
};

interface RcdbKernel extends KernelExports {
  setRcdbClass(
    vertices: number,
    orbits: number,
    noiseCoefficient: number,
    radialStep: number,
    highestGrey: number,
  ): void;
  setRcdbEllipse(radius: number, ovalX: number, ovalY: number): void;
}

export function setRcdbKernelClass(kernel: KernelExports, config: RcdbConfig, parameters: RcdbClass): void {
  (kernel as RcdbKernel).setRcdbClass(
    parameters.vertices,
    parameters.orbits,
    parameters.noiseCoefficient,
    parameters.radialStep,
    highestGrey(config),
  );
}

export function setRcdbKernelImage(kernel: KernelExports, { radius, ovalX, ovalY }: RcdbPlacement): void {
  (kernel as RcdbKernel).setRcdbEllipse(radius, ovalX, ovalY);
}
