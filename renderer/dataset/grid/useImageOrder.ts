/** Which images of the open dataset are shown, in which order, as the address says. */
import { useDeferredValue, useMemo } from "react";
import type { ClassTable, DatasetInfo } from "../../../core/studio/api.ts";
import { orderClasses } from "../../gallery/filtering.ts";
import type { DatasetView } from "../address.ts";
import type { FaultyImage } from "../check/faultPlaces.ts";
import { type ImageOrder, type ListPlace, listsInOrder, namedInOrder } from "./order.ts";
import { rowOf } from "./useDatasetTable.ts";

/** A class or a shard of which something is shown. */
export interface ShownList {
  name: string;
  /** Of its images that are shown. */
  images: number;
  /** All that belong to it: those on the disk, and those that are missing there and shown. */
  of: number;
}

export interface ShownImages {
  order: ImageOrder;
  /** Of the whole dataset, those that are missing on the disk and shown included. */
  of: number;
  lists(kind: ListPlace["kind"]): ShownList[];
  /** Places in the table of the classes that match; null where there is none. */
  matching: Uint32Array | null;
}

interface Known {
  /** What the last verification found wrong. */
  faulty: readonly FaultyImage[];
  /** Places of the blank images in the lists of their classes; null where they are not known. */
  blank: ReadonlyMap<number, readonly number[]> | null;
}

export function useImageOrder(
  dataset: DatasetInfo,
  table: ClassTable | null,
  { faulty, blank }: Known,
  view: DatasetView,
): ShownImages {
  const { sort } = view;
  const { kind, name } = view.list;
  // The address is made anew with every step; what it says of order and filters mostly stays.
  const sorting = `${sort.descending ? "-" : ""}${sort.column}`;
  const filtering = useDeferredValue(JSON.stringify(view.filters));
  // biome-ignore lint/correctness/useExhaustiveDependencies: sorting stands for sort
  const { classes, matching } = useMemo(() => {
    const filters: DatasetView["filters"] = JSON.parse(filtering);
    if (table === null) {
      const all = Uint32Array.from(dataset.classes, (_, i) => i);
      return { classes: sort.descending ? all.reverse() : all, matching: null };
    }
    const order = orderClasses(table, filters, sort);
    const places = new Map(dataset.classes.map((_, at) => [rowOf(dataset, table, at), at]));
    const known = Array.from(order, (row) => places.get(row)).filter((at) => at !== undefined);
    // Folders that are no class of the configuration have nothing to be filtered by.
    const isRow = (row: number) => row >= 0 && row < table.classes;
    const others =
      filtering === "{}"
        ? dataset.classes.map((_, at) => at).filter((at) => !isRow(rowOf(dataset, table, at)))
        : [];
    return { classes: Uint32Array.from([...known, ...others]), matching: order };
  }, [table, dataset, filtering, sorting]);
  // Who asks for classes with blank images asks for those.
  const chosen = (JSON.parse(filtering) as DatasetView["filters"]).blank?.[0] ? blank : null;

  return useMemo(() => {
    const list = { kind, name };
    const shown = view.faulty
      ? onlyFaulty(dataset, faulty, filtering === "{}" ? null : new Set(classes), list)
      : ofLists(dataset, classes, list, chosen);
    return { ...shown, matching };
  }, [view.faulty, faulty, chosen, dataset, kind, name, classes, matching, filtering]);
}

type Shown = Omit<ShownImages, "matching">;

/** @param chosen images that are shown of each class; null: all */
function ofLists(
  dataset: DatasetInfo,
  classes: Uint32Array,
  list: DatasetView["list"],
  chosen: Known["blank"],
): Shown {
  const lists = list.kind === "class" ? dataset.classes : dataset.shards;
  const named = lists.findIndex(({ name }) => name === list.name);
  const all = list.kind === "class" ? classes : lists.map((_, i) => i);
  const shown = list.name === null ? all : Array.from(all).filter((at) => at === named);
  const chosenOf = (at: number) => chosen?.get(at) ?? [];
  const imagesOf = (at: number) => (chosen === null ? dataset.classes[at].images : chosenOf(at).length);
  return {
    order:
      list.kind === "class" && chosen !== null
        ? listsInOrder("class", shown, imagesOf, chosenOf)
        : listsInOrder(list.kind, shown, (at) => lists[at].images),
    of: dataset.images,
    lists: (kind) =>
      kind === "class"
        ? Array.from(classes, (at) => {
            const { name, images } = dataset.classes[at];
            return { name, images: imagesOf(at), of: images };
          })
        : dataset.shards.map(({ name, images }) => ({ name, images, of: images })),
  };
}

/** @param classes those that match the filters; null where there is none */
function onlyFaulty(
  dataset: DatasetInfo,
  faulty: readonly FaultyImage[],
  classes: ReadonlySet<number> | null,
  list: DatasetView["list"],
): Shown {
  const matching = faulty.filter(
    ({ classAt }) => classes === null || (classAt !== null && classes.has(classAt)),
  );
  const placeIn = (kind: ListPlace["kind"], { classAt, shardAt }: FaultyImage) =>
    kind === "class" ? classAt : shardAt;
  const allLists = (kind: ListPlace["kind"]) => (kind === "class" ? dataset.classes : dataset.shards);
  const chosen = allLists(list.kind).findIndex(({ name }) => name === list.name);
  const shown =
    list.name === null ? matching : matching.filter((image) => placeIn(list.kind, image) === chosen);
  const missing = ({ fault }: FaultyImage) => Number(fault.kind === "missing");
  return {
    order: namedInOrder(shown.map(({ image }) => image)),
    of: dataset.images + faulty.reduce((sum, image) => sum + missing(image), 0),
    lists(kind) {
      const found = new Map<number, ShownList>();
      for (const image of matching) {
        const at = placeIn(kind, image);
        if (at === null) continue;
        const { name, images } = allLists(kind)[at];
        const list = found.get(at) ?? { name, images: 0, of: images };
        found.set(at, {
          name,
          images: list.images + 1,
          of: list.of + (kind === "class" ? missing(image) : 0),
        });
      }
      return [...found].sort(([a], [b]) => a - b).map(([, one]) => one);
    },
  };
}
