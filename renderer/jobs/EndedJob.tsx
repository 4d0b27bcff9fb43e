/** A job that is over: its outcome, and what can be done now. */
import { Button, CopyButton, Group, Text } from "@mantine/core";
import type { JobProgress } from "../../core/studio/api.ts";
import { formatBytes, formatCount, formatDuration, messageOf } from "../shared/format.ts";
import { useAbout } from "../shared/hostFacts.ts";
import { JobBar } from "../shared/JobBar.tsx";
import { useJobs } from "../shared/jobs.tsx";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { go } from "../shell/route.ts";
import { Facts } from "./Facts.tsx";
import { JobHead } from "./JobHead.tsx";
import classes from "./jobs.module.css";

const outcomes: Partial<Record<JobProgress["state"], string>> = {
  finished: "Finished",
  cancelled: "Cancelled; what is done is kept",
  failed: "Stopped",
  interrupted: "Interrupted when the studio ended; what is done is kept",
};

export function EndedJob({ job }: { job: JobProgress }) {
  const { api } = useStudio();
  const { act } = useJobs();
  const notify = useNotify();
  const finished = job.state === "finished";

  const about = useAbout().data;

  function show(): void {
    api.showFolder({ path: job.out }).catch((reason) => notify.failed(messageOf(reason)));
  }
  return (
    <section className={classes.job} aria-label={`Job ${job.title}`}>
      <JobHead job={job} order={3}>
        {!finished && <Button onClick={() => act("continueJob", job.jobId)}>Continue</Button>}
        {about?.host === "electron" && (
          <Button variant="default" onClick={show}>
            Open folder
          </Button>
        )}
        <Button
          variant="default"
          onClick={() => {
            go(`#/dataset?open=${encodeURIComponent(job.out)}`);
          }}
        >
          Browse files
        </Button>
        <Button variant="subtle" color="gray" onClick={() => act("removeJob", job.jobId)}>
          Remove from list
        </Button>
      </JobHead>
      <Text c={job.state === "failed" ? "var(--studio-warning)" : undefined}>
        {outcomes[job.state]}
        {job.error ? `: ${job.error}` : ""}
      </Text>
      {!finished && <JobBar job={job} />}
      <Facts
        facts={{
          Images: finished
            ? formatCount(job.imagesDone)
            : `${formatCount(job.imagesDone)} of ${formatCount(job.imagesTotal)}`,
          Size: formatBytes(job.bytes),
          Time: formatDuration(job.secondsElapsed),
          "Blank images": formatCount(job.blankImages),
        }}
      />
      {job.fingerprint && <Text className={classes.command}>Fingerprint {job.fingerprint}</Text>}
      {!finished && (
        <Group gap={8} wrap="nowrap" justify="space-between">
          <Text className={classes.command}>{job.command}</Text>
          <CopyButton value={job.command}>
            {({ copied, copy }) => (
              <Button variant="default" flex="none" onClick={copy}>
                {copied ? "Copied" : "Copy command"}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
    </section>
  );
}
