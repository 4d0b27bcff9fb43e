/** Searches systems in space, and draws their models, with the kernel (`core/kernel/assembly/exfractaldb`). */
import type { KernelExports } from "../../kernel/kernel.ts";
import { numpyState } from "../../random/numpyRandom.ts";
import { type Camera, cameraOf, type Orientation } from "./camera.ts";
import type { Cloud } from "./chaosGame.ts";
import { POINT_GREY } from "./picture.ts";
import { COEFFICIENTS, MAP_NUMBERS } from "./system.ts";

interface SpatialExports extends KernelExports {
  configureSpatial(numbers: number): void;
  setSpatialClass(count: number): void;
  playStreamSpatial(numbers: number): number;
  playKeyedSpatial(category: number, cloud: number, attempt: number, numbers: number): number;
  paintSpatial(count: number, grey: number): void;
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
  spatialAxis(): number;
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

export class SpatialKernel {
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
    const state = numpyState(seed);
    const { memory, words } = this.kernel;
    new Uint32Array(memory.buffer, words(), state.length - 1).set(state.subarray(0, -1));
    this.kernel.resumeTwister(state[state.length - 1]);
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

  /** @param system N rows of a … l, p */
  setClass(system: Float64Array): void {
    const { memory, spatialSystem, setSpatialClass } = this.kernel;
    new Float64Array(memory.buffer, spatialSystem(), system.length).set(system);
    setSpatialClass(system.length / MAP_NUMBERS);
  }

  /** Plays the chaos game of the class with twelve weights and the stream's next numbers; false where it diverges. */
  playStream(weights: readonly number[]): boolean {
    this.setWeights(weights);
    return this.kernel.playStreamSpatial(this.numbers) !== 0;
  }

  /** The same by random access. @param cloud number of the cloud in its class */
  play(weights: readonly number[], classIndex: number, cloud: number, attempt = 0): boolean {
    this.setWeights(weights);
    return this.kernel.playKeyedSpatial(classIndex, cloud, attempt, this.numbers) !== 0;
  }

  /** The model that was played or found last; views that the next one overwrites. */
  model(): Cloud {
    const { memory, spatialPoints, spatialAxis } = this.kernel;
    const axis = (k: number): Float64Array =>
      new Float64Array(memory.buffer, spatialPoints() + k * spatialAxis(), this.numbers - 1);
    return { x: axis(0), y: axis(1), z: axis(2) };
  }

  /** Draws the model at hand, or its first points; S·S greys, the lowest row first, a view that the next picture overwrites. */
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

  private found(tried: number): FoundSystem | null {
    if (tried < 0) return null;
    const { memory, spatialSystem, spatialMaps, spatialVariances } = this.kernel;
    const [x, y, z] = new Float64Array(memory.buffer, spatialVariances(), 3);
    const system = new Float64Array(memory.buffer, spatialSystem(), spatialMaps() * MAP_NUMBERS).slice();
    return { tried, system, variance: [x, y, z] };
  }
}
