/** Task `draws`: nucleus, greys and redraws of a run of images, which nothing on the disk records. */
import { polylinesOf } from "../../core/formulations/index.ts";
import { sourceOf } from "../createSource.ts";
import { drawImage, easelOf } from "../drawImage.ts";
import { ImageError } from "../errors.ts";
import type { DrawsResult, DrawsTask, ImageDraws } from "../messages.ts";
import { restore } from "../position.ts";

export async function runDraws({
  config,
  classIndex,
  first,
  count,
  checkpoint,
}: DrawsTask): Promise<DrawsResult> {
  // Only drawing tells which attempt was stored.
  const easel = config.redrawBlank ? await easelOf(config) : null;
  const source = easel?.source ?? (await sourceOf(config));
  const columns = polylinesOf(config)?.imageColumns ?? [];
  const draws: ImageDraws[] = [];
  restore(source, checkpoint);
  for (let instance = first; instance < first + count; instance++) {
    try {
      const redraws = easel === null ? 0 : (await drawImage(easel, classIndex, instance)).attempt;
      source.begin(classIndex, instance, redraws);
      const placement = source.centre();
      const { x: nucleusX, y: nucleusY } = placement;
      const further = columns.map((column) => column.value(placement));
      const greys = Uint8Array.from(source.orbits(), ({ grey }) => grey);
      draws.push({ nucleusX, nucleusY, further, redraws, greys });
    } catch (error) {
      throw new ImageError(classIndex, instance, error);
    }
  }
  return { kind: "draws", draws, checkpoint: source.checkpoint() };
}
