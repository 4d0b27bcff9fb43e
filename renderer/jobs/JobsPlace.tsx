/** Jobs: the one at work with its pictures and plots, those that wait for it, and those that ended. */
import { Alert, Button, Skeleton, Title } from "@mantine/core";
import { useChecks } from "../shared/checks/checks.ts";
import { Empty } from "../shared/Empty.tsx";
import { endOf, isEnded, useJobs } from "../shared/jobs.tsx";
import { openPlace } from "../shell/route.ts";
import { CheckCard } from "./CheckCard.tsx";
import { EndedJob } from "./EndedJob.tsx";
import classes from "./jobs.module.css";
import { Queue } from "./Queue.tsx";
import { RunningJob } from "./RunningJob.tsx";
import { useKeptFocus } from "./useKeptFocus.ts";

export function JobsPlace() {
  const { jobs, active, queue, error } = useJobs();
  const checks = useChecks().filter(({ listed }) => listed);
  const newest = jobs?.find(({ state }) => !isEnded(state)) ?? null;
  const { heading, ...focus } = useKeptFocus([jobs, checks], newest?.jobId ?? null);
  if (jobs === null && error !== null) {
    return (
      <Alert m={24} title="The jobs could not be read">
        {error}
      </Alert>
    );
  }
  if (jobs === null) return <Skeleton h={160} m={24} animate={false} />;
  if (jobs.length === 0 && checks.length === 0) {
    return (
      <Empty
        title="No jobs yet"
        action={<Button onClick={() => openPlace("presets")}>Choose a preset</Button>}
      >
        Datasets being generated are watched here: progress, speed, the latest pictures. Start several, and
        each begins when the one before it ends. Pause, continue, or cancel and keep what is done.
      </Empty>
    );
  }
  const checking = checks.filter(({ state }) => state === "running");
  const ended = [
    ...jobs
      .filter(({ state }) => isEnded(state))
      .map((job) => ({ end: endOf(job), card: <EndedJob key={job.jobId} job={job} /> })),
    ...checks
      .filter(({ state }) => state !== "running")
      .map((check) => ({ end: endOf(check), card: <CheckCard key={check.datasetId} check={check} /> })),
  ].sort((a, b) => b.end - a.end);
  return (
    <div className={classes.place} {...focus}>
      <Title ref={heading} tabIndex={-1} order={1} size="h4" className={classes.heading}>
        Jobs
      </Title>
      {(active !== null || checking.length > 0) && (
        <>
          <Title order={2} size="h5">
            At work
          </Title>
          {active && <RunningJob key={active.jobId} job={active} />}
          {checking.map((check) => (
            <CheckCard key={check.datasetId} check={check} />
          ))}
        </>
      )}
      {queue.length > 0 && <Queue />}
      {ended.length > 0 && (
        <>
          <Title order={2} size="h5">
            Ended
          </Title>
          {ended.map(({ card }) => card)}
        </>
      )}
    </div>
  );
}
