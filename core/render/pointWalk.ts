/** Reaches the images of a point formulation: alone, or along the streams of its script. */
import type { ClassParameters, DatasetConfig } from "../config/parameters.ts";
import { drawClass } from "../formulations/index.ts";
import type { PointImages } from "../formulations/pointFormulation.ts";
import type { StreamCheckpoint } from "./imageSource.ts";

export class PointWalk {
  private readonly config: DatasetConfig;
  private readonly images: PointImages<ClassParameters>;
  private readonly classesPerStream: number;
  private stream = -1;
  private classIndex = -1;
  /** The image that nothing has consumed yet. */
  private instance = 0;

  constructor(config: DatasetConfig, images: PointImages<ClassParameters>) {
    this.config = config;
    this.images = images;
    this.classesPerStream = config.classes / (config.streams ?? 1);
  }

  begin(classIndex: number, instance: number, attempt: number): ClassParameters {
    if (this.config.streams !== null) this.reach(classIndex, instance);
    const parameters = drawClass(this.config, classIndex);
    this.images.begin(parameters, classIndex, instance, attempt);
    return parameters;
  }

  paint(): Uint8Array {
    const samples = this.images.paint();
    this.imageDone();
    return samples;
  }

  diverges(): boolean {
    return this.images.diverges();
  }

  skip(): void {
    this.images.skip();
    this.imageDone();
  }

  checkpoint(): StreamCheckpoint | null {
    if (this.config.streams === null) return null;
    const { stream, classIndex, instance } = this;
    const state = this.images.state(instance === 0 ? null : instance);
    return { stream, classIndex, instance, state, classParameters: null, placement: { x: 0, y: 0 } };
  }

  restore({ stream, classIndex, instance, state }: StreamCheckpoint): void {
    this.stream = stream;
    this.classIndex = classIndex;
    this.instance = instance;
    this.images.restore(state);
  }

  private reach(classIndex: number, instance: number): void {
    const stream = Math.floor((classIndex - this.config.startClass) / this.classesPerStream);
    const passed =
      this.classIndex > classIndex || (this.classIndex === classIndex && this.instance > instance);
    if (stream !== this.stream || passed) this.seed(stream);
    while (this.classIndex < classIndex || this.instance < instance) {
      this.images.begin(drawClass(this.config, this.classIndex), this.classIndex, this.instance, 0);
      this.skip();
    }
  }

  private seed(stream: number): void {
    this.stream = stream;
    this.classIndex = this.config.startClass + stream * this.classesPerStream;
    this.instance = 0;
    this.images.seed(stream);
  }

  private imageDone(): void {
    this.instance += 1;
    if (this.instance === this.config.instances) {
      this.classIndex += 1;
      this.instance = 0;
    }
  }
}
