/** What the images of a dataset are like, as lines of a summary. */
import type { NearDuplicates } from "../../../core/likeness/nearDuplicates.ts";
import { countText } from "../../common/format.ts";
import type { Statistics } from "../../dataset/tables/statistics.ts";

/** Pairs in one line. */
const TOLD = 3;

interface Quality {
  blankImages: number;
  statistics: Statistics | null;
  nearDuplicates: NearDuplicates | null;
}

export function qualityLines({ blankImages, statistics, nearDuplicates }: Quality): string[] {
  const redrawn = statistics?.redrawnImages ?? 0;
  const again = redrawn > 0 ? ` (${countText(redrawn)} drawn again)` : "";
  return [
    `  blank        ${countText(blankImages)} ${blankImages === 1 ? "image" : "images"}${again}`,
    ...(statistics ? [`  drawn on     ${toneText(statistics)}`] : []),
    ...(statistics?.divergingImages ? [`  diverging    ${divergingText(statistics.divergingImages)}`] : []),
    ...(nearDuplicates ? [`  alike        ${nearDuplicatesText(nearDuplicates)}`] : []),
  ];
}

function toneText({ inkCoverage, meanGrey }: Statistics): string {
  return `${(100 * inkCoverage).toFixed(1)} % of the pixels, mean grey ${meanGrey.toFixed(1)} of 255`;
}

function divergingText(images: number): string {
  return `${countText(images)} ${images === 1 ? "image" : "images"}, whose points overflow; drawn as the script does`;
}

/** `2 pairs of classes differ by less than 5 % in every parameter: 12 and 345 (1.2 %), 6 and 78 (4.0 %)`. */
export function nearDuplicatesText({ threshold, pairs, complete, closest }: NearDuplicates): string {
  const limit = percent(threshold);
  if (threshold === 0 && pairs === 0) return "no two classes are the same";
  if (pairs === 0) return `no classes: any two differ by ${limit} or more in a parameter`;
  const told = closest
    .slice(0, TOLD)
    .map(({ classes: [a, b], distance }) =>
      threshold === 0
        ? `${a} and ${b}`
        : distance === 0
          ? `${a} and ${b} (the same)`
          : `${a} and ${b} (${percent(distance, 1)})`,
    );
  const more = pairs > told.length ? ", …" : "";
  const count = `${complete ? "" : "at least "}${countText(pairs)} ${pairs === 1 ? "pair" : "pairs"}`;
  if (threshold === 0)
    return `${count} of classes ${pairs === 1 ? "is" : "are"} the same: ${told.join(", ")}${more}`;
  return `${count} of classes ${pairs === 1 ? "differs" : "differ"} by less than ${limit} in every parameter: ${told.join(", ")}${more}`;
}

function percent(part: number, digits = 0): string {
  return `${(100 * part).toFixed(digits)} %`;
}
