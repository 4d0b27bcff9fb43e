/** How far a job is. */
import { Progress } from "@mantine/core";
import type { JobSummary } from "../../core/studio/api.ts";

export function JobBar({ job, width }: { job: JobSummary; width?: number | string }) {
  const share = job.imagesTotal === 0 ? 0 : (100 * job.imagesDone) / job.imagesTotal;
  const still = job.state === "paused" || job.state === "interrupted" || job.state === "cancelled";
  return (
    <Progress
      value={share}
      w={width}
      bg="var(--studio-track)"
      size="sm"
      radius={0}
      color={still || job.state === "failed" ? "gray" : undefined}
      transitionDuration={0}
      aria-label={`${Math.floor(share)} % done`}
    />
  );
}
