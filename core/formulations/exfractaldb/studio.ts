/** What the studio shows of an `exfractaldb` class: its maps as what becomes of the unit cube, its points as they arrive, its model. */
import type { MapFigure, PlanePoint, PointStudio, ShownImage } from "../pointFormulation.ts";
import { weighted } from "../systems/maps.ts";
import { weightedImages, weightSweeps } from "../systems/weights.ts";
import { affineText } from "../systems/words.ts";
import { type Viewpoint, viewpointWords } from "../viewpoint.ts";
import { cameraOf, DISTANCE, FIELD_OF_VIEW, NEAR, type Orientation } from "./geometry/camera.ts";
import { pixelOf } from "./geometry/picture.ts";
import { MAP_NUMBERS } from "./geometry/system.ts";
import {
  COEFFICIENT_NAMES,
  imagesOfClass,
  instanceOf,
  ringImage,
  weightsOf,
  weightTableOf,
  weightWords,
} from "./images.ts";
import type { ExfractaldbClass, ExfractaldbConfig } from "./parameters.ts";
import { ReferencePlayer } from "./referencePlayer.ts";
import { type PlacedImage, SpatialImages } from "./spatialImages.ts";

/** The ring with all of its weights: by random access its images stay what they are when there are more of them; those of a stream would not. */
function withAllWeights(config: ExfractaldbConfig): ExfractaldbConfig {
  const { weights } = config.parameters;
  if (config.streams !== null) return config;
  const parameters = {
    ...config.parameters,
    viewpoint: "ring",
    weights: weights === "unchanged" ? "released" : weights,
  } as const;
  const all: ExfractaldbConfig = { ...config, parameters };
  return { ...all, instances: imagesOfClass(all) };
}

/** Significant digits with which a number of single precision is read back as it was. */
const SINGLE_DIGITS = 9;
const unitCube = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n & 1, (n >> 1) & 1, n >> 2]);

export const exfractaldbStudio: PointStudio<ExfractaldbConfig, ExfractaldbClass> = {
  sweeps: weightSweeps(COEFFICIENT_NAMES),
  /** Seen from the same view of a ring: an image that is seen from anywhere has weights of its own. */
  sweep(config, name, instance) {
    const all = withAllWeights(config);
    const isRing = config.parameters.viewpoint === "ring";
    const view = isRing ? ringImage(config, instance).view : 0;
    // The dataset's own image where it has one.
    const configs = isRing ? [config, all] : [all];
    return weightedImages(
      { names: COEFFICIENT_NAMES, name, rows: weightTableOf(config), configs },
      (having, weight) => instanceOf(having, { weight, view }),
    );
  },
  cell: "unit cube, seen along z",
  showsStream: true,
  maps(config, image) {
    const { weight } = placed(config, image);
    const maps = weighted(image.parameters.system, weightsOf(config, weight));
    const figures: MapFigure[] = [];
    for (let at = 0; at < maps.length; at += MAP_NUMBERS) {
      const [a, b, c, d, e, f, g, h, i, j, k, l, p] = maps.subarray(at, at + MAP_NUMBERS);
      const moved = unitCube.map(([x, y, z]) => ({
        x: a * x + b * y + c * z + j,
        y: d * x + e * y + f * z + k,
      }));
      const formula = [affineText([a, b, c], j), affineText([d, e, f], k), affineText([g, h, i], l)];
      figures.push({ formula, corners: outline(moved), probability: p });
    }
    return figures;
  },
  /** Points that the camera does not see are left out. */
  arrivals(config, image, most) {
    const { orientation, model } = placed(config, image);
    const x: number[] = [];
    const y: number[] = [];
    if (orientation === null || model === null) return { x, y };
    const camera = cameraOf(orientation);
    for (let i = 0; i < model.x.length && x.length < most; i++) {
      const pixel = pixelOf(camera, config.imageSize, model.x[i], model.y[i], model.z[i]);
      if (pixel === null) continue;
      x.push(pixel % config.imageSize);
      y.push(Math.floor(pixel / config.imageSize));
    }
    return { x, y };
  },
  model(config, image, most) {
    const { orientation, model } = placed(config, image);
    if (orientation === null || model === null) return null;
    const points: number[] = [];
    for (let i = 0; i < Math.min(most, model.x.length); i++)
      points.push(single(model.x[i]), single(model.y[i]), single(model.z[i]));
    return {
      points,
      viewpoint: viewpointOf(orientation),
      distance: DISTANCE,
      nearest: NEAR,
      fieldOfView: FIELD_OF_VIEW,
    };
  },
  imageWords(config, image) {
    const { weight, orientation } = placed(config, image);
    const weights = `weights ${weight} (${weightWords(config, weight)})`;
    if (orientation === null) return `${weights}, which make it diverge`;
    if (config.parameters.viewpoint === "ring")
      return `${weights}, view ${ringImage(config, image.instance).view}`;
    return `${weights}, ${viewpointWords(viewpointOf(orientation))}`;
  },
};

/** What the camera computes with, in no more digits than that takes. */
function single(value: number): number {
  return Number(Math.fround(value).toPrecision(SINGLE_DIGITS));
}

function viewpointOf({ direction: [x, y, z] }: Orientation): Viewpoint {
  return { azimuth: Math.atan2(-z, x), elevation: Math.asin(Math.min(1, Math.max(-1, y))) };
}

function placed(
  config: ExfractaldbConfig,
  { parameters, classIndex, instance, state }: ShownImage<ExfractaldbClass>,
): PlacedImage & Pick<ReferencePlayer, "model"> {
  const player = new ReferencePlayer(config.seed, config.parameters.points);
  const images = new SpatialImages(config, player);
  if (state !== null) images.restore(state);
  images.begin(parameters, classIndex, instance, 0);
  return { ...images.placed(), model: player.model };
}

/** The convex hull of points, corner by corner. */
function outline(points: PlanePoint[]): PlanePoint[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  return [...chain(sorted), ...chain(sorted.reverse())];
}

/** Half of it, without its end: of points from one side to the other. */
function chain(points: PlanePoint[]): PlanePoint[] {
  const corners: PlanePoint[] = [];
  for (const point of points) {
    while (corners.length >= 2 && !turnsLeft(corners[corners.length - 2], corners[corners.length - 1], point))
      corners.pop();
    corners.push(point);
  }
  return corners.slice(0, -1);
}

function turnsLeft(a: PlanePoint, b: PlanePoint, c: PlanePoint): boolean {
  return (b.x - a.x) * (c.y - a.y) > (b.y - a.y) * (c.x - a.x);
}
