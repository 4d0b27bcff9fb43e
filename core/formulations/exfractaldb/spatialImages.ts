/** Draws the images of formulation `exfractaldb`: alone, or along the script's two generators. */
import { MersenneTwister, STATE_LENGTH } from "../../random/mersenneTwister.ts";
import { numpyState } from "../../random/numpyRandom.ts";
import type { PointImages } from "../pointFormulation.ts";
import { JITTER, type Orientation, ringOrientation, sphereOrientation } from "./geometry/camera.ts";
import { UNCHANGED_ROW } from "./geometry/weights.ts";
import { keyedRingOrientation, randomImage, ringImage, TRIES, weightsOf } from "./images.ts";
import type { ExfractaldbClass, ExfractaldbConfig } from "./parameters.ts";
import type { ModelPlayer } from "./player.ts";

/** An image whose model is with the player. */
export interface PlacedImage {
  /** Row of weights. */
  weight: number;
  /** From where the model is seen; null where every walk of the image diverges. */
  orientation: Orientation | null;
}

/** A ring's model is played once for all its views, while images come in order. */
export class SpatialImages implements PointImages<ExfractaldbClass> {
  private readonly config: ExfractaldbConfig;
  private readonly player: ModelPlayer;
  /** From which a stream's views take their jitter. */
  private readonly jitter = new MersenneTwister();
  private classAtHand = -1;
  /** Row of weights and attempt of the ring's model at hand. */
  private weightAtHand = -1;
  private attemptAtHand = -1;
  private isFinite = false;
  /** With streams: the generator's state before the model at hand. */
  private before: Uint32Array | null = null;
  private instance = 0;
  private attempt = 0;
  /** The image at hand, once its random numbers are taken. */
  private image: PlacedImage | null = null;

  constructor(config: ExfractaldbConfig, player: ModelPlayer) {
    this.config = config;
    this.player = player;
  }

  begin(parameters: ExfractaldbClass, classIndex: number, instance: number, attempt: number): void {
    if (classIndex !== this.classAtHand) {
      this.player.setClass(parameters.system);
      this.classAtHand = classIndex;
      this.weightAtHand = -1;
    }
    this.instance = instance;
    this.attempt = attempt;
    this.image = null;
  }

  /** Black where every walk of the image diverges: the released code makes no picture of such a model. */
  paint(): Uint8Array {
    const { orientation } = this.placed();
    const { imageSize } = this.config;
    if (orientation === null) return this.player.paint(ringOrientation(0, 0), imageSize, 0);
    return this.player.paint(orientation, imageSize);
  }

  diverges(): boolean {
    return this.placed().orientation === null;
  }

  seed(stream: number): void {
    const seed = this.config.seed + stream;
    this.jitter.seed(seed);
    this.player.restore(numpyState(seed));
    this.weightAtHand = -1;
  }

  /** The model has to be played all the same: one that diverges has no views, which would take a jitter each. */
  skip(): void {
    this.placed();
  }

  /** The generator of the models, then that of the jitter. Views share a model: the state is that before it. */
  state(next: number | null): Uint32Array {
    const shares = next !== null && ringImage(this.config, next).weight === this.weightAtHand;
    const state = new Uint32Array(2 * STATE_LENGTH);
    state.set(shares && this.before !== null ? this.before : this.player.state());
    state.set(this.jitter.state(), STATE_LENGTH);
    return state;
  }

  restore(state: Uint32Array): void {
    this.player.restore(state.subarray(0, STATE_LENGTH));
    this.jitter.restore(state.subarray(STATE_LENGTH));
    this.weightAtHand = -1;
    this.before = null;
  }

  /** The image at hand, its model with the player. */
  placed(): PlacedImage {
    this.image ??= this.config.parameters.viewpoint === "random" ? this.placeAnywhere() : this.placeInRing();
    return this.image;
  }

  private placeInRing(): PlacedImage {
    const { config, classAtHand, instance, attempt } = this;
    this.playRing();
    const image = ringImage(config, instance);
    const { weight, view } = image;
    if (!this.isFinite) return { weight, orientation: null };
    const orientation =
      config.streams === null
        ? keyedRingOrientation(config, classAtHand, image, attempt)
        : ringOrientation(view, this.jitter.uniform(...JITTER), config.parameters.views);
    return { weight, orientation };
  }

  private playRing(): void {
    const { config, player, classAtHand, attempt } = this;
    const { weight } = ringImage(config, this.instance);
    if (weight === this.weightAtHand && attempt === this.attemptAtHand) return;
    const weights = weightsOf(config, weight);
    if (config.streams === null) {
      this.isFinite = player.play(weights, classAtHand, weight, attempt);
    } else {
      this.before = player.state();
      this.isFinite = player.playStream(weights);
    }
    this.weightAtHand = weight;
    this.attemptAtHand = attempt;
  }

  private placeAnywhere(): PlacedImage {
    const { config, player, classAtHand, instance, attempt } = this;
    let weight = UNCHANGED_ROW;
    for (let n = 0; n < TRIES; n++) {
      const tryNumber = TRIES * attempt + n;
      const image = randomImage(config, classAtHand, instance, tryNumber);
      weight = image.weight;
      if (player.play(weightsOf(config, weight), classAtHand, instance, tryNumber)) {
        return { weight, orientation: sphereOrientation(image.azimuth, image.height) };
      }
    }
    return { weight, orientation: null };
  }
}
