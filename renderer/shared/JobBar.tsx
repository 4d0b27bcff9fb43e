/** How far a job is; grey where it stands still. */
import { Progress } from "@mantine/core";
import type { JobSummary } from "../../core/studio/api.ts";
import { useJobs } from "./jobs.tsx";

export function JobBar({ job, width }: { job: JobSummary; width?: number | string }) {
  const { silentSince } = useJobs();
  const share = job.imagesTotal === 0 ? 0 : (100 * job.imagesDone) / job.imagesTotal;
  const goesOn = silentSince === null && (job.state === "starting" || job.state === "running");
  return (
    <Progress
      value={share}
      w={width}
      bg="var(--studio-track)"
      size="sm"
      radius={0}
      color={goesOn || job.state === "finished" ? undefined : "gray"}
      transitionDuration={0}
      aria-label={`${Math.floor(share)} % done`}
    />
  );
}
