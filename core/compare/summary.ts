/** From what was measured of the classes of a sample to the numbers of a configuration, each with its sampling error. */
import { type ClassMeasures, type PictureNumber, pictureNumbers } from "./classMeasures.ts";
import type { DistributionName, MeasureName } from "./comparison.ts";
import { ALIKE, MOST_PARTNERS } from "./limits.ts";
import { orientationDistance } from "./measures/orientations.ts";
import { type ClassPlace, parameterDistance } from "./measures/parameters.ts";
import { jackknife, type Measured } from "./statistics/interval.ts";
import { circlePairs, type Pair } from "./statistics/pairs.ts";
import { type ClassScatter, classScatter, Scatters } from "./statistics/scatter.ts";
import { shareOf } from "./statistics/share.ts";

export interface MeasuredSample {
  /** In the order in which `circlePairs` pairs them. */
  classes: readonly ClassMeasures[];
  /** Of the same classes. */
  places: readonly ClassPlace[];
  /** MS-SSIM of `circlePairs` of the classes' shown images. */
  similaritiesBetween: Float32Array;
}

type SampledMeasures = Omit<Record<MeasureName, Measured | null>, "imagesPerSecond">;

export interface Summary {
  measures: SampledMeasures;
  distributions: Record<DistributionName, number[]>;
}

export function summaryOf({ classes, places, similaritiesBetween }: MeasuredSample): Summary {
  const pairs = [...circlePairs(classes.length, MOST_PARTNERS)];
  const distancesBetween = pairs.map(([a, b]) => orientationDistance(classes[a].shown, classes[b].shown));
  const parametersBetween = pairs.map(([a, b]) => parameterDistance(places[a], places[b]));
  const between = (values: ArrayLike<number>) => meanOfPairs(classes.length, pairs, values);
  const numbers = pictureNumbers.map((name, at) => ({ name, of: classes.map((c) => numbersOf(c, at)) }));
  const measures = {
    similarityBetween: between(similaritiesBetween),
    distanceBetween: between(distancesBetween),
    parametersBetween: between(parametersBetween),
    similarityWithin: meanOfClasses(classes.map(({ similarities }) => similarities)),
    distanceWithin: meanOfClasses(classes.map(({ distances }) => distances)),
    ...Object.fromEntries(numbers.flatMap(({ name, of }) => numberMeasures(name, of))),
    fisher: fisherOf(classes),
    blank: shareOf(classes.map(({ images, blank }) => ({ of: images, holds: blank }))),
    alikeBetween: shareOfPairs(classes.length, pairs, similaritiesBetween),
    alikeWithin: shareOf(pairCounts(classes)),
    bytes: meanOfClasses(classes.map(({ bytes }) => bytes)),
  } as SampledMeasures;
  const distributions = {
    ...Object.fromEntries(numbers.map(({ name, of }) => [name, sorted(of.flat())])),
    similarityBetween: sorted(similaritiesBetween),
    distanceBetween: sorted(distancesBetween),
    parametersBetween: sorted(parametersBetween),
    similarityWithin: sorted(classes.flatMap(({ similarities }) => [...similarities])),
    distanceWithin: sorted(classes.flatMap(({ distances }) => [...distances])),
  } as Record<DistributionName, number[]>;
  return { measures, distributions };
}

/** Those that can be told. */
function numbersOf({ numbers }: ClassMeasures, at: number): number[] {
  const values: number[] = [];
  for (let i = at; i < numbers.length; i += pictureNumbers.length) {
    if (Number.isFinite(numbers[i])) values.push(numbers[i]);
  }
  return values;
}

/** Mean, and the standard deviations between the classes and within them. */
function numberMeasures(name: PictureNumber, classes: readonly number[][]): [MeasureName, Measured | null][] {
  const scattered = classes
    .filter(({ length }) => length > 1)
    .map((values) => classScatter(values.map((value) => [value])));
  const scatters = new Scatters(scattered);
  const deviation = (part: "between" | "within") =>
    jackknife(scattered.length, (without) => Math.sqrt(scatters.of(without)[part]));
  return [
    [name, meanOfClasses(classes)],
    [`${name}Between`, deviation("between")],
    [`${name}Within`, deviation("within")],
  ];
}

/** HOG: variance between the classes for each of that within them. */
function fisherOf(classes: readonly ClassMeasures[]): Measured | null {
  const scatters = new Scatters(
    classes.map(({ images, mean, within }): ClassScatter => ({ images, mean, within })),
  );
  return jackknife(classes.length, (without) => {
    const { between, within } = scatters.of(without);
    return between / within;
  });
}

/** Each class counts alike; those without a value do not count. */
function meanOfClasses(classes: readonly ArrayLike<number>[]): Measured | null {
  const means = classes.filter(({ length }) => length > 0).map((values) => sumOf(values) / values.length);
  const sum = sumOf(means);
  return jackknife(means.length, (without) =>
    without === null ? sum / means.length : (sum - means[without]) / (means.length - 1),
  );
}

/** Of values of pairs of units. */
function meanOfPairs(units: number, pairs: readonly Pair[], values: ArrayLike<number>): Measured | null {
  const sums = new Float64Array(units);
  const counts = new Float64Array(units);
  for (const [i, pair] of pairs.entries()) {
    for (const unit of pair) {
      sums[unit] += values[i];
      counts[unit] += 1;
    }
  }
  const sum = sumOf(values);
  return jackknife(units, (without) =>
    without === null ? sum / pairs.length : (sum - sums[without]) / (pairs.length - counts[without]),
  );
}

/** Pairs of images of each class, and those of them that are near duplicates. */
function pairCounts(classes: readonly ClassMeasures[]): { of: number; holds: number }[] {
  return classes.map(({ similarities }) => ({
    of: similarities.length,
    holds: similarities.filter((similarity) => similarity >= ALIKE).length,
  }));
}

/** Each pair counts half for either class. */
function shareOfPairs(
  units: number,
  pairs: readonly Pair[],
  similarities: ArrayLike<number>,
): Measured | null {
  const counts = Array.from({ length: units }, () => ({ of: 0, holds: 0 }));
  for (const [i, pair] of pairs.entries()) {
    for (const unit of pair) {
      counts[unit].of += 0.5;
      if (similarities[i] >= ALIKE) counts[unit].holds += 0.5;
    }
  }
  return shareOf(counts);
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

const DIGITS = 4;

function sorted(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(DIGITS))).sort((a, b) => a - b);
}
