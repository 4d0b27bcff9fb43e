/** Where a fault of a verification leads: to an image, to some of a shard, or nowhere. */
import { SampleOrder } from "../../../core/random/sampleOrder.ts";
import type { DatasetInfo } from "../../../core/studio/api.ts";
import type { DatasetCheck, Fault } from "../../../core/studio/datasetCheck.ts";
import type { ListPlace, NamedImage, OrderedImage } from "../grid/order.ts";

const imageName = /\.(png|jpe?g|webp)$/i;
/** Of a shard's samples, as verify names them. */
const stretch = /: (?:rows|samples) (\d+) … (\d+)$/;
const MOST = 1000;

/** An image that is known to be wrong, with its lists. */
export interface FaultyImage {
  image: OrderedImage;
  fault: Fault;
  /** Places of its class and its shard in the dataset's lists; null where that is not known, or there is none. */
  classAt: number | null;
  shardAt: number | null;
}

/** The images that a fault is about, in the dataset as it is open; none of those that are about something else. */
export function imagesOfFault(dataset: DatasetInfo, fault: Fault): FaultyImage[] {
  const { path } = fault;
  const classPlaces = placesOf(dataset.classes);
  const [shardName, meant] = splitAt(path, path.indexOf(": "), 2);
  const shardAt = placesOf(dataset.shards).get(shardName);
  const named = (folder: string, name: string): FaultyImage[] => {
    const classAt = classPlaces.get(folder);
    if (classAt === undefined || !imageName.test(name)) return [];
    return [{ image: { classAt, name, stamp: "" }, fault, classAt, shardAt: shardAt ?? null }];
  };
  if (shardAt === undefined) {
    const parts = path.split(/[/\\]/);
    return named(parts.at(-2) ?? "", parts.at(-1) ?? "");
  }
  const range = stretch.exec(path);
  // A member of a tar: an image, or the label beside one.
  if (range === null) return named(meant.slice(0, meant.indexOf("_")), meant);
  const { config, shards } = dataset;
  const order = config && orderOf(config);
  const [first, last] = [Number(range[1]), Math.min(Number(range[2]), shards[shardAt].images - 1)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const image: ListPlace = { kind: "shard", list: shardAt, number: first + i };
    const position = config ? shardAt * config.output.shardSize + first + i : 0;
    return { image, fault, classAt: order?.at(position).label ?? null, shardAt };
  });
}

export const isOpen = ({ repaired, changed }: Fault): boolean => !repaired && changed !== true;

/** The images that are known to be wrong, in the order of their faults. */
export function faultyImages(dataset: DatasetInfo, check: DatasetCheck | null): FaultyImage[] {
  const found: FaultyImage[] = [];
  for (const fault of check?.faults ?? []) {
    if (found.length >= MOST) break;
    if (isOpen(fault)) found.push(...imagesOfFault(dataset, fault));
  }
  const stamp = check?.faultsSince ? String(Date.parse(check.faultsSince)) : "";
  return found.slice(0, MOST).map((one) => {
    return "name" in one.image ? { ...one, image: { ...one.image, stamp } } : one;
  });
}

/** Tells of an image whether something is known to be wrong with it. */
export function faultFinder(
  dataset: DatasetInfo,
  images: readonly FaultyImage[],
): (image: Pick<NamedImage, "classAt" | "name">) => Fault | null {
  const byName = new Map<string, Fault>();
  const byPlace = new Map<string, Fault>();
  for (const { image, fault } of images) {
    if ("name" in image) byName.set(`${image.classAt}/${image.name}`, fault);
    else byPlace.set(`${image.list} ${image.number}`, fault);
  }
  return ({ classAt, name }) => {
    const found = byName.get(`${classAt}/${name}`);
    if (found !== undefined || byPlace.size === 0) return found ?? null;
    const place = shardPlaceOf(dataset, classAt, name);
    return (place !== null && byPlace.get(place)) || null;
  };
}

/** A fault in words. */
export const faultWords = ({ kind, detail }: Fault): string =>
  detail === undefined ? kind : `${kind}, ${detail}`;

function shardPlaceOf({ config }: DatasetInfo, classAt: number, name: string): string | null {
  const instance = Number(/_(\d+)\.\w+$/.exec(name)?.[1] ?? Number.NaN);
  if (config === null || !(instance < config.instances)) return null;
  const position = orderOf(config).positionOf(config.startClass + classAt, instance);
  const { shardSize } = config.output;
  return `${Math.floor(position / shardSize)} ${position % shardSize}`;
}

type Config = NonNullable<DatasetInfo["config"]>;
const orders = new WeakMap<Config, SampleOrder>();

function orderOf(config: Config): SampleOrder {
  const order = orders.get(config) ?? new SampleOrder(config);
  orders.set(config, order);
  return order;
}

type Lists = DatasetInfo["classes"];
const places = new WeakMap<Lists, Map<string, number>>();

/** Of tens of thousands of names each is looked for many times. */
export function placesOf(lists: Lists): ReadonlyMap<string, number> {
  const known = places.get(lists) ?? new Map(lists.map(({ name }, at) => [name, at]));
  places.set(lists, known);
  return known;
}

function splitAt(text: string, at: number, length: number): [string, string] {
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + length)];
}
