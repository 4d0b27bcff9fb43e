/** The strip at the window's foot: the job at work or the verification, wherever one is, or the job that ended last. */
import type { JobProgress } from "../../core/studio/api.ts";
import { CheckBar, checkTitle } from "../shared/checks/CheckBar.tsx";
import { useChecks } from "../shared/checks/checks.ts";
import { JobBar } from "../shared/JobBar.tsx";
import { useJobs } from "../shared/jobs.tsx";
import { formatBytes, formatCount, formatDuration, formatRate } from "../shared/text/format.ts";
import { formatMoment } from "../shared/text/moments.ts";
import { openPlace } from "./route.ts";
import classes from "./shell.module.css";
import { useCheckNews } from "./useCheckNews.ts";

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
        {formatCount(job.imagesDone)} of {formatCount(job.imagesTotal)} images
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

function Idle({ last, waiting }: { last: JobProgress | null; waiting: number }) {
  return (
    <>
      {last === null ? (
        <span>No job is at work</span>
      ) : (
        <span>
          {stateWords[last.state]}: {last.title}, {formatCount(last.imagesDone)} images in {last.out}
          {last.endedAt && `, ${formatMoment(Date.parse(last.endedAt))}`}
        </span>
      )}
      <span className={classes.spring} />
      {waiting > 0 && <span className={classes.warning}>The queue stands still, {waiting} waiting</span>}
    </>
  );
}

export function StatusStrip() {
  const { active, last, queue, silentSince } = useJobs();
  const checks = useChecks();
  const check = checks.find(({ state }) => state === "running");
  useCheckNews(checks, active !== null);
  // The notice stands in its place, since nothing is known to go on.
  if (silentSince !== null) return null;
  const idle = check === undefined && <Idle last={last} waiting={queue.length} />;
  return (
    <button type="button" className={classes.strip} onClick={() => openPlace("jobs")} title="Open Jobs">
      {active ? <Running job={active} waiting={queue.length} /> : idle}
      {check !== undefined && (
        <>
          <span>{checkTitle(check)}</span>
          <CheckBar check={check} width={active ? 80 : 180} />
          <span>
            {formatCount(check.imagesDone)} of {formatCount(check.imagesTotal)} images
          </span>
          {check.secondsLeft !== null && <span>about {formatDuration(check.secondsLeft)} left</span>}
        </>
      )}
    </button>
  );
}
