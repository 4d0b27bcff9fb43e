/** Walks the authors' Mersenne Twister streams image by image with the kernel's twister. */
import type { DatasetConfig } from "../config/parameters.ts";
import type { PolylineClass, PolylineConfig } from "../formulations/configurations.ts";
import type { Centre, StreamDraws } from "../formulations/formulation.ts";
import { streamDraws } from "../formulations/index.ts";
import { MersenneTwister } from "../random/mersenneTwister.ts";
import type { StreamCheckpoint } from "../render/imageSource.ts";
import type { KernelExports } from "./kernel.ts";

const STATE_WORDS = 624;

export class StreamWalk {
  parameters: PolylineClass | null = null;
  private readonly config: PolylineConfig;
  private readonly kernel: KernelExports;
  private readonly draws: StreamDraws<DatasetConfig, PolylineClass>;
  /** CPython's random functions on the kernel's twister. */
  private readonly random;
  private readonly classesPerStream: number;
  private stream = -1;
  private classIndex = -1;
  /** The image whose placement is drawn and which nothing has consumed yet. */
  private instance = 0;
  private placementAtHand: Centre = { x: 0, y: 0 };

  constructor(config: PolylineConfig, kernel: KernelExports) {
    this.config = config;
    this.kernel = kernel;
    this.draws = streamDraws(config);
    this.classesPerStream = config.classes / config.streams!;
    this.random = {
      random: () => kernel.random(),
      uniform: (low: number, high: number) => low + (high - low) * kernel.random(),
      randint: (low: number, high: number) => kernel.randint(low, high),
    };
  }

  begin(classIndex: number, instance: number): PolylineClass {
    const stream = Math.floor((classIndex - this.config.startClass) / this.classesPerStream);
    const ahead =
      stream === this.stream &&
      (classIndex > this.classIndex || (classIndex === this.classIndex && instance >= this.instance));
    if (!ahead) this.seed(stream);
    while (this.classIndex < classIndex || this.instance < instance) {
      this.prepareClass();
      this.skip();
    }
    this.prepareClass();
    const { x, y } = this.placementAtHand;
    this.draws.setKernelImage?.(this.kernel, this.placementAtHand);
    this.kernel.beginImage(classIndex, instance, 0, x, y);
    return this.parameters!;
  }

  /** Of the image at hand. */
  get placement(): Centre {
    return this.placementAtHand;
  }

  /** To be called when the image at hand has been drawn: the script then draws the next placement. */
  imageDone(): void {
    this.placementAtHand = this.draws.nextPlacement(this.random, this.config);
    this.instance += 1;
    if (this.instance === this.config.instances) {
      this.classIndex += 1;
      this.instance = 0;
      this.parameters = null;
    }
  }

  skip(): void {
    this.kernel.skipImage();
    this.imageDone();
  }

  checkpoint(): StreamCheckpoint {
    const { kernel } = this;
    kernel.saveTwister();
    const state = new Uint32Array(STATE_WORDS + 1);
    state.set(new Uint32Array(kernel.memory.buffer, kernel.words(), STATE_WORDS));
    return {
      stream: this.stream,
      classIndex: this.classIndex,
      instance: this.instance,
      state,
      classParameters: this.parameters,
      placement: this.placementAtHand,
    };
  }

  restore(checkpoint: StreamCheckpoint): void {
    this.stream = checkpoint.stream;
    this.classIndex = checkpoint.classIndex;
    this.instance = checkpoint.instance;
    this.placementAtHand = checkpoint.placement;
    this.loadState(checkpoint.state);
    this.parameters = checkpoint.classParameters as PolylineClass | null;
    if (this.parameters) this.draws.setKernelClass(this.kernel, this.config, this.parameters);
  }

  private seed(stream: number): void {
    this.stream = stream;
    this.classIndex = this.config.startClass + stream * this.classesPerStream;
    this.instance = 0;
    this.parameters = null;
    const twister = new MersenneTwister();
    twister.seed(this.config.seed + stream);
    this.loadState(twister.state());
  }

  private loadState(state: Uint32Array): void {
    const words = new Uint32Array(this.kernel.memory.buffer, this.kernel.words(), STATE_WORDS);
    words.set(state.subarray(0, STATE_WORDS));
    this.kernel.resumeTwister(state[STATE_WORDS]);
  }

  private prepareClass(): void {
    if (this.parameters) return;
    this.parameters = this.draws.drawClass(this.random, this.config);
    this.draws.setKernelClass(this.kernel, this.config, this.parameters);
    this.placementAtHand = this.draws.firstPlacement(this.random, this.config, this.parameters);
  }
}
