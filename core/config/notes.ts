/** What is allowed in a configuration but surprises later: labels that collide, images that two seeds share, limits of others. */
import { formulationOf, isBrought, pointsOf } from "../formulations/index.ts";
import { formatNumber } from "./errors.ts";
import { fieldAt } from "./fields/fields.ts";
import { isPacked, isScriptLayout } from "./layouts.ts";
import { digitsOf, FEWEST_DIGITS } from "./numberNames.ts";
import type { DatasetConfig } from "./parameters.ts";
import type { ConfigNote, NoteRule } from "./rule.ts";

export type { ConfigNote };

/** Files in a folder that the Hugging Face Hub takes. */
export const HUB_FOLDER_LIMIT = 10_000;
/** At most, beside the shards: descriptions, tables and the card. */
const OTHER_FILES = 10;

export function configNotes(config: DatasetConfig): ConfigNote[] {
  return [...noteRules, ...(formulationOf(config).notes ?? [])]
    .map((rule) => rule(config))
    .filter((note) => note !== null);
}

const noteRules: readonly NoteRule<DatasetConfig>[] = [
  function sharedStreams(config) {
    const { seed, streams } = config;
    // Of points a stream draws no classes: those that another seed gives it are others, with no image in common.
    if (streams === null || pointsOf(config) !== null || (seed - 1) % streams === 0) return null;
    const shared = streams - Math.abs(seed - 1);
    const script =
      shared > 0
        ? `${formatNumber(shared)} of its ${formatNumber(streams)} streams are also those of seed 1, with the same images`
        : `it has streams in common with every seed less than ${formatNumber(streams)} away from it`;
    const message = `Stream t starts from seed + t, so seed ${seed} is no other dataset: ${script}. Seeds 1, ${formatNumber(1 + streams)}, ${formatNumber(1 + 2 * streams)} and so on have no stream in common; the next is ${nextDisjointSeed(seed, streams)}.`;
    return { field: "seed", message };
  },

  function labelsFromZero({ startClass, output: { layout } }) {
    if (startClass === 0 || !isPacked(layout)) return null;
    const message = `Labels count from 0 in every dataset of layout ${layout}: class ${startClass} has label 0. To train on it together with a dataset that begins with another class, add ${startClass} to its labels, or choose layout imagefolder, whose folders have the classes' own numbers.`;
    return { field: "startClass", message };
  },

  function foldersOfOtherParts(config) {
    const { classes, startClass, output } = config;
    const usual = 10 ** FEWEST_DIGITS.class;
    if (startClass === 0 || output.layout !== "imagefolder" || startClass + classes <= usual) return null;
    const message = `Class numbers have ${digitsOf(config).class} digits here. A part whose last class is below ${formatNumber(usual)} has ${FEWEST_DIGITS.class}: put into one folder, the two sort as text, not as numbers, and readers of class folders take that order for the labels.`;
    return { field: "startClass", message };
  },

  function hubShards({ classes, instances, output: { layout, shardSize } }) {
    const shards = Math.ceil((classes * instances) / shardSize);
    if (!isPacked(layout) || shards + OTHER_FILES <= HUB_FOLDER_LIMIT) return null;
    const message = `${formatNumber(shards)} shards are as many files in one folder; the Hugging Face Hub takes at most ${formatNumber(HUB_FOLDER_LIMIT)} a folder. To upload the dataset, choose a larger shardSize.`;
    return { field: "output.shardSize", message };
  },

  function hubTables(config) {
    const { classes, output } = config;
    if (!isPacked(output.layout) || !isBrought(config) || classes <= HUB_FOLDER_LIMIT) return null;
    const message = `${formatNumber(classes)} classes that were brought have as many tables in param/; the Hugging Face Hub takes at most ${formatNumber(HUB_FOLDER_LIMIT)} files a folder. Upload the dataset without that folder.`;
    return { field: "classes", message };
  },

  function hubFolders({ classes, instances, output: { layout } }) {
    if (isPacked(layout) || Math.max(classes, instances) <= HUB_FOLDER_LIMIT) return null;
    const many =
      classes > HUB_FOLDER_LIMIT
        ? `${formatNumber(classes)} classes are as many folders in one, and tables beside them`
        : `${formatNumber(instances)} instances are as many files in the folder of each class`;
    const message = `${many}; the Hugging Face Hub takes at most ${formatNumber(HUB_FOLDER_LIMIT)} a folder. To upload the dataset, choose layout webdataset or parquet.`;
    return { field: "output.layout", message };
  },

  function scriptNumbers(config) {
    const { classes, startClass, output } = config;
    const longer = 10 ** digitsOf(config).class;
    if (!isScriptLayout(output.layout) || startClass >= longer || startClass + classes <= longer) return null;
    const message = `Layout release names classes as the script does, each number as long as it is: as text, ${longer} sorts before ${longer - 1}, and readers of class folders take that order for the labels. Choose layout imagefolder, whose numbers are equally long.`;
    return { field: "output.layout", message };
  },
];

/** The first seed above this one that shares no stream with seeds 1, 1 + T, 1 + 2T …; the last of them where there is none. */
function nextDisjointSeed(seed: number, streams: number): number {
  const next = 1 + Math.max(1, Math.ceil((seed - 1) / streams)) * streams;
  return next + streams - 1 <= fieldAt("seed").max ? next : next - streams;
}
