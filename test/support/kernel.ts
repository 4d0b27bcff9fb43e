/** Kernel sources for tests, from the built kernel. */
import { readFileSync } from "node:fs";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { KernelSource } from "../../core/kernel/kernelSource.ts";

const module = new WebAssembly.Module(readFileSync(new URL("../../dist/kernel.wasm", import.meta.url)));

export const kernelSource = (config: DatasetConfig, former?: KernelSource) =>
  KernelSource.create(config, module, former);
