/** The measures as people read them: what each is called, its unit, what it means and who made it. One list for every place. */
import { type PictureNumber, pictureNumbers } from "./classMeasures.ts";
import type { MeasureName } from "./comparison.ts";
import { ALIKE } from "./limits.ts";
import { EDGE } from "./measures/edges.ts";
import type { Measured } from "./statistics/interval.ts";

export type MeasureGroup = "between" | "within" | "pictures" | "faults" | "cost";

export const groupTitles: Record<MeasureGroup, string> = {
  between: "Between classes",
  within: "Within a class",
  pictures: "Pictures in the mean",
  faults: "Faults",
  cost: "Cost",
};

export interface MeasureRow {
  name: MeasureName;
  group: MeasureGroup;
  label: string;
  /** Or "". */
  unit: string;
  /** From the value to what is shown. */
  factor: number;
  /** Shares have intervals that are not even on both sides. */
  isShare?: true;
  /** A sentence: what it is, and how to read it. */
  meaning: string;
  /** The paper that it is from; absent of what needs none. */
  source?: string;
}

const papers = {
  similarity:
    "Wang, Simoncelli and Bovik, Asilomar 2003; as a measure of variety Odena, Olah and Shlens, ICML 2017",
  directions: "Dalal and Triggs, CVPR 2005",
  parameters: "Gower, Biometrics 1971",
  fisher: "Fisher, Annals of Eugenics 1936; traces as in Fukunaga 1990",
};

const similarity = { label: "Similarity of pictures", unit: "MS-SSIM", factor: 1, source: papers.similarity };
const directions = {
  label: "Distance of line directions",
  unit: "HOG",
  factor: 1,
  source: papers.directions,
};

interface NumberWords {
  label: string;
  unit: string;
  factor: number;
  meaning: string;
  source?: string;
}

const numbers: Record<PictureNumber, NumberWords> = {
  ink: {
    ...{ label: "Ink", unit: "%", factor: 100 },
    meaning: "Part of the stored pixels that are not background.",
  },
  edges: {
    ...{ label: "Edges", unit: "%", factor: 100 },
    meaning: `Part of the pixels at which the greys change by at least ${EDGE} a pixel.`,
    source: "Rosenholtz, Li and Nakano, Journal of Vision 2007",
  },
  evenness: {
    ...{ label: "Evenness of directions", unit: "", factor: 1 },
    meaning: "Entropy of the gradients’ directions as a part of its maximum: 0 one direction, 1 all alike.",
    source: "Redies, Brachmann and Wagemans, Vision Research 2017",
  },
  spectrum: {
    ...{ label: "Spectrum exponent", unit: "", factor: 1 },
    meaning: "α of the power spectrum 1/f^α: some 2 for photographs of nature, 0 for white noise.",
    source: "Field, JOSA A 1987; of images to pre-train on Baradad et al., NeurIPS 2021",
  },
  colourfulness: {
    ...{ label: "Colourfulness", unit: "", factor: 1 },
    meaning: "0 of greys, some 100 of very colourful photographs.",
    source: "Hasler and Süsstrunk, Human Vision and Electronic Imaging 2003",
  },
};

/** Standard deviations of the pictures' own numbers. */
function spread(group: "between" | "within"): MeasureRow[] {
  return pictureNumbers.map((name): MeasureRow => {
    const { label, ...words } = numbers[name];
    return group === "between"
      ? {
          ...{ ...words, name: `${name}Between`, group, label: `${label}, spread` },
          meaning:
            "Standard deviation of the classes’ means; what the images’ own differences add is taken off.",
        }
      : {
          ...{ ...words, name: `${name}Within`, group, label: `${label}, spread` },
          meaning: "Standard deviation of the images of a class.",
        };
  });
}

export const measureRows: readonly MeasureRow[] = [
  {
    ...{ ...similarity, name: "similarityBetween", group: "between" },
    meaning:
      "Mean over pairs of pictures of different classes: 1 equal, 0 nothing in common. Lower is more varied.",
  },
  {
    ...{ ...directions, name: "distanceBetween", group: "between" },
    meaning:
      "Mean over pairs of pictures of different classes of how far their histograms of gradient directions, place by place, are apart: 0 equal, 1.41 no direction in common. Higher is more varied.",
  },
  {
    ...{
      name: "parametersBetween",
      group: "between",
      label: "Distance of parameters",
      unit: "Gower",
      factor: 1,
    },
    meaning:
      "Mean over pairs of classes of how much each parameter differs as a part of what it spans in the published datasets. To be compared within one formulation. Higher is more varied.",
    source: papers.parameters,
  },
  {
    ...{ name: "fisher", group: "between", label: "Between to within", unit: "Fisher, HOG", factor: 1 },
    meaning:
      "Variance between the classes for each of that within them, of the histograms of gradient directions. Higher: classes are easier to tell apart.",
    source: papers.fisher,
  },
  ...spread("between"),
  {
    ...{ ...similarity, name: "similarityWithin", group: "within" },
    meaning: "Mean over pairs of pictures of one class. Lower is more varied.",
  },
  {
    ...{ ...directions, name: "distanceWithin", group: "within" },
    meaning: "Mean over pairs of pictures of one class. Higher is more varied.",
  },
  ...spread("within"),
  ...pictureNumbers.map((name): MeasureRow => ({ ...numbers[name], name, group: "pictures" })),
  {
    ...{ name: "blank", group: "faults", label: "Blank pictures", unit: "%", factor: 100, isShare: true },
    meaning: "Pictures on which nothing is drawn.",
  },
  {
    ...{ name: "alikeBetween", group: "faults", label: "Alike, of different classes", unit: "%" },
    ...{ factor: 100, isShare: true },
    meaning: `Pairs of pictures of different classes whose MS-SSIM is ${ALIKE} or more.`,
    source: papers.similarity,
  },
  {
    ...{ name: "alikeWithin", group: "faults", label: "Alike, of one class", unit: "%" },
    ...{ factor: 100, isShare: true },
    meaning: `Pairs of pictures of one class whose MS-SSIM is ${ALIKE} or more.`,
    source: papers.similarity,
  },
  {
    ...{ name: "bytes", group: "cost", label: "A file", unit: "kB", factor: 0.001 },
    meaning: "Mean size of an image’s file.",
  },
  {
    ...{ name: "imagesPerSecond", group: "cost", label: "Speed", unit: "images/s", factor: 1 },
    meaning: "Drawn and encoded here with all workers; measured five times, in turns with the others.",
  },
];

/** Those that tell something here: nothing of colours where all is grey. */
export function rowsOf(
  configurations: readonly { measures: Record<MeasureName, Measured | null> }[],
): MeasureRow[] {
  const isGrey = configurations.every(({ measures }) => (measures.colourfulness?.value ?? 0) === 0);
  return measureRows.filter(({ name }) => !(isGrey && name.startsWith("colourfulness")));
}

/** `43 GB (37 GB to 49 GB)`, of a number that is read with its unit. */
export function estimatedText({ value, low, high }: Measured, text: (value: number) => string): string {
  const [from, to] = [low, high].map((end) => (end === null ? null : text(end)));
  return from === to || from === null ? text(value) : `${text(value)} (${from} to ${to})`;
}

/** `64 × 8 images of each, 64 × 1 of OFDB-1k`. */
export function sampleText(
  configurations: readonly { sample: { classes: number; instances: number } }[],
  names: readonly string[],
): string {
  const sizes = configurations.map(({ sample: { classes, instances } }) => `${classes} × ${instances}`);
  const count = (size: string): number => sizes.filter((each) => each === size).length;
  const usual = sizes.reduce((a, b) => (count(b) > count(a) ? b : a));
  const others = sizes.flatMap((size, i) => (size === usual ? [] : [`, ${size} of ${names[i]}`]));
  return `${usual} images of each${others.join("")}`;
}

/** Digits behind the point with which two of an uncertainty are seen. */
function digitsFor(uncertainty: number): number {
  const rounded = Number(uncertainty.toPrecision(2));
  return rounded <= 0 ? 3 : Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(rounded))));
}

/**
 * `0.312 ± 0.010`, half of the 95 % interval; of shares `0.20 (0.040 to 0.90)`, `0 (up to 5.7)`; `–` where there is nothing.
 */
export function measuredText(measured: Measured | null, { factor, isShare }: MeasureRow): string {
  if (measured === null) return "–";
  const value = measured.value * factor;
  if (measured.low === null || measured.high === null) return `${value.toFixed(3)} ± ?`;
  const low = measured.low * factor;
  const high = measured.high * factor;
  if (isShare) {
    if (measured.value === 0) return `0 (up to ${percent(high)})`;
    if (measured.value === 1) return `100 (at least ${percent(low)})`;
    return `${percent(value)} (${percent(low)} to ${percent(high)})`;
  }
  const half = (high - low) / 2;
  if (value === 0 && half === 0) return "0";
  const digits = digitsFor(half);
  return `${grouped(value.toFixed(digits))} ± ${grouped(half.toFixed(digits))}`;
}

/** `0.41`, `5.7`, `34`, `99.7`: two digits, near 100 three; `> 99.9` where those would be 100. */
function percent(value: number): string {
  if (value < 9.95) return value.toPrecision(2);
  if (value > 99.9 && value < 100) return "> 99.9";
  return value < 99 ? value.toFixed(0) : value.toPrecision(3);
}

/** `1,057.3` */
function grouped(number: string): string {
  return number.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
}
