/** Tells of the end of verifications on the page, where one does not look at them. */
import { useEffect, useRef } from "react";
import type { DatasetCheck } from "../../../core/studio/datasetCheck.ts";
import { faultCounts } from "../../shared/checks/checks.ts";
import { useNotify } from "../../shared/notify.tsx";
import { formatDuration } from "../../shared/text/format.ts";
import { counted } from "../../shared/text/words.ts";
import { usePlace } from "../route.ts";

export function useCheckNews(checks: DatasetCheck[]): void {
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
}

/** In a sentence: images, faults, time. */
function outcomeOf(check: DatasetCheck): string {
  const { title, imagesDone, secondsElapsed, repair } = check;
  const done = `${counted(imagesDone, "image")} ${repair ? "repaired" : "verified"}`;
  return `${title}: ${done}, ${faultCounts(check)}, after ${formatDuration(secondsElapsed)}.`;
}
