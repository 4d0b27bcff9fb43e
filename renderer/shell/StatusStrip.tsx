/** The strip at the window's foot: the job at work, or the verification, wherever one is. */
import type { JobProgress } from "../../core/studio/api.ts";
import { CheckBar, checkTitle } from "../shared/checks/CheckBar.tsx";
import { useChecks } from "../shared/checks/checks.ts";
import { formatBytes, formatCount, formatDuration, formatRate } from "../shared/format.ts";
import { JobBar } from "../shared/JobBar.tsx";
import { useJobs } from "../shared/jobs.tsx";
import { openPlace } from "./route.ts";
import classes from "./shell.module.css";
import { useCheckNews } from "./useCheckNews.ts";

const stateWords = {
  starting: "Starting",
  running: "Generating",
  paused: "Paused",
  finished: "Finished",
  cancelled: "Cancelled",
  failed: "Stopped",
  interrupted: "Interrupted",
};

function Running({ job }: { job: JobProgress }) {
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
          <span>{formatRate(job.imagesPerSecond)} images/s</span>
          <span>{formatBytes(job.bytesPerSecond)}/s</span>
          <span>{job.secondsLeft === null ? "" : `about ${formatDuration(job.secondsLeft)} left`}</span>
        </>
      )}
    </>
  );
}

function Idle() {
  const { jobs } = useJobs();
  const last = jobs?.[0];
  if (last === undefined) return <span>No job is running</span>;
  return (
    <span>
      {stateWords[last.state]}: {last.title}, {formatCount(last.imagesDone)} images in {last.out}
    </span>
  );
}

export function StatusStrip() {
  const { active } = useJobs();
  const checks = useChecks();
  const check = checks.find(({ state }) => state === "running");
  useCheckNews(checks, active !== null);
  return (
    <button type="button" className={classes.strip} onClick={() => openPlace("jobs")} title="Open Jobs">
      {active ? <Running job={active} /> : check === undefined && <Idle />}
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
