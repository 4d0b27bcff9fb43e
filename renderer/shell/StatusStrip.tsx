/** The strip at the window's foot: the job at work or the verification, wherever one is, or whichever ended last. */
import type { JobProgress } from "../../core/studio/api.ts";
import type { DatasetCheck } from "../../core/studio/datasetCheck.ts";
import { CheckBar, checkTitle } from "../shared/checks/CheckBar.tsx";
import { checkName, faultCounts, useChecks } from "../shared/checks/checks.ts";
import { JobBar } from "../shared/JobBar.tsx";
import { endOf, useJobs } from "../shared/jobs.tsx";
import { formatBytes, formatCount, formatDuration, formatRate } from "../shared/text/format.ts";
import { formatMoment } from "../shared/text/moments.ts";
import { counted, searchWords } from "../shared/text/words.ts";
import { useCheckNews } from "./news/useCheckNews.ts";
import { openPlace } from "./route.ts";
import classes from "./shell.module.css";

const stateWords: Record<JobProgress["state"], string> = {
  queued: "In the queue",
  starting: "Starting",
  running: "Generating",
  paused: "Paused",
  finished: "Finished",
  cancelled: "Cancelled",
  failed: "Stopped",
  interrupted: "Interrupted",
};

function Running({ job, waiting }: { job: JobProgress; waiting: number }) {
  return (
    <>
      <span>
        {stateWords[job.state]} {job.title}
      </span>
      <JobBar job={job} width={180} />
      <span>
        {searchWords(job) ?? `${formatCount(job.imagesDone)} of ${formatCount(job.imagesTotal)} images`}
      </span>
      <span className={classes.spring} />
      {job.state === "running" && (
        <>
          <span className={classes.detail}>{formatRate(job.imagesPerSecond)} images/s</span>
          <span className={classes.detail}>{formatBytes(job.bytesPerSecond)}/s</span>
          <span>{job.secondsLeft === null ? "" : `about ${formatDuration(job.secondsLeft)} left`}</span>
        </>
      )}
      {waiting > 0 && <span>{waiting} in the queue</span>}
    </>
  );
}

/** The job or the verification that ended last, in words. */
function lastWords(job: JobProgress | null, check: DatasetCheck | undefined): string {
  if (check !== undefined && (job === null || endOf(check) > endOf(job))) {
    const { state, title, path, imagesDone, endedAt } = check;
    const found = state === "finished" ? `, ${faultCounts(check)}` : "";
    const what = `${checkName(check).toLowerCase()} ${title}, ${counted(imagesDone, "image")} in ${path}`;
    return `${stateWords[state]}: ${what}${found}${momentOf(endedAt)}`;
  }
  if (job === null) return "No job is at work";
  const { state, title, out, imagesDone, endedAt } = job;
  return `${stateWords[state]}: ${title}, ${counted(imagesDone, "image")} in ${out}${momentOf(endedAt)}`;
}

const momentOf = (time: string | null): string =>
  time === null ? "" : `, ${formatMoment(Date.parse(time))}`;

function Idle({ last, waiting }: { last: string; waiting: number }) {
  return (
    <>
      <span>{last}</span>
      <span className={classes.spring} />
      {waiting > 0 && <span className={classes.warning}>The queue stands still, {waiting} waiting</span>}
    </>
  );
}

export function StatusStrip() {
  const { active, last, queue, silentSince } = useJobs();
  const checks = useChecks();
  const check = checks.find(({ state }) => state === "running");
  const ended = checks.filter(({ state, listed }) => listed && state !== "running");
  const lastCheck = ended.sort((a, b) => endOf(b) - endOf(a))[0];
  useCheckNews(checks);
  // The notice stands in its place, since nothing is known to go on.
  if (silentSince !== null) return null;
  const idle = check === undefined && <Idle last={lastWords(last, lastCheck)} waiting={queue.length} />;
  return (
    <button type="button" className={classes.strip} onClick={() => openPlace("jobs")} title="Open Jobs">
      {active ? <Running job={active} waiting={queue.length} /> : idle}
      {check !== undefined && (
        <>
          <span>{checkTitle(check)}</span>
          <CheckBar check={check} width={active ? 80 : 180} />
          <span>
            {searchWords(check) ??
              `${formatCount(check.imagesDone)} of ${formatCount(check.imagesTotal)} images`}
          </span>
          {check.secondsLeft !== null && <span>about {formatDuration(check.secondsLeft)} left</span>}
        </>
      )}
    </button>
  );
}
