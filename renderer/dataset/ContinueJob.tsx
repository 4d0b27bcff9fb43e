/** The rest of a dataset that was not finished: generated from here, whoever began it. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { DatasetInfo, JobProgress } from "../../core/studio/api.ts";
import { isActive, useJobs } from "../shared/jobs.tsx";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { messageOf } from "../shared/text/format.ts";
import { openPlace } from "../shell/route.ts";

/** The job that is at work in a folder, or null. */
export function useJobIn(path: string): JobProgress | null {
  const { jobs } = useJobs();
  return jobs?.find(({ out, state }) => out === path && isActive(state)) ?? null;
}

export function ContinueJob({ dataset }: { dataset: DatasetInfo }) {
  const { api } = useStudio();
  const { jobs, act } = useJobs();
  const notify = useNotify();
  const [starting, setStarting] = useState(false);
  const job = useJobIn(dataset.path);
  const { configId, path } = dataset;
  if (configId === null) return null;

  async function start(): Promise<void> {
    setStarting(true);
    try {
      const begun = jobs?.find(({ out, state }) => out === path && state !== "finished");
      if (job?.state === "paused" || begun !== undefined) act("continueJob", (job ?? begun!).jobId);
      else await api.startJob({ configId: configId!, out: path });
      openPlace("jobs");
    } catch (reason) {
      notify.failed(messageOf(reason));
      setStarting(false);
    }
  }
  const isRunning = job !== null && job.state !== "paused";
  return (
    <Button
      fullWidth
      mt={12}
      loading={starting}
      onClick={() => (isRunning ? openPlace("jobs") : void start())}
    >
      {isRunning ? "Watch in Jobs" : "Continue"}
    </Button>
  );
}
