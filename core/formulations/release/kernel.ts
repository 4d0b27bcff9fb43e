/** Hands a class of formulation `release` to the kernel (`core/kernel/assembly/release.ts`). */
import type { KernelExports } from "../../kernel/kernel.ts";
import type { ReleaseClass, ReleaseConfig } from "./parameters.ts";

interface ReleaseKernel extends KernelExports {
  setReleaseClass(
    stream: number,
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
  config: ReleaseConfig,
  parameters: ReleaseClass,
): void {
  (kernel as ReleaseKernel).setReleaseClass(
    config.streams === null ? 0 : 1,
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
