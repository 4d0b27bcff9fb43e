/** Compares configurations by what their pictures, classes and parameters are like, and by what they take; without training. */
import type {
  AlikeClasses,
  ComparedConfiguration,
  Comparison,
  ComparisonProgress,
} from "../../core/compare/comparison.ts";
import { ALIKE, MOST_PARTNERS, type SampleSize, sampleLimits } from "../../core/compare/limits.ts";
import { scalesOf } from "../../core/compare/measures/structure.ts";
import { type Sample, sampleOf } from "../../core/compare/sample.ts";
import { meanOf, scaled } from "../../core/compare/statistics/interval.ts";
import { pairCount } from "../../core/compare/statistics/pairs.ts";
import { type Summary, summaryOf } from "../../core/compare/summary.ts";
import type { ClassParameters, DatasetConfig } from "../../core/config/parameters.ts";
import { formulationOf } from "../../core/formulations/index.ts";
import { InputError } from "../common/errors.ts";
import { measureSpeed } from "../generate/calibrate.ts";
import {
  type SampledSearch,
  sampleSearch,
  searchSecondsOf,
} from "../generate/classes/search/sampleSearch.ts";
import type { WorkerPool } from "../generate/pool.ts";
import { againAfterCrashes } from "../generate/runUnits.ts";
import { type ClassAccess, measureSample } from "./measureSample.ts";
import { ProgressSum } from "./progress.ts";

/** A configuration and what it is called. */
export interface Named {
  name: string;
  config: DatasetConfig;
}

export interface CompareOptions {
  pool: WorkerPool;
  sample: SampleSize;
  /** How classes are reached that a stream draws. */
  accessOf(config: DatasetConfig): ClassAccess;
  signal?: AbortSignal | undefined;
  progress?(progress: ComparisonProgress): void;
  /** Of each round of timing; 0.4 by default. */
  roundSeconds?: number;
}

/** Each configuration is timed so often, in turns, so that what disturbs the machine disturbs all alike. */
const ROUNDS = 5;
const ROUND_SECONDS = 0.4;

/** @throws InputError where the pictures are too small, Cancelled or JobError when stopped through the signal */
export async function compareConfigurations(
  named: readonly Named[],
  options: CompareOptions,
): Promise<Comparison> {
  const { sample: size, signal } = options;
  const side = sideOf(named, size.side);
  const samples = named.map(({ config }) => sampleOf(config, size));
  const progress = new ProgressSum(
    samples.map(({ classes: { length }, instances }) => ({
      pictures: length * instances,
      pairs: pairCount(length, MOST_PARTNERS),
      speed: ROUNDS,
    })),
    (told) => options.progress?.(told),
  );
  const measured: Measurement[] = [];
  for (const [at, { config }] of named.entries()) {
    const access = options.accessOf(config);
    try {
      const drawn = await measureSample(config, samples[at], {
        ...{ pool: options.pool, access, side, signal },
        step: (step, total) => progress.step(at, step, total),
      });
      const alikeClasses = await alikeClassesOf(config, samples[at], drawn.parameters, options.pool);
      measured.push({ summary: summaryOf(drawn), alikeClasses });
    } finally {
      access.close();
    }
  }
  const speeds = await measureSpeeds(named, options, progress);
  const configurations = named.map((each, at) =>
    compared(each, samples[at], measured[at], speeds[at], options.pool.workers),
  );
  return { side, scales: scalesOf(side), seed: size.seed, alike: ALIKE, configurations };
}

/** Nothing is enlarged: at most the side of the smallest picture. */
function sideOf(named: readonly Named[], wanted: number | null): number {
  const smallest = named.reduce((a, b) => (b.config.imageSize < a.config.imageSize ? b : a));
  const { name, config } = smallest;
  const { min, usual } = sampleLimits.side;
  if (config.imageSize < min) {
    throw new InputError(
      `${name}: pictures of ${config.imageSize} px are too small to be compared; imageSize must be at least ${min}`,
    );
  }
  if (wanted === null) return Math.min(usual, config.imageSize);
  if (wanted <= config.imageSize) return wanted;
  throw new InputError(
    `--side: ${wanted} is larger than the pictures of ${name} (${config.imageSize} px); it must be at most that`,
  );
}

interface Measurement {
  summary: Summary;
  alikeClasses: AlikeClasses;
}

/** More of them take seconds and gigabytes. */
const MOST_CLASSES = 100_000;

/** Where classes can be drawn at once, all of the dataset are looked at. */
async function alikeClassesOf(
  config: DatasetConfig,
  { classes }: Sample,
  parameters: readonly ClassParameters[],
  pool: WorkerPool,
): Promise<AlikeClasses> {
  const isAtHand = formulationOf(config).classTable(config) === null && config.classes <= MOST_CLASSES;
  const sampled = classes.map((classIndex, i): [number, ClassParameters] => [classIndex, parameters[i]]);
  const { found } = await againAfterCrashes(() =>
    pool.run({ kind: "alike", config, among: isAtHand ? null : sampled }),
  );
  const { pairs, identicalPairs, complete } = found;
  const looked = isAtHand ? config.classes : classes.length;
  return { classes: looked, isAll: looked === config.classes, pairs, identicalPairs, complete };
}

interface Speed {
  /** Of each round. */
  imagesPerSecond: number[];
  search: SampledSearch;
}

async function measureSpeeds(
  named: readonly Named[],
  { pool, signal, roundSeconds = ROUND_SECONDS }: CompareOptions,
  progress: ProgressSum,
): Promise<Speed[]> {
  const speeds: Speed[] = [];
  for (const { config } of named) {
    const search = await againAfterCrashes(() => sampleSearch(config, pool, signal));
    speeds.push({ imagesPerSecond: [], search });
  }
  const done = named.map((_, at) => progress.step(at, "speed", ROUNDS));
  const options = { blockSize: 1, seconds: roundSeconds, ...(signal && { signal }) };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, { config }] of named.entries()) {
      const { search, imagesPerSecond } = speeds[at];
      const measured = await againAfterCrashes(() => measureSpeed(config, search.classes, pool, options));
      imagesPerSecond.push(measured.imagesPerSecond);
      done[at](1);
    }
  }
  return speeds;
}

function compared(
  { name, config }: Named,
  sample: Sample,
  { summary, alikeClasses }: Measurement,
  { imagesPerSecond, search }: Speed,
  workers: number,
): ComparedConfiguration {
  const { formulation, classes, instances, imageSize } = config;
  const speed = meanOf(imagesPerSecond)!;
  const images = classes * instances;
  const searchSeconds = searchSecondsOf(config, search);
  const sampled = sample.classes.length;
  return {
    ...{ name, formulation, classes, instances, imageSize },
    sample: {
      classes: sampled,
      instances: sample.instances,
      images: sampled * sample.instances,
      pairsBetween: pairCount(sampled, MOST_PARTNERS),
      pairsWithin: sampled * pairCount(sample.instances, MOST_PARTNERS),
    },
    measures: { ...summary.measures, imagesPerSecond: speed },
    alikeClasses,
    images,
    datasetBytes: scaled(summary.measures.bytes!, images),
    datasetSeconds: scaled(meanOf(imagesPerSecond.map((rate) => 1 / rate))!, images, searchSeconds),
    searchSeconds,
    workers,
    distributions: summary.distributions,
    pictures: sample.classes.map((classIndex) => ({
      classIndex,
      instance: sample.instancesOf(classIndex)[sample.shownOf(classIndex)],
    })),
  };
}
