/** Why the last thing that was wanted of a job could not be done, on the job itself. */
import { Alert } from "@mantine/core";
import type { JobProgress } from "../../core/studio/api.ts";
import { useJobs } from "../shared/jobs.tsx";
import classes from "./jobs.module.css";

export function JobFailure({ job }: { job: JobProgress }) {
  const { failures } = useJobs();
  const failure = failures[job.jobId];
  return failure && <Alert className={classes.path}>{failure}</Alert>;
}
