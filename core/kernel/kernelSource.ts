/** Reaches, draws and encodes any image of a configured dataset with the WebAssembly kernel. */
import type { ClassParameters, DatasetConfig, Pixel, Resample } from "../config/parameters.ts";
import type { Centre } from "../formulations/formulation.ts";
import { formulationOf } from "../formulations/index.ts";
import { requireReduction } from "../raster/taps.ts";
import {
  type ImageSource,
  type Orbit,
  requireImage,
  type StreamCheckpoint,
  type Tone,
} from "../render/imageSource.ts";
import { configurationNumbers } from "./configurationNumbers.ts";
import { instantiateKernel, type KernelExports, type KernelLimits } from "./kernel.ts";
import { StreamWalk } from "./streamWalk.ts";

/** What the kernel has room for of the numbers of an image. */
const IMAGE_NUMBERS = 8;

export class KernelSource implements ImageSource {
  readonly config: DatasetConfig;
  readonly size: number;
  private readonly kernel: KernelExports;
  private readonly walk: StreamWalk | null;
  /** The class whose tables the kernel holds. */
  private classAtHand = -1;
  private parameters: ClassParameters | null = null;
  /** Of the image at hand, by random access. */
  private placement: Centre = { x: 0, y: 0 };
  /** What the kernel is prepared for. */
  private reduction: { target: number; resample: Resample } | null = null;

  private constructor(config: DatasetConfig, kernel: KernelExports) {
    this.config = config;
    this.size = config.imageSize;
    this.kernel = kernel;
    this.walk = config.streams === null ? null : new StreamWalk(config, kernel);
    kernel.setBackground(formulationOf(config).background);
    const { kernelDraws } = formulationOf(config);
    kernel.setFormulation(kernelDraws.number);
    const numbers = configurationNumbers(config, kernelDraws.fields);
    new Float64Array(kernel.memory.buffer, kernel.configuration(), numbers.length).set(numbers);
    kernel.setKey((config.seed % 2 ** 32) | 0, Math.floor(config.seed / 2 ** 32));
  }

  /**
   * @param wasm the kernel's bytes or compiled module
   * @param former a source that is not used any more: its instance is taken over where it holds the new one's work
   * @throws RangeError where the configuration's picture does not fit WebAssembly's memory
   */
  static async create(
    config: DatasetConfig,
    wasm: BufferSource | WebAssembly.Module,
    former?: KernelSource,
  ): Promise<KernelSource> {
    const limits = limitsOf(config);
    const fits = former !== undefined && sameLimits(limitsOf(former.config), limits);
    return new KernelSource(config, fits ? former.kernel : await instantiateKernel(wasm, limits));
  }

  begin(classIndex: number, instance: number, attempt = 0): ClassParameters {
    requireImage(this.config, classIndex, instance, attempt);
    if (this.walk) return this.walk.begin(classIndex, instance);
    const { kernel } = this;
    const { toClass, toPlacement } = formulationOf(this.config).kernelDraws;
    if (this.classAtHand !== classIndex || this.parameters === null) {
      const count = kernel.drawClass(classIndex);
      kernel.prepareClass();
      this.parameters = toClass(new Float64Array(kernel.memory.buffer, kernel.classNumbers(), count));
      this.classAtHand = classIndex;
    }
    kernel.drawImage(instance, attempt);
    this.placement = toPlacement(
      new Float64Array(kernel.memory.buffer, kernel.imageNumbers(), IMAGE_NUMBERS),
    );
    return this.parameters;
  }

  centre(): Centre {
    return this.walk?.placement ?? this.placement;
  }

  paint(): Uint8Array {
    this.kernel.paint();
    this.walk?.imageDone();
    return new Uint8Array(this.kernel.memory.buffer, this.kernel.pixels(), this.size * this.size);
  }

  *orbits(): IterableIterator<Orbit> {
    const { memory, verticesX, verticesY } = this.kernel;
    const q = (this.walk?.parameters ?? this.parameters)!.vertices;
    const x = new Float64Array(memory.buffer, verticesX(), q);
    const y = new Float64Array(memory.buffer, verticesY(), q);
    for (let grey = this.kernel.nextOrbit(); grey >= 0; grey = this.kernel.nextOrbit()) yield { grey, x, y };
    this.walk?.imageDone();
  }

  /** Computes every vertex of the image at hand without drawing; for measuring. */
  vertices(): void {
    this.kernel.vertices();
    this.walk?.imageDone();
  }

  skip(): void {
    this.walk?.skip();
  }

  checkpoint(): StreamCheckpoint | null {
    return this.walk?.checkpoint() ?? null;
  }

  restore(checkpoint: StreamCheckpoint): void {
    this.walk?.restore(checkpoint);
  }

  measure(samples: Uint8Array): Tone {
    const { kernel } = this;
    kernel.measure(this.inKernel(samples), samples.length);
    return { ink: kernel.ink(), grey: kernel.greySum() };
  }

  reduce(samples: Uint8Array, target: number, resample: Resample): Uint8Array {
    const { kernel, size } = this;
    if (samples.length !== size * size) {
      throw new RangeError(`reduce: ${samples.length} samples are not ${size} × ${size} px`);
    }
    if (this.reduction?.target !== target || this.reduction.resample !== resample) {
      requireReduction(size, target);
      kernel.prepareReduction(target, resample === "area" ? 0 : 1);
      this.reduction = { target, resample };
    }
    const at = kernel.reduce(this.inKernel(samples), target);
    return new Uint8Array(kernel.memory.buffer, at, target * target);
  }

  encodePng(samples: Uint8Array, width: number, height: number, pixel: Pixel): Uint8Array {
    const { kernel } = this;
    const channels = samples.length / (width * height);
    if (channels !== 1 && channels !== 3) {
      throw new RangeError(
        `encodePng: ${samples.length} samples are not ${width} × ${height} grey or RGB pixels`,
      );
    }
    const at = this.inKernel(samples);
    const length =
      channels === 1 && pixel === "rgb"
        ? kernel.encodeGreyAsRgb(at, width, height)
        : kernel.encodePng(at, width, height, channels);
    return new Uint8Array(kernel.memory.buffer, kernel.pngData(), length);
  }

  /** Where samples lie in the kernel's memory; they are copied there if they lie elsewhere. */
  private inKernel(samples: Uint8Array): number {
    const { memory } = this.kernel;
    if (samples.buffer === memory.buffer) return samples.byteOffset;
    const at = this.kernel.samples();
    new Uint8Array(memory.buffer, at, samples.length).set(samples);
    return at;
  }
}

/** In powers of two, so that a configuration that is changed a little can take an instance over. */
function limitsOf({ imageSize: size, parameters }: DatasetConfig): KernelLimits {
  const vertices = powerOfTwo(parameters.vertices[1]);
  const orbits = powerOfTwo(parameters.orbits[1]);
  return { size, vertices, orbits, sampleBytes: 3 * size * size, rows: size };
}

const powerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(least));

const sameLimits = (a: KernelLimits, b: KernelLimits): boolean =>
  a.size === b.size && a.vertices === b.vertices && a.orbits === b.orbits;
