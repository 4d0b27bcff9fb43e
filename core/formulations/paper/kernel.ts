/** Hands a class of formulation `paper` to the kernel (`core/kernel/assembly/paper.ts`). */
import type { KernelExports } from "../../kernel/kernel.ts";
import type { PaperClass, PaperConfig } from "./parameters.ts";

interface PaperKernel extends KernelExports {
  setPaperClass(
    vertices: number,
    orbits: number,
    semiAxisA: number,
    semiAxisB: number,
    interval: number,
    frequency1: number,
    frequency2: number,
    amplitude1: number,
    amplitude2: number,
    noiseAmplitude: number,
    depth: number,
    ratio: number,
    factor: number,
    lowestGrey: number,
    highestGrey: number,
  ): void;
}

export function setPaperKernelClass(
  kernel: KernelExports,
  config: PaperConfig,
  parameters: PaperClass,
): void {
  const { grey, noiseScale } = config.parameters;
  (kernel as PaperKernel).setPaperClass(
    parameters.vertices,
    parameters.orbits,
    parameters.semiAxisA,
    parameters.semiAxisB,
    parameters.interval,
    parameters.frequency1,
    parameters.frequency2,
    parameters.amplitude1,
    parameters.amplitude2,
    parameters.noiseLevel * noiseScale,
    parameters.depth ?? 0,
    parameters.ratio ?? 0,
    parameters.factor ?? 1,
    grey[0],
    grey[1],
  );
}
