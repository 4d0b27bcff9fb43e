/** Tells of jobs where one does not look at them: in the window's title, and at their end on the page. */
import { useEffect, useRef, useState } from "react";
import type { JobProgress, JobState } from "../../core/studio/api.ts";
import { useSettings } from "../shared/hostFacts.ts";
import { isEnded, useJobs } from "../shared/jobs.tsx";
import { useNotify } from "../shared/notify.tsx";
import { formatCount, formatDuration } from "../shared/text/format.ts";
import { usePlace } from "./route.ts";

const PLAIN_TITLE = "VisualAtom Studio";

/** A desktop host has notifications of its own. */
export function useJobNews(host: "electron" | "browser"): void {
  const { jobs, active, last, silentSince } = useJobs();
  const notify = useNotify();
  const place = usePlace();
  const wanted = useSettings().data?.notifications;
  const states = useRef(new Map<string, JobState>());

  useTitle(active, last, silentSince !== null);

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

/** How far the job is; its end stays in the title for as long as nobody has looked. */
function useTitle(active: JobProgress | null, last: JobProgress | null, silent: boolean): void {
  const [unseen, setUnseen] = useState<string | null>(null);
  const before = useRef(active);
  useEffect(() => {
    if (before.current !== null && active === null && last !== null && document.hidden) {
      setUnseen(`${last.state === "finished" ? "Finished" : "Stopped"}: ${last.title}`);
    }
    before.current = active;
  }, [active, last]);
  useEffect(() => {
    const look = () => !document.hidden && setUnseen(null);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  const title = active === null ? (unseen ?? PLAIN_TITLE) : activeTitle(active, silent);
  useEffect(() => {
    document.title = title;
  }, [title]);
}

function activeTitle({ state, title, imagesDone, imagesTotal }: JobProgress, silent: boolean): string {
  const percent = Math.floor((100 * imagesDone) / Math.max(1, imagesTotal));
  return `${silent ? "No answer, " : state === "paused" ? "Paused, " : ""}${percent} %, ${title}`;
}
