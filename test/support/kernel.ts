/** Kernel sources for tests, from the built kernel. */
import { readFileSync } from "node:fs";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { SpatialKernel } from "../../core/formulations/exfractaldb/kernel/spatialKernel.ts";
import { instantiateKernel, type KernelExports, type KernelLimits } from "../../core/kernel/kernel.ts";
import { KernelSource } from "../../core/kernel/kernelSource.ts";

export const kernelModule = new WebAssembly.Module(
  readFileSync(new URL("../../dist/kernel.wasm", import.meta.url)),
);

export const kernelSource = (config: DatasetConfig, former?: KernelSource) =>
  KernelSource.create(config, kernelModule, former);

export const kernelExports = (limits: KernelLimits) => instantiateKernel(kernelModule, limits);

/** Of systems in space. @param numbers random numbers of a walk @param size S, px */
export async function spatialKernel(numbers: number, size = 64): Promise<SpatialKernel> {
  const limits = { size, vertices: 0, orbits: 0, sampleBytes: size * size, rows: size };
  return new SpatialKernel(await instantiateKernel(kernelModule, limits), numbers);
}

/** One that nothing has been placed in. */
export const bareKernel = () => new WebAssembly.Instance(kernelModule).exports as unknown as KernelExports;
