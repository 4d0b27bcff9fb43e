/** Jobs: the one at work with its pictures and plots, and those that ended. */
import { Alert, Button, Skeleton, Title } from "@mantine/core";
import { useChecks } from "../shared/checks/checks.ts";
import { Empty } from "../shared/Empty.tsx";
import { isActive, useJobs } from "../shared/jobs.tsx";
import { openPlace } from "../shell/route.ts";
import { CheckCard } from "./CheckCard.tsx";
import { EndedJob } from "./EndedJob.tsx";
import classes from "./jobs.module.css";
import { RunningJob } from "./RunningJob.tsx";

export function JobsPlace() {
  const { jobs, error } = useJobs();
  const checks = useChecks();
  if (error) {
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
        Datasets being generated are watched here: progress, speed, the latest pictures. Pause, continue, or
        cancel and keep what is done.
      </Empty>
    );
  }
  const active = jobs.filter(({ state }) => isActive(state));
  const ended = jobs.filter(({ state }) => !isActive(state));
  const checking = checks.filter(({ state }) => state === "running");
  const checked = checks.filter(({ state }) => state !== "running");
  return (
    <div className={classes.place}>
      {active.length + checking.length > 0 && (
        <>
          <Title order={1} size="h4">
            At work
          </Title>
          {active.map((job) => (
            <RunningJob key={job.jobId} job={job} />
          ))}
          {checking.map((check) => (
            <CheckCard key={check.datasetId} check={check} />
          ))}
        </>
      )}
      {ended.length + checked.length > 0 && (
        <>
          <Title order={2} size="h4">
            Ended
          </Title>
          {checked.map((check) => (
            <CheckCard key={check.datasetId} check={check} />
          ))}
          {ended.map((job) => (
            <EndedJob key={job.jobId} job={job} />
          ))}
        </>
      )}
    </div>
  );
}
