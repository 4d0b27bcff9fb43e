/** The class table of a configuration, with its progress where it has to be built first. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ClassTable, ClassTableResult } from "../../core/studio/api.ts";
import { useStudio } from "../shared/studio.tsx";

export type TableProgress = ClassTableResult & { ready: false };

export interface ClassTableState {
  table: ClassTable | null;
  /** Of a table that is being built. */
  progress: TableProgress | null;
  error: Error | null;
  retry: () => void;
}

/** Events tell the progress; asking again now and then makes up for one that was missed. */
const ASK_AGAIN_MS = 1000;

/** @param configId null: there is none to ask for */
export function useClassTable(configId: string | null): ClassTableState {
  const { api, subscribe } = useStudio();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ["classTable", configId],
    queryFn: () => api.classTable({ configId: configId! }),
    enabled: configId !== null,
    refetchInterval: ({ state }) => (state.data?.ready === false ? ASK_AGAIN_MS : false),
    // A search that nobody asks about ends.
    refetchIntervalInBackground: true,
    staleTime: Number.POSITIVE_INFINITY,
    // A table of 21,000 classes is a few MB: those left behind soon go.
    gcTime: 60_000,
    structuralSharing: false,
    // A search that has failed would be begun again before anybody is told.
    retry: false,
  });

  useEffect(
    () =>
      subscribe((event) => {
        if (event.type !== "classTable" || event.configId !== configId) return;
        const key = ["classTable", configId];
        if (event.done >= event.total) {
          void client.invalidateQueries({ queryKey: key });
          return;
        }
        client.setQueryData<ClassTableResult>(key, (known) =>
          known?.ready ? known : { ready: false, done: event.done, total: event.total, known: event.known },
        );
      }),
    [subscribe, client, configId],
  );

  const { data } = query;
  return {
    table: data?.ready ? data.table : null,
    progress: data !== undefined && !data.ready ? data : null,
    error: query.error,
    retry: () => void query.refetch(),
  };
}
