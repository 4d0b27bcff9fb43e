/** Makes the image source of a configuration and keeps the most recent ones of this thread. */
import { readFileSync } from "node:fs";
import type { DatasetConfig } from "../core/config/parameters.ts";
import { configFingerprintInput } from "../core/config/schema.ts";
import { pointsOf } from "../core/formulations/index.ts";
import type { Searcher } from "../core/formulations/pointFormulation.ts";
import { createSearcher } from "../core/kernel/classSearcher.ts";
import { KernelSource } from "../core/kernel/kernelSource.ts";
import type { ImageSource } from "../core/render/imageSource.ts";
import { distPath } from "./distPath.ts";

/** Sources hold tens of MiB each; a gallery that compares configurations needs a few at hand. */
const KEPT_SOURCES = 4;

let kernel: Promise<WebAssembly.Module> | null = null;
let searcher: { key: string; made: Searcher } | null = null;
/** By configuration, least recently used first. */
const sources = new Map<string, Promise<KernelSource>>();

/** The source of this thread for a configuration; the output settings do not matter to it. */
export function sourceOf(config: DatasetConfig): Promise<ImageSource> {
  const key = configFingerprintInput({ ...config, output: null } as unknown as DatasetConfig);
  const source = sources.get(key) ?? createSource(config, leastRecentlyUsed());
  sources.delete(key);
  sources.set(key, source);
  // A source that could not be made is not kept: the next task tries again.
  source.catch(() => sources.delete(key));
  return source;
}

/** Taken from those at hand where there are as many as are kept. */
function leastRecentlyUsed(): Promise<KernelSource> | undefined {
  const [oldest] = sources;
  if (sources.size < KEPT_SOURCES || oldest === undefined) return undefined;
  sources.delete(oldest[0]);
  return oldest[1];
}

/** Looks for the classes of a configuration; the most recent one is kept. */
export async function searcherOf(config: DatasetConfig): Promise<Searcher> {
  const points = pointsOf(config)!;
  const key = JSON.stringify([points.name, points.search.basis(config), config.imageSize]);
  if (searcher?.key === key) return searcher.made;
  kernel ??= compileKernel();
  searcher = { key, made: await createSearcher(config, await kernel) };
  return searcher.made;
}

/** After a failure in the kernel its memory may hold anything: the next task begins with a new one. */
export function forgetSources(): void {
  sources.clear();
  searcher = null;
  kernel = null;
}

function compileKernel(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(readFileSync(distPath("kernel.wasm")));
}

/** The one place that decides how images are drawn; with the instance of one that no task uses any more, if it fits. */
async function createSource(config: DatasetConfig, former?: Promise<KernelSource>): Promise<KernelSource> {
  kernel ??= compileKernel();
  return KernelSource.create(config, await kernel, await former?.catch(() => undefined));
}
