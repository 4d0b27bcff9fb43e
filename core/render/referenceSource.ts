/** The readable reference of the kernel: the same pictures, by plain TypeScript, slowly. */
import type { ClassParameters, DatasetConfig, Resample } from "../config/parameters.ts";
import type { PolylineClass, PolylineConfig } from "../formulations/configurations.ts";
import type {
  Background,
  Centre,
  OrbitRandom,
  ReferenceOrbit,
  StreamDraws,
} from "../formulations/formulation.ts";
import {
  drawClass,
  drawPlacement,
  formulationOf,
  isPolylines,
  paletteOf,
  pointsOf,
  polylinesOf,
  streamDraws,
} from "../formulations/index.ts";
import { MersenneTwister } from "../random/mersenneTwister.ts";
import { Draws } from "../random/philox.ts";
import { drawClosedPolyline } from "../raster/lines.ts";
import { reduce } from "../raster/resample.ts";
import { coloured, reducedColours, toneOfRgb } from "./colour.ts";
import { type ImageSource, requireImage, type StreamCheckpoint, type Tone } from "./imageSource.ts";
import { PointWalk } from "./pointWalk.ts";
import { classesPerStream, firstClassOf, StreamPosition } from "./streamPosition.ts";

export interface ReferenceImage {
  parameters: ClassParameters;
  centre: Centre;
  orbits: ReferenceOrbit[];
}

/** One image; with streams it is reached from the seed of its stream. */
export function referenceImage(config: DatasetConfig, classIndex: number, instance: number): ReferenceImage {
  return wholeImage(new ReferenceSource(config), classIndex, instance);
}

/** All images of one stream in the script's order. */
export function* referenceStream(
  config: DatasetConfig,
  stream: number,
): Generator<ReferenceImage & { classIndex: number; instance: number }> {
  const source = new ReferenceSource(config);
  const first = firstClassOf(config, stream);
  for (let classIndex = first; classIndex < first + classesPerStream(config); classIndex++) {
    for (let instance = 0; instance < config.instances; instance++) {
      yield { classIndex, instance, ...wholeImage(source, classIndex, instance) };
    }
  }
}

/** S·S grey bytes of an image, drawn with integer lines. */
export function paintReference(
  size: number,
  orbits: Iterable<ReferenceOrbit>,
  background: Background = 0,
): Uint8Array {
  const picture = { size, pixels: new Uint8Array(size * size).fill(background) };
  for (const { grey, x, y } of orbits) drawClosedPolyline(picture, x, y, grey);
  return picture.pixels;
}

function wholeImage(source: ReferenceSource, classIndex: number, instance: number): ReferenceImage {
  const parameters = source.begin(classIndex, instance);
  return { parameters, centre: source.centre(), orbits: [...source.orbits()] };
}

interface ImageAtHand {
  parameters: ClassParameters;
  /** With what else is drawn for each image. */
  centre: Centre;
  random: OrbitRandom;
}

/** Each image that was begun is drawn once, by `paint` or by reading `orbits` to its end. */
export class ReferenceSource implements ImageSource {
  readonly config: DatasetConfig;
  readonly size: number;
  readonly palette: Uint8Array | null;
  private readonly walk: ReferenceWalk | null;
  /** Of points, else null. */
  private readonly points: PointWalk | null;
  private image: ImageAtHand | null = null;

  constructor(config: DatasetConfig) {
    this.config = config;
    this.size = config.imageSize;
    this.palette = paletteOf(config);
    this.walk = isPolylines(config) && config.streams !== null ? new ReferenceWalk(config) : null;
    const points = pointsOf(config);
    this.points = points === null ? null : new PointWalk(config, points.referenceImages(config));
  }

  /** @throws RangeError where the dataset has no such image */
  begin(classIndex: number, instance: number, attempt = 0): ClassParameters {
    const { config, walk } = this;
    requireImage(config, classIndex, instance, attempt);
    if (this.points !== null) return this.points.begin(classIndex, instance, attempt);
    if (walk) {
      const parameters = walk.begin(classIndex, instance);
      this.image = { parameters, centre: walk.placement, random: walk.random };
    } else {
      this.image = {
        parameters: drawClass(config, classIndex),
        centre: drawPlacement(config, classIndex, instance, attempt),
        random: { kind: "randomAccess", draws: new Draws(config.seed, classIndex, instance, attempt) },
      };
    }
    return this.image.parameters;
  }

  /** Where the nucleus of the image at hand lies, px. */
  centre(): Centre {
    return this.imageAtHand().centre;
  }

  paint(): Uint8Array {
    if (this.points !== null) return this.points.paint();
    return paintReference(this.size, this.orbits(), formulationOf(this.config).background);
  }

  diverges(): boolean {
    return this.points?.diverges() ?? false;
  }

  /** Yields each orbit in arrays of its own. */
  *orbits(): IterableIterator<ReferenceOrbit> {
    const { parameters, centre, random } = this.imageAtHand();
    yield* polylinesOf(this.config)!.orbits(this.config, parameters, centre, random);
    this.walk?.imageDone();
    this.image = null;
  }

  skip(): void {
    this.points?.skip();
    this.walk?.skip();
    this.image = null;
  }

  checkpoint(): StreamCheckpoint | null {
    return (this.points ?? this.walk)?.checkpoint() ?? null;
  }

  restore(checkpoint: StreamCheckpoint): void {
    (this.points ?? this.walk)?.restore(checkpoint);
    this.image = null;
  }

  reduce(samples: Uint8Array, target: number, resample: Resample): Uint8Array {
    const { palette } = this;
    if (palette === null) return reduce(samples, this.size, target, resample);
    return reducedColours(samples, palette, target, (one) => reduce(one, this.size, target, resample));
  }

  measure(samples: Uint8Array): Tone {
    const { palette } = this;
    if (palette !== null)
      return toneOfRgb(samples.length === this.size ** 2 ? coloured(samples, palette) : samples);
    const { background } = formulationOf(this.config);
    let ink = 0;
    let grey = 0;
    for (const sample of samples) {
      if (sample !== background) ink += 1;
      grey += sample;
    }
    return { ink, grey };
  }

  encodePng(): Uint8Array {
    throw new Error("PNG encoding is not provided by the reference");
  }

  private imageAtHand(): ImageAtHand {
    if (this.image === null) throw new Error("no image at hand: begin one before drawing");
    return this.image;
  }
}

/** Walks the streams of polylines with the plain generator. */
class ReferenceWalk {
  placement: Centre = { x: 0, y: 0 };
  readonly random: OrbitRandom;
  private readonly config: PolylineConfig;
  private readonly draws: StreamDraws<DatasetConfig, PolylineClass>;
  private readonly twister = new MersenneTwister();
  private readonly at: StreamPosition;
  /** Null before the draws of the class. */
  private parameters: PolylineClass | null = null;

  constructor(config: PolylineConfig) {
    this.config = config;
    this.draws = streamDraws(config);
    this.at = new StreamPosition(config);
    this.random = {
      kind: "stream",
      random: () => this.twister.random(),
      randint: (low, high) => this.twister.randint(low, high),
      uniform: (low, high) => this.twister.uniform(low, high),
    };
  }

  begin(classIndex: number, instance: number): PolylineClass {
    this.at.reach(classIndex, instance, this);
    return this.prepareClass();
  }

  /** Draws an image's greys and noise arguments without using them. */
  skip(): void {
    this.draws.skipImage(this.twister, this.config, this.prepareClass());
    this.imageDone();
  }

  /** The script draws the next placement after each image, after the last of a class too. */
  imageDone(): void {
    this.placement = this.draws.nextPlacement(this.twister, this.config);
    if (this.at.imageDone()) this.parameters = null;
  }

  checkpoint(): StreamCheckpoint {
    const { stream, classIndex, instance } = this.at;
    return {
      ...{ stream, classIndex, instance },
      state: this.twister.state(),
      classParameters: this.parameters,
      placement: this.placement,
    };
  }

  restore(checkpoint: StreamCheckpoint): void {
    this.at.moveTo(checkpoint);
    this.twister.restore(checkpoint.state);
    this.parameters = checkpoint.classParameters as PolylineClass | null;
    this.placement = checkpoint.placement;
  }

  seed(stream: number): void {
    this.twister.seed(this.config.seed + stream);
    this.parameters = null;
  }

  private prepareClass(): PolylineClass {
    if (this.parameters === null) {
      this.parameters = this.draws.drawClass(this.twister, this.config);
      this.placement = this.draws.firstPlacement(this.twister, this.config, this.parameters);
    }
    return this.parameters;
  }
}
