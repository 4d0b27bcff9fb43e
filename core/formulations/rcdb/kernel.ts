/** Hands classes and images of formulation `rcdb` to the kernel (`core/kernel/assembly/rcdb.ts`). */
import type { KernelExports } from "../../kernel/kernel.ts";
import type { RcdbClass, RcdbConfig, RcdbPlacement } from "./parameters.ts";
import { highestGrey } from "./sampling.ts";

interface RcdbKernel extends KernelExports {
  setRcdbClass(
    stream: number,
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
    config.streams === null ? 0 : 1,
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
