/** One image of points taken apart: what each map makes of the unit square or cube, and the points as they arrive. */
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { pointsOf } from "../../../core/formulations/index.ts";
import type { ShownImage, WeightedImage } from "../../../core/formulations/pointFormulation.ts";
import type { MapAnatomy } from "../../../core/studio/api.ts";
import { StudioError } from "../errors.ts";

/** The images of a sweep over a weight; null of pictures of polylines. @throws StudioError where there is no such weight */
export function weightSweep(
  config: DatasetConfig,
  name: string,
  instance: number,
): WeightedImage<DatasetConfig>[] | null {
  const points = pointsOf(config);
  if (points === null) return null;
  const { sweeps } = points.studio;
  if (sweeps.some((swept) => swept.name === name)) return points.studio.sweep(config, name, instance);
  const known = sweeps.map((swept) => swept.name).join(", ");
  throw new StudioError("InvalidInput", `${name} cannot be swept; these can: ${known}`);
}

/** @throws StudioError of a picture of polylines */
export function mapAnatomy(
  config: DatasetConfig,
  image: ShownImage<ClassParameters>,
  maximumPoints: number,
): MapAnatomy {
  const points = pointsOf(config);
  if (points === null) throw new StudioError("InvalidInput", "Pictures of polylines have no maps");
  const { studio } = points;
  return {
    size: config.imageSize,
    cell: studio.cell,
    maps: studio.maps(config, image),
    points: studio.arrivals(config, image, maximumPoints),
    pointCount: points.pointsOfImage(config),
    model: studio.model(config, image, maximumPoints),
    words: studio.imageWords(config, image),
  };
}
