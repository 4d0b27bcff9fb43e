/** Looks for the classes of a configuration with a kernel of its own. */
import type { DatasetConfig } from "../config/parameters.ts";
import { pointsOf } from "../formulations/index.ts";
import type { Searcher } from "../formulations/pointFormulation.ts";
import { instantiateKernel, setSeed } from "./kernel.ts";

/**
 * @param config of points
 * @param wasm the kernel's bytes or compiled module
 */
export async function createSearcher(
  config: DatasetConfig,
  wasm: BufferSource | WebAssembly.Module,
): Promise<Searcher> {
  const limits = { size: config.imageSize, vertices: 0, orbits: 0, sampleBytes: 0, rows: 0 };
  const kernel = await instantiateKernel(wasm, limits);
  setSeed(kernel, config.seed);
  return pointsOf(config)!.search.searcher(kernel, config);
}
