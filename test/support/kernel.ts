/** Kernel sources for tests, from the built kernel. */
import { readFileSync } from "node:fs";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { SpatialKernel } from "../../core/formulations/exfractaldb/kernel/spatialKernel.ts";
import { instantiateKernel, type KernelExports, type KernelLimits } from "../../core/kernel/kernel.ts";
import { KernelSource } from "../../core/kernel/kernelSource.ts";

const module = new WebAssembly.Module(readFileSync(new URL("../../dist/kernel.wasm", import.meta.url)));

export const kernelSource = (config: DatasetConfig, former?: KernelSource) =>
  KernelSource.create(config, module, former);

export const kernelExports = (limits: KernelLimits) => instantiateKernel(module, limits);

/** Of systems in space. @param numbers random numbers of a walk @param size S, px */
export async function spatialKernel(numbers: number, size = 64): Promise<SpatialKernel> {
  const limits = { size, vertices: 16, orbits: 1, sampleBytes: size * size, rows: size };
  return new SpatialKernel(await instantiateKernel(module, limits), numbers);
}

/** One that nothing has been placed in. */
export const bareKernel = () => new WebAssembly.Instance(module).exports as unknown as KernelExports;
