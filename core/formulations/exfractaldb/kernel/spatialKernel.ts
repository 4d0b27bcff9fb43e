/** Searches systems in space, and draws their models, with the kernel (`core/kernel/assembly/exfractaldb`). */
import type { KernelExports } from "../../../kernel/kernel.ts";
import { restoreTwister, twisterState } from "../../../kernel/twisterState.ts";
import { numpyState } from "../../../random/numpyRandom.ts";
import { type Camera, cameraOf, type Orientation } from "../geometry/camera.ts";
import { POINT_GREY } from "../geometry/picture.ts";
import { COEFFICIENTS, MAP_NUMBERS } from "../geometry/system.ts";
import type { ModelPlayer } from "../player.ts";

interface SpatialExports extends KernelExports {
  configureSpatial(numbers: number): void;
  setSpatialClass(count: number): void;
  playStreamSpatial(numbers: number): number;
  playKeyedSpatial(category: number, cloud: number, attempt: number, numbers: number): number;
  paintSpatial(count: number, grey: number): void;
  measureSpatialClass(maps: number, numbers: number): number;
  spatialMaps(): number;
  searchSpatialClass(
    category: number,
    first: number,
    candidates: number,
    numbers: number,
    least: number,
  ): number;
  searchSpatialStream(candidates: number, numbers: number, least: number): number;
  skipSpatialCandidates(candidates: number, numbers: number): void;
  spatialSystem(): number;
  spatialWeights(): number;
  spatialPoints(): number;
  spatialVariances(): number;
  spatialCamera(): number;
}

/** An accepted candidate. */
export interface FoundSystem {
  /** How many were tried before it. */
  tried: number;
  /** N rows of a … l, p */
  system: Float64Array;
  /** Of its points along each axis. */
  variance: [number, number, number];
}

export class SpatialKernel implements ModelPlayer {
  private readonly kernel: SpatialExports;
  private readonly numbers: number;

  /** @param numbers random numbers of a walk, which has one point less */
  constructor(kernel: KernelExports, numbers: number) {
    this.kernel = kernel as SpatialExports;
    this.numbers = numbers;
    this.kernel.configureSpatial(numbers);
  }

  /** Starts the script's stream. @param seed as of `numpy.random.seed` */
  seed(seed: number): void {
    this.restore(numpyState(seed));
  }

  state(): Uint32Array {
    return twisterState(this.kernel);
  }

  restore(state: Uint32Array): void {
    restoreTwister(this.kernel, state);
  }

  /**
   * The next accepted candidate of the stream; null where none of the next `candidates` is.
   * @param least variance that its points must exceed along each axis
   */
  searchStream(candidates: number, least: number): FoundSystem | null {
    return this.found(this.kernel.searchSpatialStream(candidates, this.numbers, least));
  }

  /** Runs the stream past candidates without trying them. */
  skipCandidates(candidates: number): void {
    this.kernel.skipSpatialCandidates(candidates, this.numbers);
  }

  /** The first accepted candidate of a class from number `first` on, by random access. */
  searchClass(classIndex: number, first: number, candidates: number, least: number): FoundSystem | null {
    return this.found(this.kernel.searchSpatialClass(classIndex, first, candidates, this.numbers, least));
  }

  setClass(system: ArrayLike<number>): void {
    this.kernel.setSpatialClass(this.put(system));
  }

  /**
   * Variances of the model that a class has with the stream's next numbers, along each axis; 0 where it has none,
   * as its walk diverges or stays in one place. The class has to be set again before it is played.
   */
  measure(system: ArrayLike<number>): [number, number, number] {
    const isPlayed = this.kernel.measureSpatialClass(this.put(system), this.numbers) !== 0;
    return isPlayed ? this.variance() : [0, 0, 0];
  }

  playStream(weights: readonly number[]): boolean {
    this.setWeights(weights);
    return this.kernel.playStreamSpatial(this.numbers) !== 0;
  }

  play(weights: readonly number[], classIndex: number, cloud: number, attempt = 0): boolean {
    this.setWeights(weights);
    return this.kernel.playKeyedSpatial(classIndex, cloud, attempt, this.numbers) !== 0;
  }

  /** x, y and z of each point of the model that was played or found last; a view that the next one overwrites. */
  model(): Float64Array {
    const { memory, spatialPoints } = this.kernel;
    return new Float64Array(memory.buffer, spatialPoints(), 3 * (this.numbers - 1));
  }

  paint(orientation: Orientation, size: number, count = this.numbers - 1): Uint8Array {
    const { memory, spatialCamera, paintSpatial, pixels } = this.kernel;
    const camera: Camera = cameraOf(orientation);
    new Float32Array(memory.buffer, spatialCamera(), camera.length).set(camera);
    paintSpatial(count, POINT_GREY);
    return new Uint8Array(memory.buffer, pixels(), size * size);
  }

  private setWeights(weights: readonly number[]): void {
    new Float64Array(this.kernel.memory.buffer, this.kernel.spatialWeights(), COEFFICIENTS).set(weights);
  }

  /** Returns the number of maps. */
  private put(system: ArrayLike<number>): number {
    const { memory, spatialSystem } = this.kernel;
    new Float64Array(memory.buffer, spatialSystem(), system.length).set(system);
    return system.length / MAP_NUMBERS;
  }

  private found(tried: number): FoundSystem | null {
    if (tried < 0) return null;
    const { memory, spatialSystem, spatialMaps } = this.kernel;
    const system = new Float64Array(memory.buffer, spatialSystem(), spatialMaps() * MAP_NUMBERS).slice();
    return { tried, system, variance: this.variance() };
  }

  private variance(): [number, number, number] {
    const [x, y, z] = new Float64Array(this.kernel.memory.buffer, this.kernel.spatialVariances(), 3);
    return [x, y, z];
  }
}
