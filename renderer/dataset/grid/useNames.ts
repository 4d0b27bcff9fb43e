/** Names of images by their places in the grid, asked for in pages as they come into view. */
import { useQueries } from "@tanstack/react-query";
import type { DatasetInfo } from "../../../core/studio/api.ts";
import { useStudio } from "../../shared/studio.tsx";
import { LOOK_AGAIN_MS } from "../useDataset.ts";
import { type ImageOrder, isNamed, type ListPlace, type NamedImage } from "./order.ts";

const PAGE = 200;

/**
 * @param first, last places in view
 * @returns the image at a place in view, once it is known
 */
export function useNames(
  { datasetId }: DatasetInfo,
  order: ImageOrder,
  first: number,
  last: number,
): (place: number) => NamedImage | undefined {
  const { api } = useStudio();
  const pages = pagesOf(order, first, last);
  const keys = [...pages.keys()];
  const answers = useQueries({
    queries: [...pages.values()].map(({ kind, list, number }) => ({
      queryKey: ["datasetImages", datasetId, kind, list, number],
      queryFn: () =>
        api.datasetImages({
          datasetId,
          classIndex: list,
          shard: kind === "shard",
          first: number,
          count: PAGE,
        }),
      staleTime: Number.POSITIVE_INFINITY,
      // A file may get another content in its place.
      refetchInterval: LOOK_AGAIN_MS,
      refetchOnWindowFocus: "always" as const,
    })),
  });
  return (place) => {
    if (place < 0 || place >= order.count) return undefined;
    const image = order.at(place);
    if (isNamed(image)) return image;
    const data = answers[keys.indexOf(pageOf(image))]?.data;
    const at = image.number % PAGE;
    if (data?.names[at] === undefined) return undefined;
    return { classAt: data.classes[at], name: data.names[at], stamp: data.stamps[at] };
  };
}

function pagesOf(order: ImageOrder, first: number, last: number): Map<string, ListPlace> {
  const pages = new Map<string, ListPlace>();
  for (let place = Math.max(0, first); place <= Math.min(last, order.count - 1); place++) {
    const image = order.at(place);
    if (!isNamed(image)) pages.set(pageOf(image), { ...image, number: image.number - (image.number % PAGE) });
  }
  return pages;
}

const pageOf = ({ kind, list, number }: ListPlace): string => `${kind} ${list} ${Math.floor(number / PAGE)}`;
