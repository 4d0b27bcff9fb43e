/** The check of one dataset, and what is started and stopped of it. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { DatasetCheck } from "../../../core/studio/datasetCheck.ts";
import { useChecks, withCheck } from "../../shared/checks/checks.ts";
import { useNotify } from "../../shared/notify.tsx";
import { useStudio } from "../../shared/studio.tsx";
import { messageOf } from "../../shared/text/format.ts";
import { unlessTold } from "../../shared/told.ts";

export interface CheckState {
  /** null where nothing was checked yet. */
  check: DatasetCheck | null;
  /** The one of another dataset that is under way, or null: there is one at a time. */
  other: DatasetCheck | null;
  start(how: { repair: boolean; deleteForeign?: boolean; configId?: string }): void;
  cancel(): void;
}

export function useCheck(datasetId: string, path: string): CheckState {
  const { api } = useStudio();
  const notify = useNotify();
  const client = useQueryClient();
  const checks = useChecks();
  const check = checks.find((one) => one.datasetId === datasetId) ?? null;
  const known = () => {
    const all = client.getQueryData<DatasetCheck[]>(["checks"]);
    return all?.find((one) => one.datasetId === datasetId) ?? null;
  };
  const before = useRef(check?.endedAt ?? null);
  const ended = check?.endedAt ?? null;
  useEffect(() => {
    if (ended !== null && before.current !== ended) {
      // What was wrong may have been put right, in the place of what was there.
      void client.invalidateQueries({ queryKey: ["dataset", path] });
      for (const what of ["datasetImages", "findDatasetImage", "datasetQuality", "datasetClasses"]) {
        void client.invalidateQueries({ queryKey: [what, datasetId] });
      }
    }
    before.current = ended;
  }, [ended, client, datasetId, path]);
  const failed = (reason: unknown) => notify.failed(messageOf(reason));
  return {
    check,
    other: checks.find((one) => one.state === "running" && one.datasetId !== datasetId) ?? null,
    start: (how) => {
      const newest = unlessTold(known);
      api
        .startCheck({ datasetId, ...how })
        .then((begun) => client.setQueryData(["checks"], withCheck(newest(begun) ?? begun)), failed);
    },
    cancel: () => {
      api.cancelCheck({ datasetId }).catch(failed);
    },
  };
}
