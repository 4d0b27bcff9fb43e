/** How the kernel draws formulation `release` (`core/kernel/assembly/draws/release.ts`), and how it is handed a stream's class. */
import type { KernelExports } from "../../kernel/kernel.ts";
import type { KernelDraws } from "../formulation.ts";
import type { ReleaseClass, ReleaseConfig } from "./parameters.ts";

export const releaseKernelDraws: KernelDraws<ReleaseClass> = {
  number: 1,
  fields: [
    "imageSize",
    "parameters.vertices",
    "parameters.orbits",
    "parameters.perlinMin",
    "parameters.lineWidth",
    "parameters.radiusMin",
    "parameters.ovalRate",
    "parameters.startPos",
    "parameters.frequency1",
    "parameters.frequency2",
  ],
  toClass(numbers) {
    const [vertices, orbits, noiseCoefficient, radialStep, radius] = numbers;
    const [frequency1, frequency2, ovalX, ovalY] = numbers.subarray(5);
    return {
      formulation: "release",
      vertices,
      orbits,
      noiseCoefficient,
      radialStep,
      radius,
      frequency1,
      frequency2,
      ovalX,
      ovalY,
    };
  },
  toPlacement: ([x, y]) => ({ x, y }),
};

interface ReleaseKernel extends KernelExports {
  setReleaseClass(
    vertices: number,
    orbits: number,
    noiseCoefficient: number,
    radialStep: number,
    radius: number,
    frequency1: number,
    frequency2: number,
    ovalX: number,
    ovalY: number,
  ): void;
}

export function setReleaseKernelClass(
  kernel: KernelExports,
  _config: ReleaseConfig,
  parameters: ReleaseClass,
): void {
  (kernel as ReleaseKernel).setReleaseClass(
    parameters.vertices,
    parameters.orbits,
    parameters.noiseCoefficient,
    parameters.radialStep,
    parameters.radius,
    parameters.frequency1,
    parameters.frequency2,
    parameters.ovalX,
    parameters.ovalY,
  );
}
