/** Kernel sources for tests, from the built kernel. */
import { readFileSync } from "node:fs";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { instantiateKernel, type KernelLimits } from "../../core/kernel/kernel.ts";
import { KernelSource } from "../../core/kernel/kernelSource.ts";

const module = new WebAssembly.Module(readFileSync(new URL("../../dist/kernel.wasm", import.meta.url)));

export const kernelSource = (config: DatasetConfig, former?: KernelSource) =>
  KernelSource.create(config, module, former);

export const kernelExports = (limits: KernelLimits) => instantiateKernel(module, limits);
