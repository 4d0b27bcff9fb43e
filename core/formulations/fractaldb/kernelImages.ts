/** Draws the images of formulation `fractaldb` with the kernel (`core/kernel/assembly/fractaldb/drawing.ts`). */
import type { KernelExports } from "../../kernel/kernel.ts";
import { restoreTwister, twisterState } from "../../kernel/twisterState.ts";
import { MersenneTwister } from "../../random/mersenneTwister.ts";
import { numpyState } from "../../random/numpyRandom.ts";
import type { PointImages } from "../pointFormulation.ts";
import { PICTURE_SEED } from "./geometry/chaosGame.ts";
import { MAP_NUMBERS } from "./geometry/system.ts";
import { type FractalImage, imageOf, weightsOf } from "./images.ts";
import { type FractaldbClass, type FractaldbConfig, hasPatches, isColour } from "./parameters.ts";

interface DrawingKernel extends KernelExports {
  configureFractal(size: number, points: number, searchPoints: number, candidates: number): void;
  fractalSystem(): number;
  takeFractalChoices(points: number): void;
  setFractalClass(maps: number): void;
  playFractal(a: number, b: number, c: number, d: number, e: number, f: number, padding: number): void;
  fractalDiverges(): number;
  drawFractalPoints(isColour: boolean): void;
  drawStreamFractalPatches(isColour: boolean): void;
  skipFractalPatches(): void;
  drawKeyedFractalPatches(isColour: boolean, classIndex: number, drawing: number, attempt: number): void;
  flipFractal(flip: number): void;
}

/** A class's walk is played once for each row of weights, and a drawing made once for its flips, while images come in order. */
export class FractalKernelImages implements PointImages<FractaldbClass> {
  private readonly kernel: DrawingKernel;
  private readonly config: FractaldbConfig;
  private classAtHand = -1;
  /** Row of weights whose walk the kernel holds. */
  private weightAtHand = -1;
  /** Drawing that the kernel holds, or with streams has run past. */
  private drawingAtHand = -1;
  private attemptAtHand = 0;
  private isDrawn = false;
  private image: FractalImage = { weight: 0, count: 0, flip: 0, drawing: 0 };
  private attempt = 0;
  /** With streams: the state before the drawing at hand. */
  private before: Uint32Array | null = null;

  constructor(kernel: KernelExports, config: FractaldbConfig) {
    this.kernel = kernel as DrawingKernel;
    this.config = config;
    const { points } = config.parameters;
    this.kernel.configureFractal(config.imageSize, points, 0, 0);
    restoreTwister(this.kernel, numpyState(PICTURE_SEED));
    this.kernel.takeFractalChoices(points);
  }

  begin(parameters: FractaldbClass, classIndex: number, instance: number, attempt: number): void {
    if (this.classAtHand !== classIndex) {
      const { system } = parameters;
      new Float64Array(this.kernel.memory.buffer, this.kernel.fractalSystem(), system.length).set(system);
      this.kernel.setFractalClass(system.length / MAP_NUMBERS);
      this.classAtHand = classIndex;
      this.weightAtHand = -1;
      this.drawingAtHand = -1;
    }
    this.image = imageOf(this.config, instance);
    this.attempt = attempt;
  }

  paint(): Uint8Array {
    const { kernel, config, image } = this;
    this.ready(true);
    kernel.flipFractal(image.flip);
    return new Uint8Array(kernel.memory.buffer, kernel.pixels(), config.imageSize ** 2);
  }

  diverges(): boolean {
    this.play();
    return this.kernel.fractalDiverges() !== 0;
  }

  seed(stream: number): void {
    const twister = new MersenneTwister();
    twister.seed(this.config.seed + stream);
    this.restore(twister.state());
  }

  /** A drawing is run past at the first of its flips that is asked for. */
  skip(): void {
    this.ready(false);
  }

  /** Flips share a drawing: the state for one of the drawing at hand is that before it. */
  state(next: number | null): Uint32Array {
    const shares = next !== null && imageOf(this.config, next).drawing === this.drawingAtHand;
    return shares && this.before !== null ? this.before : twisterState(this.kernel);
  }

  restore(state: Uint32Array): void {
    restoreTwister(this.kernel, state);
    this.drawingAtHand = -1;
    this.before = null;
  }

  private play(): void {
    const { weight } = this.image;
    if (this.weightAtHand === weight) return;
    const [a, b, c, d, e, f] = weightsOf(this.config, weight);
    this.kernel.playFractal(a, b, c, d, e, f, this.config.parameters.padding);
    this.weightAtHand = weight;
    // A row's drawings have numbers of their own.
    this.drawingAtHand = -1;
  }

  /** The kernel's generator stands behind the drawing of the image at hand, which is drawn if that is asked for. */
  private ready(draws: boolean): void {
    const { kernel, config, image, attempt } = this;
    this.play();
    const isAtHand = this.drawingAtHand === image.drawing && this.attemptAtHand === attempt;
    if (isAtHand && (this.isDrawn || !draws)) return;
    const { drawType } = config.parameters;
    const colour = isColour(drawType);
    if (!hasPatches(drawType)) {
      if (draws) kernel.drawFractalPoints(colour);
    } else if (config.streams === null) {
      if (draws) kernel.drawKeyedFractalPatches(colour, this.classAtHand, image.drawing, attempt);
    } else {
      // What was run past is drawn from where it began.
      if (isAtHand && this.before !== null) restoreTwister(kernel, this.before);
      this.before = twisterState(kernel);
      if (draws) kernel.drawStreamFractalPatches(colour);
      else kernel.skipFractalPatches();
    }
    this.drawingAtHand = image.drawing;
    this.attemptAtHand = attempt;
    this.isDrawn = draws;
  }
}
