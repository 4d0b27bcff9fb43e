/** Which images of the open dataset are shown, in which order, as the address says. */
import { useDeferredValue, useMemo } from "react";
import type { ClassTable, DatasetInfo } from "../../core/studio/api.ts";
import type { DatasetCheck } from "../../core/studio/datasetCheck.ts";
import { orderClasses } from "../gallery/filtering.ts";
import type { DatasetView } from "./address.ts";
import { faultyImages } from "./check/faultPlaces.ts";
import { type ImageOrder, listsInOrder, namedInOrder } from "./grid/order.ts";

export interface ShownImages {
  order: ImageOrder;
  /** Places, in the dataset's list, of the classes that match the filters, in their order. */
  classes: Uint32Array;
  /** The same as places in the table; null where there is none. */
  matching: Uint32Array | null;
}

export function useImageOrder(
  dataset: DatasetInfo,
  table: ClassTable | null,
  check: DatasetCheck | null,
  view: DatasetView,
): ShownImages {
  const { list, sort, faulty } = view;
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
    const places = new Map(dataset.classes.map(({ name }, i) => [Number(name) - table.firstClass, i]));
    const known = Array.from(order, (at) => places.get(at)).filter((at) => at !== undefined);
    // Folders that are no class of the configuration have nothing to be filtered by.
    const others =
      filtering === "{}"
        ? dataset.classes.map((_, i) => i).filter((i) => !isIn(table, dataset.classes[i].name))
        : [];
    return { classes: Uint32Array.from([...known, ...others]), matching: order };
  }, [table, dataset.classes, filtering, sorting]);

  const order = useMemo(() => {
    if (faulty) return namedInOrder(faultyImages(dataset, check));
    const lists = list.kind === "class" ? dataset.classes : dataset.shards;
    const chosen = lists.findIndex(({ name }) => name === list.name);
    const all = list.kind === "class" ? classes : lists.map((_, i) => i);
    const shown = list.name === null ? all : Array.from(all).filter((at) => at === chosen);
    return listsInOrder(list.kind, shown, (at) => lists[at].images);
  }, [faulty, check, dataset, list.kind, list.name, classes]);
  return { order, classes, matching };
}

function isIn({ firstClass, classes }: ClassTable, name: string): boolean {
  const at = Number(name) - firstClass;
  return at >= 0 && at < classes;
}
