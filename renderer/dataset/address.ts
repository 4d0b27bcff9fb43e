/** What of a dataset is open, as an address: a reload, Back and a link lead to the same. */
import type { Filters, Sort } from "../gallery/filtering.ts";

export interface DatasetView {
  /** Folder of the dataset. */
  path: string;
  /** Whose images the grid shows; name null: of all of them. */
  list: { kind: "class" | "shard"; name: string | null };
  /** The picture that is open. */
  picture: { folder: string; name: string } | null;
  /** Class numbers of two that are looked at side by side. */
  pair: [number, number] | null;
  sort: Sort;
  filters: Filters;
  /** Only what the last verification found wrong. */
  faulty: boolean;
}

export const unsorted: Sort = { column: null, descending: false };

/** The dataset as one first sees it. */
export function wholeDataset(path: string): DatasetView {
  return {
    ...{ path, list: { kind: "class", name: null }, picture: null, pair: null },
    ...{ sort: unsorted, filters: {}, faulty: false },
  };
}

export function datasetAddress({ path, list, picture, pair, sort, filters, faulty }: DatasetView): string {
  const query = new URLSearchParams({ open: path });
  if (list.kind === "shard") query.set("shard", list.name ?? "");
  else if (list.name !== null) query.set("class", list.name);
  if (sort.column !== null || sort.descending) {
    query.set("sort", `${sort.descending ? "-" : ""}${sort.column ?? ""}`);
  }
  const where = Object.entries(filters).map(([column, [low, high]]) => `${column}:${low}:${high}`);
  if (where.length > 0) query.set("where", where.join(","));
  if (faulty) query.set("faults", "1");
  if (pair !== null) query.set("pair", pair.join("-"));
  if (picture !== null) query.set("picture", `${picture.folder}/${picture.name}`);
  return `#/dataset?${query}`;
}

/** Where no dataset is named: those that were opened before. */
export const startAddress = "#/dataset?start";

/** null of an address that names no dataset. */
export function parseDatasetAddress(hash: string): DatasetView | null {
  const query = new URLSearchParams(hash.split("?")[1]);
  const path = query.get("open");
  if (!hash.startsWith("#/dataset") || path === null || path === "") return null;
  const shard = query.get("shard");
  const sort = query.get("sort") ?? "";
  const picture = /^([^/]+)\/([^/]+)$/.exec(query.get("picture") ?? "");
  const pair = /^(\d{1,9})-(\d{1,9})$/.exec(query.get("pair") ?? "");
  return {
    path,
    list:
      shard === null ? { kind: "class", name: query.get("class") } : { kind: "shard", name: shard || null },
    picture: picture && { folder: picture[1], name: picture[2] },
    pair: pair && [Number(pair[1]), Number(pair[2])],
    sort: { column: sort.replace(/^-/, "") || null, descending: sort.startsWith("-") },
    filters: parseFilters(query.get("where") ?? ""),
    faulty: query.get("faults") === "1",
  };
}

function parseFilters(text: string): Filters {
  const filters: Record<string, [number, number]> = {};
  for (const part of text.split(",")) {
    const [column, low, high, more] = part.split(":");
    const range: [number, number] = [Number(low), Number(high)];
    if (column && low && high && more === undefined && range.every(Number.isFinite)) filters[column] = range;
  }
  return filters;
}
