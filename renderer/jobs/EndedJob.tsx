/** A job that is over: its outcome, and what can be done now. */
import { Button, CopyButton, Group, Text } from "@mantine/core";
import type { JobProgress } from "../../core/studio/api.ts";
import { useAbout } from "../shared/hostFacts.ts";
import { JobBar } from "../shared/JobBar.tsx";
import { useJobs } from "../shared/jobs.tsx";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { aboutDuration, formatBytes, formatCount, formatDuration, messageOf } from "../shared/text/format.ts";
import { formatMoment, secondsToGo } from "../shared/text/moments.ts";
import { useGenerate } from "../shell/generate/generate.tsx";
import { go } from "../shell/route.ts";
import { Facts } from "./Facts.tsx";
import { JobFailure } from "./JobFailure.tsx";
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
  const { act, active, silentSince } = useJobs();
  const generate = useGenerate();
  const notify = useNotify();
  const silent = silentSince !== null;
  const finished = job.state === "finished";
  const begun = job.imagesDone > 0;
  const about = useAbout().data;
  const left = finished ? null : secondsToGo(job);

  function show(): void {
    api.showFolder({ path: job.out }).catch((reason) => notify.failed(messageOf(reason)));
  }
  function generateElsewhere(): void {
    const { configId, config, title, out } = job;
    generate({ registered: { configId, config }, title, name: out.split(/[/\\]/).at(-1)! });
  }
  return (
    <section className={classes.job} aria-label={`Job ${job.title}`} data-job={job.jobId} tabIndex={-1}>
      <JobHead job={job} order={3}>
        {!finished && (
          <Button disabled={silent} onClick={() => act("continueJob", job.jobId)}>
            {active ? "Continue in the queue" : "Continue"}
          </Button>
        )}
        {!finished && (
          <Button variant="default" disabled={silent} onClick={generateElsewhere}>
            Generate elsewhere
          </Button>
        )}
        {begun && about?.host === "electron" && (
          <Button variant="default" onClick={show}>
            Open folder
          </Button>
        )}
        {begun && (
          <Button
            variant="default"
            onClick={() => {
              go(`#/dataset?open=${encodeURIComponent(job.out)}`);
            }}
          >
            Browse files
          </Button>
        )}
        <Button variant="subtle" color="gray" disabled={silent} onClick={() => act("removeJob", job.jobId)}>
          Remove from list
        </Button>
      </JobHead>
      <Text c={job.state === "failed" ? "var(--studio-warning)" : undefined} className={classes.path}>
        {outcomes[job.state]}
        {job.nothingLeft && "; nothing was left to do, all images were there"}
        {job.error ? `: ${job.error}` : ""}
      </Text>
      <JobFailure job={job} />
      {!finished && <JobBar job={job} />}
      <Facts
        facts={{
          Images: finished
            ? formatCount(job.imagesDone)
            : `${formatCount(job.imagesDone)} of ${formatCount(job.imagesTotal)}`,
          Size: formatBytes(job.bytes),
          Started: formatMoment(Date.parse(job.startedAt)),
          Ended: job.endedAt === null ? "–" : formatMoment(Date.parse(job.endedAt)),
          Elapsed: formatDuration(job.secondsElapsed),
          ...(!finished && { "Time left": left === null ? "–" : aboutDuration(left) }),
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
