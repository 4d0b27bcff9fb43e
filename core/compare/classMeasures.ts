/** What is measured on the pictures of one class, picture by picture and pair by pair. */
import { MOST_PARTNERS } from "./limits.ts";
import { colourfulness } from "./measures/colourfulness.ts";
import { edgeDensity } from "./measures/edges.ts";
import { orientationDistance, orientationsOf } from "./measures/orientations.ts";
import { spectrumExponent } from "./measures/spectrum.ts";
import { structuralSimilarity, structureOf } from "./measures/structure.ts";
import { greysOf } from "./picture.ts";
import { circlePairs } from "./statistics/pairs.ts";
import { classScatter } from "./statistics/scatter.ts";

/** What each picture is told by, in the order in which a picture's numbers stand. */
export const pictureNumbers = ["ink", "edges", "evenness", "spectrum", "colourfulness"] as const;
export type PictureNumber = (typeof pictureNumbers)[number];

/** A picture as it was drawn and stored. */
export interface SampledPicture {
  /** side · side greys, or red, green and blue of each pixel: reduced to the common side. */
  samples: Uint8Array;
  /** Part of the stored pixels that is not background, 0 … 1. */
  ink: number;
  /** Of its file. */
  bytes: number;
}

export interface ClassMeasures {
  classIndex: number;
  images: number;
  /** Of each image its `pictureNumbers`; NaN where one cannot be told. */
  numbers: Float64Array<ArrayBuffer>;
  /** Of each image. */
  bytes: Float64Array<ArrayBuffer>;
  /** Images without ink. */
  blank: number;
  /** MS-SSIM and HOG distance of pairs of its images (`circlePairs`). */
  similarities: Float32Array<ArrayBuffer>;
  distances: Float32Array<ArrayBuffer>;
  /** HOG of the one that is compared with images of other classes. */
  shown: Float32Array<ArrayBuffer>;
  /** Of all of them: their mean, and the trace of their covariance. */
  mean: Float64Array<ArrayBuffer>;
  within: number;
}

/**
 * @param pictures at least one
 * @param shown which of them is compared with images of other classes
 */
export function measureClass(
  classIndex: number,
  pictures: readonly SampledPicture[],
  side: number,
  shown: number,
): ClassMeasures {
  const images = pictures.length;
  const greys = pictures.map(({ samples }) => greysOf(samples, side));
  const structures = greys.map(structureOf);
  const orientations = greys.map(orientationsOf);
  const descriptors = orientations.map(({ descriptor }) => descriptor);
  const numbers = new Float64Array(images * pictureNumbers.length);
  for (const [i, { samples, ink }] of pictures.entries()) {
    const values: Record<PictureNumber, number> = {
      ink,
      edges: edgeDensity(greys[i]),
      evenness: orientations[i].evenness,
      spectrum: spectrumExponent(greys[i]),
      colourfulness: colourfulness(samples, side * side),
    };
    numbers.set(
      pictureNumbers.map((name) => values[name]),
      i * pictureNumbers.length,
    );
  }
  const pairs = [...circlePairs(images, MOST_PARTNERS)];
  const { mean, within } = classScatter(descriptors);
  return {
    classIndex,
    images,
    numbers,
    bytes: Float64Array.from(pictures, ({ bytes }) => bytes),
    blank: pictures.filter(({ ink }) => ink === 0).length,
    similarities: Float32Array.from(pairs, ([a, b]) => structuralSimilarity(structures[a], structures[b])),
    distances: Float32Array.from(pairs, ([a, b]) => orientationDistance(descriptors[a], descriptors[b])),
    shown: descriptors[shown],
    mean: Float64Array.from(mean),
    within,
  };
}
