/** Where one generator stands on its way through the images of a dataset with streams. */
import type { DatasetConfig } from "../config/parameters.ts";

/** Number of classes that each stream draws. */
export function classesPerStream(config: DatasetConfig): number {
  return config.classes / (config.streams ?? 1);
}

/** The stream that draws a class. */
export function streamOf(config: DatasetConfig, classIndex: number): number {
  return Math.floor((classIndex - config.startClass) / classesPerStream(config));
}

export function firstClassOf(config: DatasetConfig, stream: number): number {
  return config.startClass + stream * classesPerStream(config);
}

/** What runs the generator: to the beginning of a stream, and past the image that it stands before. */
export interface StreamRunner {
  seed(stream: number): void;
  skip(): void;
}

export class StreamPosition {
  stream = -1;
  /** Absolute class number (startClass included). */
  classIndex = -1;
  /** The image that nothing has consumed yet. */
  instance = 0;
  private readonly config: DatasetConfig;

  constructor(config: DatasetConfig) {
    this.config = config;
  }

  /** Runs on to an image, from the seed of its stream where it does not lie ahead; `skip` has to call `imageDone`. */
  reach(classIndex: number, instance: number, runner: StreamRunner): void {
    const stream = streamOf(this.config, classIndex);
    const isPassed =
      this.classIndex > classIndex || (this.classIndex === classIndex && this.instance > instance);
    if (stream !== this.stream || isPassed) {
      this.moveTo({ stream, classIndex: firstClassOf(this.config, stream), instance: 0 });
      runner.seed(stream);
    }
    while (this.classIndex < classIndex || this.instance < instance) runner.skip();
  }

  /** Moves behind the image at hand. Returns whether the next is another class's. */
  imageDone(): boolean {
    this.instance += 1;
    if (this.instance < this.config.instances) return false;
    this.classIndex += 1;
    this.instance = 0;
    return true;
  }

  moveTo({ stream, classIndex, instance }: Pick<StreamPosition, "stream" | "classIndex" | "instance">): void {
    this.stream = stream;
    this.classIndex = classIndex;
    this.instance = instance;
  }
}
