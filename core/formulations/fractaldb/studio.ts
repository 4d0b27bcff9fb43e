/** What the studio shows of a `fractaldb` class: its maps as what becomes of the unit square, and the points as they arrive. */
import type { MapFigure, PointStudio } from "../pointFormulation.ts";
import { weighted } from "../systems/maps.ts";
import { weightedImages, weightSweeps } from "../systems/weights.ts";
import { affineText } from "../systems/words.ts";
import { MAP_NUMBERS } from "./geometry/system.ts";
import { weightRows } from "./geometry/weights.ts";
import { COEFFICIENT_NAMES, imageOf, imagesOfClass, instanceOf, weightsOf, weightWords } from "./images.ts";
import type { FractaldbClass, FractaldbConfig } from "./parameters.ts";
import { FractalReferenceImages } from "./referenceImages.ts";

/** By random access the dataset's images stay what they are when there are more of them; those of a stream would not. */
function withAllWeights(config: FractaldbConfig): FractaldbConfig {
  if (config.streams !== null) return config;
  const all: FractaldbConfig = { ...config, parameters: { ...config.parameters, weights: "all" } };
  return { ...all, instances: imagesOfClass(all) };
}

const unitSquare = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

export const fractaldbStudio: PointStudio<FractaldbConfig, FractaldbClass> = {
  sweeps: weightSweeps(COEFFICIENT_NAMES),
  sweep(config, name, instance) {
    const { count, flip } = imageOf(config, instance);
    // The dataset's own image where it has one.
    const configs = [config, withAllWeights(config)];
    return weightedImages(
      { names: COEFFICIENT_NAMES, name, rows: weightRows(config.parameters.weightStep), configs },
      (having, weight) => instanceOf(having, { weight, count, flip }),
    );
  },
  cell: "unit square",
  // Points and weights are those of random access: the stream draws the patches alone.
  showsStream: false,
  maps(config, { parameters: { system }, instance }) {
    const maps = weighted(system, weightsOf(config, imageOf(config, instance).weight));
    const figures: MapFigure[] = [];
    for (let at = 0; at < maps.length; at += MAP_NUMBERS) {
      const [a, b, c, d, e, f, p] = maps.subarray(at, at + MAP_NUMBERS);
      figures.push({
        formula: [affineText([a, b], e), affineText([c, d], f)],
        corners: unitSquare.map(([x, y]) => ({ x: a * x + b * y + e, y: c * x + d * y + f })),
        probability: p,
      });
    }
    return figures;
  },
  arrivals(config, { parameters, classIndex, instance }, most) {
    const images = new FractalReferenceImages(config);
    images.begin(parameters, classIndex, instance, 0);
    const { x, y } = images.places();
    const { flip } = imageOf(config, instance);
    const last = config.imageSize - 1;
    return {
      x: Array.from(x.subarray(0, most), (column) => (flip >= 2 ? last - column : column)),
      y: Array.from(y.subarray(0, most), (row) => (flip % 2 === 0 ? last - row : row)),
    };
  },
  model: () => null,
  imageWords(config, { instance }) {
    const { weight, count, flip } = imageOf(config, instance);
    return `weights ${weight} (${weightWords(config, weight)}), patches ${count}, flip ${flip}`;
  },
};
