/** The readable reference of models and their pictures; the kernel equals it to the last bit. */
import { NumpyRandom } from "../../random/numpyRandom.ts";
import { weighted } from "../systems/maps.ts";
import { cameraOf, type Orientation } from "./geometry/camera.ts";
import { type Cloud, chaosGame } from "./geometry/chaosGame.ts";
import { normalize } from "./geometry/normalize.ts";
import { paintPicture } from "./geometry/picture.ts";
import { cloudNumbers } from "./geometry/random.ts";
import type { ModelPlayer } from "./player.ts";

export class ReferencePlayer implements ModelPlayer {
  private readonly seed: number;
  private readonly numbers: number;
  private readonly random = new NumpyRandom(0);
  private system: ArrayLike<number> = [];
  /** The model that was played last; null where its walk diverges. */
  model: Cloud | null = null;

  /**
   * @param seed of the dataset
   * @param numbers random numbers of a walk, which has one point less
   */
  constructor(seed: number, numbers: number) {
    this.seed = seed;
    this.numbers = numbers;
  }

  setClass(system: ArrayLike<number>): void {
    this.system = system;
  }

  playStream(weights: readonly number[]): boolean {
    return this.playWith(
      weights,
      Float64Array.from({ length: this.numbers }, () => this.random.random()),
    );
  }

  play(weights: readonly number[], classIndex: number, cloud: number, attempt: number): boolean {
    return this.playWith(weights, cloudNumbers(this.seed, classIndex, cloud, attempt, this.numbers));
  }

  paint(orientation: Orientation, size: number, count?: number): Uint8Array {
    if (this.model === null) return new Uint8Array(size * size);
    return paintPicture(this.model, cameraOf(orientation), size, count);
  }

  state(): Uint32Array {
    return this.random.state();
  }

  restore(state: Uint32Array): void {
    this.random.restore(state);
  }

  private playWith(weights: readonly number[], numbers: Float64Array): boolean {
    this.model = normalize(chaosGame(weighted(this.system, weights), numbers));
    return this.model !== null;
  }
}
