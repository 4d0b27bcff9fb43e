/** What the images of a dataset are like, as the dataset itself says, or as they were measured here. */
import type { DatasetQuality } from "../../../../core/studio/dataset.ts";
import { readManifest } from "../../../dataset/manifest.ts";
import type { ClassStatistics } from "../../../dataset/tables/statistics.ts";
import type { OpenDataset } from "../datasets.ts";
import type { MeasuredClass } from "./measuredFile.ts";

/** Where more are blank, which they are is not told one by one. */
const MOST_BLANK = 200_000;

export interface ClassPlace {
  /** In the dataset's list. */
  at: number;
  name: string;
}

type Measured = ReadonlyMap<string, MeasuredClass>;

/** @param told rows of the dataset's own statistics */
export function qualityOf(
  dataset: OpenDataset,
  told: readonly ClassStatistics[],
  measured: Measured,
): DatasetQuality {
  const { info } = dataset;
  const manifest = info.config === null ? null : readManifest(info.path);
  const rows = told.length > 0 ? toldRows(dataset, told) : measuredRows(dataset, measured);
  return {
    statistics: manifest?.statistics ?? null,
    nearDuplicates: manifest?.nearDuplicates ?? null,
    classes: {
      numbers: rows.map(({ number }) => number),
      inkCoverage: rows.map(({ inkCoverage }) => inkCoverage),
      meanGrey: rows.map(({ meanGrey }) => meanGrey),
      blank: rows.map(({ blank }) => blank),
    },
    blankImages: blankImages(dataset, rows, measured),
    unmeasured: toMeasure(dataset, told, measured).reduce((sum, { at }) => sum + info.classes[at].images, 0),
  };
}

/** The classes whose images have to be read: all without statistics, else those in which some are blank. */
export function toMeasure(
  dataset: OpenDataset,
  told: readonly ClassStatistics[],
  measured: Measured,
): ClassPlace[] {
  const { classes } = dataset.info;
  const isOpen = ({ at }: ClassPlace): boolean =>
    classes[at].images > 0 && currentOf(dataset, at, measured) === null;
  if (told.length === 0) return classes.map(({ name }, at) => ({ at, name })).filter(isOpen);
  const places = placesByNumber(dataset);
  return told
    .filter(({ blank }) => blank > 0)
    .flatMap(({ classIndex }) => places.get(classIndex) ?? [])
    .map((at) => ({ at, name: classes[at].name }))
    .filter(isOpen);
}

interface Row {
  number: number;
  /** In the dataset's list; undefined of a class of which nothing is there. */
  at: number | undefined;
  inkCoverage: number;
  meanGrey: number;
  blank: number;
}

function toldRows(dataset: OpenDataset, told: readonly ClassStatistics[]): Row[] {
  const places = placesByNumber(dataset);
  return told.map(({ classIndex, ...figures }) => {
    return { ...figures, number: classIndex, at: places.get(classIndex) };
  });
}

function measuredRows(dataset: OpenDataset, measured: Measured): Row[] {
  const { classes, config } = dataset.info;
  return classes.flatMap(({ name }, at) => {
    const found = currentOf(dataset, at, measured);
    if (found === null || found.images === 0) return [];
    const { ink: inkCoverage, grey: meanGrey, blank } = found;
    return { number: config === null ? at : Number(name), at, inkCoverage, meanGrey, blank: blank.length };
  });
}

function blankImages(
  dataset: OpenDataset,
  rows: readonly Row[],
  measured: Measured,
): DatasetQuality["blankImages"] {
  const found = { at: [] as number[], images: [] as number[][] };
  let count = 0;
  for (const [i, { at, blank }] of rows.entries()) {
    if (blank === 0 || at === undefined) continue;
    const current = currentOf(dataset, at, measured);
    if (current === null) return null;
    count += current.blank.length;
    if (count > MOST_BLANK) return null;
    found.at.push(i);
    found.images.push(current.blank);
  }
  return found;
}

/** null where the class's images have changed since, or were never measured. */
function currentOf({ info, classStamps }: OpenDataset, at: number, measured: Measured): MeasuredClass | null {
  const found = measured.get(info.classes[at].name);
  return found !== undefined && found.stamp === classStamps[at] ? found : null;
}

function placesByNumber({ info }: OpenDataset): Map<number, number> {
  return new Map(info.classes.map(({ name }, at) => [Number(name), at]));
}
