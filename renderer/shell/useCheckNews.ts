/** Tells of verifications where one does not look at them: in the window's title, and at their end on the page. */
import { useEffect, useRef } from "react";
import type { DatasetCheck } from "../../core/studio/datasetCheck.ts";
import { percentOf } from "../shared/checks/checks.ts";
import { useNotify } from "../shared/notify.tsx";
import { formatCount, formatDuration } from "../shared/text/format.ts";
import { usePlace } from "./route.ts";

const PLAIN_TITLE = "VisualAtom Studio";

/** @param busy whether a job is at work, which then has the title */
export function useCheckNews(checks: DatasetCheck[], busy: boolean): void {
  const notify = useNotify();
  const place = usePlace();
  const states = useRef(new Map<string, DatasetCheck["state"]>());
  useEffect(() => {
    for (const check of checks) {
      const key = `${check.datasetId} ${check.startedAt}`;
      const before = states.current.get(key);
      states.current.set(key, check.state);
      if (before !== "running" || check.state === "running") continue;
      // The dataset itself shows it already, to whoever looks.
      const isSeen = place === "dataset" && window.location.hash.includes(encodeURIComponent(check.path));
      if (isSeen && !document.hidden) continue;
      if (check.state === "finished") notify.done(outcomeOf(check));
      if (check.state === "failed")
        notify.failed(`${check.title} was not verified to the end: ${check.error}`);
    }
  }, [checks, notify, place]);

  const running = checks.find(({ state }) => state === "running");
  const title = running === undefined ? null : titleOf(running);
  const had = useRef(false);
  useEffect(() => {
    if (busy) return;
    if (title !== null) document.title = title;
    else if (had.current) document.title = PLAIN_TITLE;
    had.current = title !== null;
  }, [title, busy]);
}

function titleOf(check: DatasetCheck): string {
  return `${Math.floor(percentOf(check))} %, ${check.repair ? "repairing" : "verifying"} ${check.title}`;
}

/** In a sentence: images, faults, time. */
function outcomeOf(check: DatasetCheck): string {
  const { title, imagesDone, faultsTotal, faultsRepaired, secondsElapsed, repair } = check;
  const images = `${formatCount(imagesDone)} ${imagesDone === 1 ? "image" : "images"}`;
  const count = faultsTotal === 0 ? "no" : formatCount(faultsTotal);
  const faults = `${count} ${faultsTotal === 1 ? "fault" : "faults"}`;
  const mended = repair && faultsTotal > 0 ? `, ${formatCount(faultsRepaired)} put right` : "";
  const verb = repair ? "repaired" : "verified";
  return `${title}: ${images} ${verb}, ${faults}${mended}, after ${formatDuration(secondsElapsed)}.`;
}
