/** Task `images`: the true pictures of a few images, reduced by area, for a person to look at. */
import { reduceByArea } from "../../core/raster/resample.ts";
import { sourceOf } from "../createSource.ts";
import { ImageError } from "../errors.ts";
import type { ImagesResult, ImagesTask } from "../messages.ts";
import { restore } from "../position.ts";
import { rendererOf } from "../render/renderer.ts";

export async function runImages(task: ImagesTask): Promise<ImagesResult> {
  const { config, size } = task;
  const source = await sourceOf(config);
  const renderer = await rendererOf(config);
  const images: Uint8Array[] = [];
  restore(source, task.checkpoint);
  for (const { classIndex, instance } of task.images) {
    try {
      source.begin(classIndex, instance);
      const rendered = renderer.render(source);
      const samples = size === source.size ? rendered : reduceByArea(rendered, source.size, size);
      // Both are views that the next image overwrites.
      images.push((task.form === "png" ? source.encodePng(samples, size, size, "gray") : samples).slice());
    } catch (error) {
      throw new ImageError(classIndex, instance, error);
    }
  }
  return { kind: "images", images };
}
