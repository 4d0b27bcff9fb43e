/** Reaches, draws and encodes any image of a configured dataset with the WebAssembly kernel. */
import type { ClassParameters, DatasetConfig, Pixel, Resample } from "../config/parameters.ts";
import type { PolylineClass } from "../formulations/configurations.ts";
import type { Centre } from "../formulations/formulation.ts";
import {
  type AnyPolylines,
  formulationOf,
  isPolylines,
  paletteOf,
  pointsOf,
  polylinesOf,
} from "../formulations/index.ts";
import { requireReduction } from "../raster/taps.ts";
import { reducedColours, toneOfRgb } from "../render/colour.ts";
import {
  type ImageSource,
  type Orbit,
  requireImage,
  type StreamCheckpoint,
  type Tone,
} from "../render/imageSource.ts";
import { PointWalk } from "../render/pointWalk.ts";
import { putConfiguration } from "./configurationNumbers.ts";
import { instantiateKernel, type KernelExports, type KernelLimits, setSeed } from "./kernel.ts";
import { StreamWalk } from "./streamWalk.ts";

/** What the kernel has room for of the numbers of an image. */
const IMAGE_NUMBERS = 8;

export class KernelSource implements ImageSource {
  readonly config: DatasetConfig;
  readonly size: number;
  private readonly kernel: KernelExports;
  readonly palette: Uint8Array | null;
  /** Of polylines, else null. */
  private readonly polylines: AnyPolylines | null;
  private readonly walk: StreamWalk | null;
  /** Of points, else null. */
  private readonly points: PointWalk | null;
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
    kernel.setBackground(formulationOf(config).background);
    setSeed(kernel, config.seed);
    this.polylines = polylinesOf(config);
    if (this.polylines !== null) putConfiguration(kernel, config, this.polylines.kernelDraws);
    this.walk = isPolylines(config) && config.streams !== null ? new StreamWalk(config, kernel) : null;
    const points = pointsOf(config);
    this.points = points === null ? null : new PointWalk(config, points.kernelImages(kernel, config));
    this.palette = paletteOf(config);
    const colours = new Uint8Array(kernel.memory.buffer, kernel.palette(), 4 * 256);
    for (let sample = 0; sample < 256; sample++) {
      const [red, green, blue] = this.palette?.subarray(3 * sample) ?? [sample, sample, sample];
      colours.set([red, green, blue, Math.round((red + green + blue) / 3)], 4 * sample);
    }
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
    const taken = former !== undefined && holds(former.config, config) ? former.kernel : null;
    return new KernelSource(config, taken ?? (await instantiateKernel(wasm, limitsOf(config))));
  }

  begin(classIndex: number, instance: number, attempt = 0): ClassParameters {
    requireImage(this.config, classIndex, instance, attempt);
    if (this.points !== null) return this.points.begin(classIndex, instance, attempt);
    if (this.walk) return this.walk.begin(classIndex, instance);
    const { kernel } = this;
    const { toClass, toPlacement } = this.polylines!.kernelDraws;
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
    if (this.points !== null) return this.points.paint();
    this.kernel.paint();
    this.walk?.imageDone();
    return new Uint8Array(this.kernel.memory.buffer, this.kernel.pixels(), this.size * this.size);
  }

  diverges(): boolean {
    return this.points?.diverges() ?? false;
  }

  /** @throws TypeError of a picture of points */
  *orbits(): IterableIterator<Orbit> {
    if (this.points !== null) throw new TypeError("a picture of points has no orbits");
    const { memory, verticesX, verticesY } = this.kernel;
    const q = ((this.walk?.parameters ?? this.parameters) as PolylineClass).vertices;
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
    this.points?.skip();
    this.walk?.skip();
  }

  checkpoint(): StreamCheckpoint | null {
    return (this.points ?? this.walk)?.checkpoint() ?? null;
  }

  restore(checkpoint: StreamCheckpoint): void {
    (this.points ?? this.walk)?.restore(checkpoint);
  }

  measure(samples: Uint8Array): Tone {
    const { kernel, palette, size } = this;
    if (palette !== null && samples.length !== size * size) return toneOfRgb(samples);
    if (palette !== null) kernel.measureColours(this.inKernel(samples), samples.length);
    else kernel.measure(this.inKernel(samples), samples.length);
    return { ink: kernel.ink(), grey: kernel.greySum() };
  }

  reduce(samples: Uint8Array, target: number, resample: Resample): Uint8Array {
    const { size } = this;
    if (samples.length !== size * size) {
      throw new RangeError(`reduce: ${samples.length} samples are not ${size} × ${size} px`);
    }
    const { palette } = this;
    if (palette === null) return this.reduceOne(samples, target, resample);
    return reducedColours(samples, palette, target, (one) => this.reduceOne(one, target, resample));
  }

  private reduceOne(samples: Uint8Array, target: number, resample: Resample): Uint8Array {
    const { kernel } = this;
    if (this.reduction?.target !== target || this.reduction.resample !== resample) {
      requireReduction(this.size, target);
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
        ? kernel.encodeAsRgb(at, width, height)
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
function limitsOf(config: DatasetConfig): KernelLimits {
  const { imageSize: size } = config;
  const picture = { size, sampleBytes: 3 * size * size, rows: size };
  if (!isPolylines(config)) return { ...picture, vertices: 0, orbits: 0 };
  const { vertices, orbits } = config.parameters;
  return { ...picture, vertices: powerOfTwo(vertices[1]), orbits: powerOfTwo(orbits[1]) };
}

const powerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(least));

/** Points lie where a class's own tables need room. */
const holds = (former: DatasetConfig, config: DatasetConfig): boolean =>
  isPolylines(former) && isPolylines(config) && sameLimits(limitsOf(former), limitsOf(config));

const sameLimits = (a: KernelLimits, b: KernelLimits): boolean =>
  a.size === b.size && a.vertices === b.vertices && a.orbits === b.orbits;
