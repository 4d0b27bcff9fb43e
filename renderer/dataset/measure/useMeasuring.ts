/** The look at images that nobody measured, as the host tells of it, and what is started and stopped of it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Measuring } from "../../../core/studio/api.ts";
import { useNotify } from "../../shared/notify.tsx";
import { useStudio } from "../../shared/studio.tsx";
import { messageOf } from "../../shared/text/format.ts";
import { unlessTold } from "../../shared/told.ts";

export interface MeasuringState {
  /** The last one of this dataset; null where there was none. */
  measuring: Measuring | null;
  start(): void;
  cancel(): void;
}

export function useMeasuring(datasetId: string): MeasuringState {
  const { api, subscribe } = useStudio();
  const client = useQueryClient();
  const notify = useNotify();
  const key = ["measuring", datasetId];
  const known = () => client.getQueryData<Measuring | null>(key) ?? null;
  const { data = null } = useQuery({
    queryKey: key,
    queryFn: async () => {
      const newest = unlessTold(known);
      return newest(await api.measuring({ datasetId }));
    },
  });
  useEffect(
    () =>
      subscribe((event) => {
        const queryKey = ["measuring", datasetId];
        if (event.type === "connection" && event.state === "open")
          void client.invalidateQueries({ queryKey });
        if (event.type === "measuring" && event.measuring.datasetId === datasetId)
          client.setQueryData(queryKey, event.measuring);
      }),
    [client, subscribe, datasetId],
  );
  const isRunning = data?.state === "running";
  const wasRunning = useRef(isRunning);
  useEffect(() => {
    if (wasRunning.current && !isRunning) {
      void client.invalidateQueries({ queryKey: ["datasetQuality", datasetId] });
    }
    wasRunning.current = isRunning;
  }, [isRunning, client, datasetId]);
  const failed = (reason: unknown) => notify.failed(messageOf(reason));
  return {
    measuring: data,
    start: () => {
      const newest = unlessTold(known);
      api.startMeasuring({ datasetId }).then((begun) => client.setQueryData(key, newest(begun)), failed);
    },
    cancel: () => {
      api.cancelMeasuring({ datasetId }).catch(failed);
    },
  };
}
