/** Where a fault of a verification leads: to an image, to some of a shard, or nowhere. */
import type { DatasetInfo } from "../../../core/studio/api.ts";
import type { DatasetCheck, Fault } from "../../../core/studio/datasetCheck.ts";
import type { OrderedImage } from "../grid/order.ts";

const imageName = /\.(png|jpe?g|webp)$/i;
/** Of a shard's samples, as verify names them. */
const stretch = /: (?:rows|samples) (\d+) … (\d+)$/;
const MOST = 1000;

/** The images that a fault is about, in the dataset as it is open; none of those that are about something else. */
export function imagesOfFault({ classes, shards }: DatasetInfo, { path }: Fault): OrderedImage[] {
  const shard = shards.findIndex(({ name }) => path.startsWith(`${name}: `));
  if (shard >= 0) {
    const range = stretch.exec(path);
    if (range !== null) {
      const [first, last] = [Number(range[1]), Math.min(Number(range[2]), shards[shard].images - 1)];
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
        return { kind: "shard", list: shard, number: first + i };
      });
    }
    return named(classes, path.slice(shards[shard].name.length + 2));
  }
  const parts = path.split(/[/\\]/);
  const name = parts.at(-1) ?? "";
  const classAt = classes.findIndex((one) => one.name === parts.at(-2));
  return classAt >= 0 && imageName.test(name) ? [{ classAt, name, stamp: "" }] : [];
}

/** A member of a tar: an image, or the label beside one. */
function named(classes: DatasetInfo["classes"], member: string): OrderedImage[] {
  const classAt = classes.findIndex(({ name }) => member.startsWith(`${name}_`));
  return classAt >= 0 && imageName.test(member) ? [{ classAt, name: member, stamp: "" }] : [];
}

export const isOpen = ({ repaired }: Fault): boolean => !repaired;

/** The images that are known to be wrong. */
export function faultyImages(dataset: DatasetInfo, check: DatasetCheck | null): OrderedImage[] {
  const images = (check?.faults ?? []).filter(isOpen).flatMap((fault) => imagesOfFault(dataset, fault));
  const stamp = check?.endedAt ? String(Date.parse(check.endedAt)) : "";
  return images.slice(0, MOST).map((image) => ("name" in image ? { ...image, stamp } : image));
}

/** How many faults are known and not put right. */
export const openFaults = (check: DatasetCheck | null): number =>
  check?.state === "finished" ? check.faultsTotal - check.faultsRepaired : 0;
