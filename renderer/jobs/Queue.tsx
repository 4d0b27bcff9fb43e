/** The jobs that wait for their turn: their order, and what they wait for. */
import { ActionIcon, Button, Group, Text, Title } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useState } from "react";
import type { JobProgress } from "../../core/studio/api.ts";
import { useJobs } from "../shared/jobs.tsx";
import { aboutBytes, aboutDuration, formatCount } from "../shared/text/format.ts";
import { aboutMoment, formatMoment, secondsToGo } from "../shared/text/moments.ts";
import { Facts } from "./Facts.tsx";
import { JobFailure } from "./JobFailure.tsx";
import { JobHead } from "./JobHead.tsx";
import classes from "./jobs.module.css";

export function Queue() {
  const { active, queue, startQueue, failures, silentSince } = useJobs();
  const [told, setTold] = useState("");
  const begins = beginnings(active, queue);
  return (
    <>
      <Title order={2} size="h5">
        Queue
      </Title>
      {active?.state === "paused" && (
        <Text c="var(--studio-warning)" mt={4}>
          The queue waits: {active.title} is paused. Continue or cancel it, and the next one begins.
        </Text>
      )}
      {active === null && (
        <Group gap={12} mt={4}>
          <Text c="var(--studio-warning)">
            The queue stands still since the studio was started. It goes on after a job that you continue, or
            now.
          </Text>
          <Button disabled={silentSince !== null} onClick={startQueue}>
            Start the queue
          </Button>
        </Group>
      )}
      {failures.queue && <Text c="var(--studio-warning)">{failures.queue}</Text>}
      <ol className={classes.queue}>
        {queue.map((job, place) => (
          <li key={job.jobId}>
            <QueuedJob job={job} begins={begins[place]} length={queue.length} onMove={setTold} />
          </li>
        ))}
      </ol>
      <div className={classes.told} role="status">
        {told}
      </div>
    </>
  );
}

interface QueuedJobProperties {
  job: JobProgress;
  /** ms; null where it cannot be foreseen. */
  begins: number | null;
  /** Of the queue. */
  length: number;
  /** Called with what is to be said of it. */
  onMove(sentence: string): void;
}

function QueuedJob({ job, begins, length, onMove }: QueuedJobProperties) {
  const { act, move, silentSince } = useJobs();
  const { jobId, title, expected } = job;
  const turn = job.turn!;
  const silent = silentSince !== null;
  const left = secondsToGo(job);
  const begun = job.imagesDone > 0;
  const moveTo = (to: "earlier" | "later") => {
    move(jobId, to);
    onMove(`${title} is now number ${turn + (to === "earlier" ? -1 : 1)} of ${length} in the queue.`);
  };
  return (
    <section className={classes.job} aria-label={`Job ${title}`} data-job={jobId} tabIndex={-1}>
      <JobHead job={job} order={3} before={`${turn}. `}>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={`Move ${title} up`}
          disabled={silent || turn === 1}
          onClick={() => moveTo("earlier")}
        >
          <IconArrowUp size={16} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={`Move ${title} down`}
          disabled={silent || turn === length}
          onClick={() => moveTo("later")}
        >
          <IconArrowDown size={16} />
        </ActionIcon>
        <Button variant="default" disabled={silent} onClick={() => act("removeJob", jobId)}>
          Remove
        </Button>
      </JobHead>
      <JobFailure job={job} />
      <Facts
        facts={{
          Images: begun
            ? `${formatCount(job.imagesDone)} of ${formatCount(job.imagesTotal)}`
            : formatCount(job.imagesTotal),
          Size: expected ? aboutBytes(expected.bytes) : "–",
          [begun ? "Started" : "Added"]: formatMoment(Date.parse(job.startedAt)),
          Begins: begins === null || silent ? "–" : aboutMoment(begins),
          "Time left": left === null ? "–" : aboutDuration(left),
        }}
      />
    </section>
  );
}

/** When each begins, ms, if all before it take as long as expected; null where one of them does not tell. */
function beginnings(active: JobProgress | null, queue: JobProgress[]): (number | null)[] {
  const first = active?.state === "running" ? active.secondsLeft : null;
  let at = first === null ? null : Date.now() + 1000 * first;
  return queue.map((job) => {
    const begins = at;
    const left = secondsToGo(job);
    at = at === null || left === null ? null : at + 1000 * left;
    return begins;
  });
}
