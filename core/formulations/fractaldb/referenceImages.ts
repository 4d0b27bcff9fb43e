/** The readable reference of formulation `fractaldb`'s pictures; the kernel equals it to the last bit. */
import { MersenneTwister } from "../../random/mersenneTwister.ts";
import { NumpyRandom } from "../../random/numpyRandom.ts";
import { Draws } from "../../random/philox.ts";
import type { PointImages } from "../pointFormulation.ts";
import { weighted } from "../systems/maps.ts";
import { STRETCH } from "../systems/random.ts";
import { chaosGame, PICTURE_SEED } from "./geometry/chaosGame.ts";
import { drawPatches, drawPoints, flipped, PATCH_PATTERNS } from "./geometry/drawing.ts";
import { type PixelPlaces, pixelPlaces } from "./geometry/pixels.ts";
import { type FractalImage, imageOf, weightsOf } from "./images.ts";
import { type FractaldbClass, type FractaldbConfig, hasPatches, isColour } from "./parameters.ts";

/** Orbit words of an attempt, a stretch of patterns each. */
const STRETCHES = 4096;

export class FractalReferenceImages implements PointImages<FractaldbClass> {
  private readonly config: FractaldbConfig;
  private readonly choices: Float64Array;
  private readonly twister = new MersenneTwister();
  private parameters: FractaldbClass | null = null;
  private classIndex = 0;
  private image: FractalImage = { weight: 0, count: 0, flip: 0, drawing: 0 };
  private attempt = 0;
  /** With streams: the drawing whose flips are being drawn, and the state before it. */
  private drawing: { number: number; samples: Uint8Array; before: Uint32Array } | null = null;

  constructor(config: FractaldbConfig) {
    this.config = config;
    const random = new NumpyRandom(PICTURE_SEED);
    this.choices = Float64Array.from({ length: config.parameters.points }, () => random.random());
  }

  begin(parameters: FractaldbClass, classIndex: number, instance: number, attempt: number): void {
    if (classIndex !== this.classIndex) this.drawing = null;
    this.parameters = parameters;
    this.classIndex = classIndex;
    this.image = imageOf(this.config, instance);
    this.attempt = attempt;
  }

  paint(): Uint8Array {
    return flipped(this.drawn(), this.config.imageSize, this.image.flip);
  }

  diverges(): boolean {
    return this.places().diverges;
  }

  /** Where each point of the image at hand lies before it is flipped. */
  places(): PixelPlaces {
    const { imageSize, parameters } = this.config;
    const { system } = this.parameters!;
    const weights = weightsOf(this.config, this.image.weight);
    return pixelPlaces(chaosGame(weighted(system, weights), this.choices), imageSize, parameters.padding);
  }

  seed(stream: number): void {
    this.twister.seed(this.config.seed + stream);
    this.drawing = null;
  }

  skip(): void {
    this.drawn();
  }

  state(next: number | null): Uint32Array {
    const { drawing } = this;
    const shares = next !== null && imageOf(this.config, next).drawing === drawing?.number;
    return shares ? drawing!.before : this.twister.state();
  }

  restore(state: Uint32Array): void {
    this.twister.restore(state);
    this.drawing = null;
  }

  private drawn(): Uint8Array {
    if (this.drawing?.number === this.image.drawing && this.config.streams !== null)
      return this.drawing.samples;
    const before = this.twister.state();
    const { imageSize, parameters } = this.config;
    const colour = isColour(parameters.drawType);
    const places = this.places();
    const samples = hasPatches(parameters.drawType)
      ? drawPatches(places, imageSize, colour, this.patterns())
      : drawPoints(places, imageSize, colour);
    this.drawing = { number: this.image.drawing, samples, before };
    return samples;
  }

  /** By random access a word for each pattern, 1 + ⌊511 w / 2³²⌋. */
  private patterns(): () => number {
    if (this.config.streams !== null) return () => this.twister.randint(1, PATCH_PATTERNS - 1);
    const draws = new Draws(this.config.seed, this.classIndex, this.image.drawing);
    let words: Uint32Array = new Uint32Array();
    let taken = 0;
    return () => {
      const at = taken % STRETCH;
      if (at === 0) {
        const orbit = 2 ** 32 - 1 - this.attempt * STRETCHES - taken / STRETCH;
        words = draws.noiseWords(orbit, STRETCH);
      }
      taken += 1;
      return 1 + Math.floor(words[at] * ((PATCH_PATTERNS - 1) / 2 ** 32));
    };
  }
}
