/** A dataset as it lies on the disk, looked at again and again: what others change there is shown too. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { DatasetInfo } from "../../core/studio/api.ts";
import { useStudio } from "../shared/studio.tsx";

/** Between two looks; a look at many folders on a slow disk takes its share of the time, not more. */
export const LOOK_AGAIN_MS = 3000;
const SHARE = 20;
const COUNTING_MS = 500;

/** Of a host that does not answer for now: what was seen last still stands. */
export const isAway = (error: Error | null): boolean => error?.name === "Unreachable";

export function useDataset(path: string) {
  const { api } = useStudio();
  const client = useQueryClient();
  const took = useRef(0);
  const dataset = useQuery({
    queryKey: ["dataset", path],
    queryFn: async () => {
      const start = performance.now();
      const found = await api.openDataset({ path });
      took.current = performance.now() - start;
      return found;
    },
    retry: false,
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => {
      if (state.error !== null && !isAway(state.error)) return false;
      return Math.max(state.data?.counting ? COUNTING_MS : LOOK_AGAIN_MS, SHARE * took.current);
    },
  });
  useRenewed(dataset.data, () => {
    for (const what of ["datasetImages", "findDatasetImage", "datasetQuality", "datasetClasses"]) {
      void client.invalidateQueries({ queryKey: [what, dataset.data?.datasetId] });
    }
  });
  return dataset;
}

/** Calls when images have come, gone or changed places since the last look. */
function useRenewed(dataset: DatasetInfo | undefined, renewed: () => void): void {
  const before = useRef<DatasetInfo | undefined>(undefined);
  const call = useRef(renewed);
  call.current = renewed;
  useEffect(() => {
    const last = before.current;
    before.current = dataset;
    if (last !== undefined && dataset !== undefined && last.stamp !== dataset.stamp) call.current();
  }, [dataset]);
}
