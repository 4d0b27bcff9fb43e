/** Task `images`: the true pictures of a few images, reduced by area, for a person to look at. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import type { ImageSource } from "../../core/render/imageSource.ts";
import { drawImage, easelOf, samplesAt } from "../drawImage.ts";
import { ImageError } from "../errors.ts";
import type { ImagesResult, ImagesTask } from "../messages.ts";
import { movable } from "../movable.ts";
import { restore } from "../position.ts";

export async function runImages(task: ImagesTask): Promise<ImagesResult> {
  const { config, size } = task;
  // Only what is stored tells whether an image is blank; where that does not matter, it is not made.
  const easel = await easelOf(config.redrawBlank ? config : withoutStoring(config));
  const { source } = easel;
  const images: Uint8Array<ArrayBuffer>[] = [];
  const attempts: number[] = [];
  restore(source, task.checkpoint);
  for (const { classIndex, instance } of task.images) {
    try {
      const { rendered, attempt } = await drawImage(easel, classIndex, instance);
      attempts.push(attempt);
      const draw = task.form === "png" ? pngAt : samplesAt;
      // All are views that the next image overwrites.
      images.push(draw(source, rendered, size).slice());
    } catch (error) {
      throw new ImageError(classIndex, instance, error);
    }
  }
  return movable(
    { kind: "images", images, attempts },
    images.map(({ buffer }) => buffer),
  );
}

function pngAt(source: ImageSource, rendered: Uint8Array, size: number): Uint8Array {
  const samples = size === source.size ? rendered : source.reduce(rendered, size, "area");
  return source.encodePng(samples, size, size, source.palette === null ? "gray" : "rgb");
}

function withoutStoring(config: DatasetConfig): DatasetConfig {
  return { ...config, output: { ...config.output, image: "png", storedSize: null } };
}
