/** Verifications and repairs as the host tells them, kept up to date by its events. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { DatasetCheck } from "../../../core/studio/datasetCheck.ts";
import { useStudio } from "../studio.tsx";
import { formatCount } from "../text/format.ts";
import { counted } from "../text/words.ts";

const queryKey = ["checks"];

/** The last one of each dataset, the latest first; none before the host has answered. */
export function useChecks(): DatasetCheck[] {
  const { api, subscribe } = useStudio();
  const client = useQueryClient();
  const checks = useQuery({ queryKey, queryFn: () => api.checks(), staleTime: Number.POSITIVE_INFINITY });
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === "connection" && event.state === "open")
          void client.invalidateQueries({ queryKey });
        if (event.type === "check") client.setQueryData(queryKey, withCheck(event.check));
      }),
    [client, subscribe],
  );
  return checks.data ?? none;
}

const none: DatasetCheck[] = [];

/** Two that are the same stay the same object, so that several listeners draw nothing twice. */
export function withCheck(check: DatasetCheck) {
  return (all: DatasetCheck[] | undefined): DatasetCheck[] => {
    if (all === undefined) return [check];
    if (all.includes(check)) return all;
    const known = all.findIndex(({ datasetId }) => datasetId === check.datasetId);
    const others = all.filter((_, i) => i !== known);
    const isSame = known >= 0 && all[known].startedAt === check.startedAt;
    return isSame ? all.with(known, check) : [check, ...others];
  };
}

/** Of the bar and the title: how far it is. */
export function percentOf({ imagesDone, imagesTotal }: DatasetCheck): number {
  return imagesTotal === 0 ? 0 : Math.min(100, (100 * imagesDone) / imagesTotal);
}

/** What it is called, before the name of its dataset. */
export const checkName = ({ repair }: DatasetCheck): string => (repair ? "Repair of" : "Verification of");

/** What it found: `no faults`, `3 faults, 2 put right`. */
export function faultCounts({ faultsTotal, faultsRepaired, repair }: DatasetCheck): string {
  if (faultsTotal === 0) return "no faults";
  return `${counted(faultsTotal, "fault")}${repair ? `, ${formatCount(faultsRepaired)} put right` : ""}`;
}
