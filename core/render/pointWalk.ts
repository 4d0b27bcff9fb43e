/** Reaches the images of a point formulation: alone, or along the streams of its script. */
import type { ClassParameters, DatasetConfig } from "../config/parameters.ts";
import { drawClass } from "../formulations/index.ts";
import type { PointImages } from "../formulations/pointFormulation.ts";
import type { StreamCheckpoint } from "./imageSource.ts";
import { StreamPosition } from "./streamPosition.ts";

export class PointWalk {
  private readonly config: DatasetConfig;
  private readonly images: PointImages<ClassParameters>;
  private readonly at: StreamPosition;

  constructor(config: DatasetConfig, images: PointImages<ClassParameters>) {
    this.config = config;
    this.images = images;
    this.at = new StreamPosition(config);
  }

  begin(classIndex: number, instance: number, attempt: number): ClassParameters {
    if (this.config.streams !== null) {
      this.at.reach(classIndex, instance, {
        seed: (stream) => this.images.seed(stream),
        skip: () => {
          this.beginAt(this.at.classIndex, this.at.instance, 0);
          this.skip();
        },
      });
    }
    return this.beginAt(classIndex, instance, attempt);
  }

  paint(): Uint8Array {
    const samples = this.images.paint();
    this.at.imageDone();
    return samples;
  }

  diverges(): boolean {
    return this.images.diverges();
  }

  skip(): void {
    this.images.skip();
    this.at.imageDone();
  }

  checkpoint(): StreamCheckpoint | null {
    if (this.config.streams === null) return null;
    const { stream, classIndex, instance } = this.at;
    const state = this.images.state(instance === 0 ? null : instance);
    return { stream, classIndex, instance, state, classParameters: null, placement: { x: 0, y: 0 } };
  }

  restore(checkpoint: StreamCheckpoint): void {
    this.at.moveTo(checkpoint);
    this.images.restore(checkpoint.state);
  }

  private beginAt(classIndex: number, instance: number, attempt: number): ClassParameters {
    const parameters = drawClass(this.config, classIndex);
    this.images.begin(parameters, classIndex, instance, attempt);
    return parameters;
  }
}
