/** The check of a dataset as the host tells it, kept up to date by its events. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { DatasetCheck } from "../../core/studio/datasetCheck.ts";
import { messageOf } from "../shared/format.ts";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";

export interface CheckState {
  /** null where nothing was checked yet. */
  check: DatasetCheck | null;
  start(how: { repair: boolean; deleteForeign?: boolean }): void;
  cancel(): void;
}

export function useCheck(datasetId: string, path: string): CheckState {
  const { api, subscribe } = useStudio();
  const notify = useNotify();
  const client = useQueryClient();
  const queryKey = ["datasetCheck", datasetId];
  const check = useQuery({ queryKey, queryFn: () => api.datasetCheck({ datasetId }), staleTime: 0 });
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type !== "check" || event.check.datasetId !== datasetId) return;
        client.setQueryData(["datasetCheck", datasetId], event.check);
        // Files have changed.
        if (event.check.repair && event.check.state !== "running")
          void client.invalidateQueries({ queryKey: ["dataset", path] });
      }),
    [client, subscribe, datasetId, path],
  );
  const failed = (reason: unknown) => notify.failed(messageOf(reason));
  return {
    check: check.data ?? null,
    start: (how) => {
      api.startCheck({ datasetId, ...how }).then((begun) => client.setQueryData(queryKey, begun), failed);
    },
    cancel: () => {
      api.cancelCheck({ datasetId }).catch(failed);
    },
  };
}
