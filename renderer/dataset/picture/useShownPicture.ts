/** The picture that is open by the address: where it stands among those that the grid shows, and what is known of it. */
import { useQuery } from "@tanstack/react-query";
import type { DatasetInfo, PictureRequest } from "../../../core/studio/api.ts";
import { useStudio } from "../../shared/studio.tsx";
import type { ImageOrder } from "../grid/order.ts";
import { useNames } from "../grid/useNames.ts";

export interface ShownPicture {
  dataset: DatasetInfo;
  /** Of its class, and the place of the class in the dataset's list. */
  folder: string;
  classAt: number;
  name: string;
  /** Among those that the grid shows; null where it is none of them, or that is not known yet. */
  place: number | null;
  /** Of its file. */
  stamp: string;
  /** Where it lies in the shards. */
  sample: { shard: string; number: number } | null;
  /** The image by its formula; null where the configuration is not known or has no such image. */
  drawn: Omit<PictureRequest, "size"> | null;
  /** What its neighbours are called, once that is known. */
  nameOf: ReturnType<typeof useNames>;
}

/** @param expected the place to which one has just stepped, before the host has told it */
export function useShownPicture(
  dataset: DatasetInfo,
  order: ImageOrder,
  { folder, name }: { folder: string; name: string },
  expected: number | null,
): ShownPicture | null {
  const { api } = useStudio();
  const { datasetId, classes, config, configId } = dataset;
  const classAt = classes.findIndex((one) => one.name === folder);
  const found = useQuery({
    queryKey: ["findDatasetImage", datasetId, classAt, name],
    queryFn: () => api.findDatasetImage({ datasetId, classIndex: classAt, name }),
    enabled: classAt >= 0,
  });
  const near = useNames(dataset, order, (expected ?? 0) - 1, (expected ?? -1) + 1);
  const stepped = expected !== null ? near(expected) : undefined;
  const isStepped = stepped?.classAt === classAt && stepped.name === name;
  const told = placeOf(order, classAt, name, found.data);
  const place = isStepped ? expected : told;
  const nameOf = useNames(dataset, order, (place ?? 0) - 1, (place ?? -1) + 1);
  if (classAt < 0) return null;
  const own = place === null ? undefined : nameOf(place);
  const instance = Number(/(\d+)\.\w+$/.exec(name)?.[1] ?? Number.NaN);
  const classIndex = Number(folder);
  const isDrawn =
    config !== null &&
    configId !== null &&
    instance < config.instances &&
    classIndex >= config.startClass &&
    classIndex < config.startClass + config.classes;
  const shard = found.data?.shard ?? null;
  return {
    ...{ dataset, folder, classAt, name, place },
    stamp: own?.name === name && own.classAt === classAt ? own.stamp : "",
    sample: shard && { shard: dataset.shards[shard.at]?.name ?? "", number: shard.place },
    drawn: isDrawn ? { configId, classIndex, instance } : null,
    nameOf,
  };
}

type Found = { place: number | null; shard: { at: number; place: number } | null };

function placeOf(order: ImageOrder, classAt: number, name: string, found: Found | undefined): number | null {
  const named = order.placeOf({ classAt, name, stamp: "" });
  if (named !== null || found === undefined) return named;
  const { place, shard } = found;
  const inClass = place === null ? null : order.placeOf({ kind: "class", list: classAt, number: place });
  const inShard =
    shard === null ? null : order.placeOf({ kind: "shard", list: shard.at, number: shard.place });
  return inClass ?? inShard;
}
