/** Tells of the end of jobs on the page, where one does not look at them. */
import { useEffect, useRef } from "react";
import type { JobProgress, JobState } from "../../../core/studio/api.ts";
import { useSettings } from "../../shared/hostFacts.ts";
import { isEnded, useJobs } from "../../shared/jobs.tsx";
import { useNotify } from "../../shared/notify.tsx";
import { formatCount, formatDuration } from "../../shared/text/format.ts";
import { usePlace } from "../route.ts";

/** A desktop host has notifications of its own. */
export function useJobNews(host: "electron" | "browser"): void {
  const { jobs } = useJobs();
  const notify = useNotify();
  const place = usePlace();
  const wanted = useSettings().data?.notifications;
  const states = useRef(new Map<string, JobState>());

  useEffect(() => {
    for (const job of jobs ?? []) {
      const before = states.current.get(job.jobId);
      states.current.set(job.jobId, job.state);
      const ended = before !== undefined && !isEnded(before) && isEnded(job.state);
      if (!ended || host !== "browser" || wanted !== true) continue;
      // Jobs itself shows it already, to whoever looks.
      if (place === "jobs" && !document.hidden) continue;
      if (job.state === "finished") notify.done(ready(job));
      if (job.state === "failed") notify.failed(`${job.title} stopped: ${job.error}`);
    }
  }, [jobs, host, wanted, place, notify]);
}

function ready(job: JobProgress): string {
  return `${job.title}: ${formatCount(job.imagesDone)} images are ready after ${formatDuration(job.secondsElapsed)}.`;
}
