/** The WebAssembly kernel's exports, typed, and one instance of it sized for one configuration. */

/** What all formulations share; a formulation's folder knows its own function that sets a class. */
export interface KernelExports {
  memory: WebAssembly.Memory;
  configure(side: number, vertexLimit: number, orbitLimit: number, sampleBytes: number, rows: number): void;
  setKey(low: number, high: number): void;
  /** Grey of what nothing is drawn on. */
  setBackground(grey: number): void;
  setFormulation(number: number): void;
  /** Where a configuration's numbers lie, f64. */
  configuration(): number;
  /** Draws a class by random access; returns how many numbers it has. */
  drawClass(classIndex: number): number;
  prepareClass(): void;
  /** Starts on an image of the class prepared last. */
  drawImage(instance: number, attempt: number): void;
  classNumbers(): number;
  imageNumbers(): number;
  /** Starts on an image of a stream. */
  beginImage(classIndex: number, instance: number, attempt: number, centreX: number, centreY: number): void;
  nextOrbit(): number;
  skipImage(): void;
  paint(): void;
  vertices(): void;
  randint(low: number, high: number): number;
  random(): number;
  resumeTwister(index: number): void;
  saveTwister(): void;
  pixels(): number;
  verticesX(): number;
  verticesY(): number;
  words(): number;
  samples(): number;
  /** 256 times red, green, blue and the mean of them, a byte each. */
  palette(): number;
  pngData(): number;
  /** @param kind 0: by area, 1: Lanczos */
  prepareReduction(target: number, kind: number): void;
  reduce(samples: number, target: number): number;
  encodePng(samples: number, width: number, height: number, channels: number): number;
  encodeAsRgb(samples: number, width: number, height: number): number;
  measure(samples: number, length: number): void;
  measureColours(samples: number, length: number): void;
  ink(): number;
  greySum(): number;
}

/** The largest work the instance must hold. */
export interface KernelLimits {
  /** S, px. */
  size: number;
  /** Largest q; 0 where there are no polylines. */
  vertices: number;
  /** Largest K; 0 where there are no polylines. */
  orbits: number;
  /** Largest width × height × channels to encode, bytes. */
  sampleBytes: number;
  /** Largest height to encode, px. */
  rows: number;
}

/** Compiles (unless compiled already) and instantiates the kernel and places its buffers. */
export async function instantiateKernel(
  wasm: BufferSource | WebAssembly.Module,
  limits: KernelLimits,
): Promise<KernelExports> {
  const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  const instance = await WebAssembly.instantiate(module);
  const kernel = instance.exports as unknown as KernelExports;
  kernel.configure(limits.size, limits.vertices, limits.orbits, limits.sampleBytes, limits.rows);
  return kernel;
}

/** Keys the kernel's random access. @param seed of the dataset, an integer in [0, 2⁵³) */
export function setSeed(kernel: KernelExports, seed: number): void {
  kernel.setKey((seed % 2 ** 32) | 0, Math.floor(seed / 2 ** 32));
}
