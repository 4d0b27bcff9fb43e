/** Walks the authors' Mersenne Twister streams image by image with the kernel's twister. */
import type { DatasetConfig } from "../config/parameters.ts";
import type { PolylineClass, PolylineConfig } from "../formulations/configurations.ts";
import type { Centre, StreamDraws } from "../formulations/formulation.ts";
import { streamDraws } from "../formulations/index.ts";
import { MersenneTwister } from "../random/mersenneTwister.ts";
import type { StreamCheckpoint } from "../render/imageSource.ts";
import { StreamPosition } from "../render/streamPosition.ts";
import type { KernelExports } from "./kernel.ts";
import { restoreTwister, twisterState } from "./twisterState.ts";

export class StreamWalk {
  parameters: PolylineClass | null = null;
  private readonly config: PolylineConfig;
  private readonly kernel: KernelExports;
  private readonly draws: StreamDraws<DatasetConfig, PolylineClass>;
  /** CPython's random functions on the kernel's twister. */
  private readonly random;
  /** Before an image whose placement is drawn already. */
  private readonly at: StreamPosition;
  private placementAtHand: Centre = { x: 0, y: 0 };

  constructor(config: PolylineConfig, kernel: KernelExports) {
    this.config = config;
    this.kernel = kernel;
    this.draws = streamDraws(config);
    this.at = new StreamPosition(config);
    this.random = {
      random: () => kernel.random(),
      uniform: (low: number, high: number) => low + (high - low) * kernel.random(),
      randint: (low: number, high: number) => kernel.randint(low, high),
    };
  }

  begin(classIndex: number, instance: number): PolylineClass {
    this.at.reach(classIndex, instance, this);
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
    if (this.at.imageDone()) this.parameters = null;
  }

  skip(): void {
    this.prepareClass();
    this.kernel.skipImage();
    this.imageDone();
  }

  checkpoint(): StreamCheckpoint {
    const { stream, classIndex, instance } = this.at;
    return {
      ...{ stream, classIndex, instance },
      state: twisterState(this.kernel),
      classParameters: this.parameters,
      placement: this.placementAtHand,
    };
  }

  restore(checkpoint: StreamCheckpoint): void {
    this.at.moveTo(checkpoint);
    this.placementAtHand = checkpoint.placement;
    restoreTwister(this.kernel, checkpoint.state);
    this.parameters = checkpoint.classParameters as PolylineClass | null;
    if (this.parameters) this.draws.setKernelClass(this.kernel, this.config, this.parameters);
  }

  seed(stream: number): void {
    this.parameters = null;
    const twister = new MersenneTwister();
    twister.seed(this.config.seed + stream);
    restoreTwister(this.kernel, twister.state());
  }

  private prepareClass(): void {
    if (this.parameters) return;
    this.parameters = this.draws.drawClass(this.random, this.config);
    this.draws.setKernelClass(this.kernel, this.config, this.parameters);
    this.placementAtHand = this.draws.firstPlacement(this.random, this.config, this.parameters);
  }
}
