/** A job that is starting, running or paused. */
import { Button, Group, Text } from "@mantine/core";
import { useRef, useState } from "react";
import type { JobProgress } from "../../core/studio/api.ts";
import { Throughput } from "../plots/index.ts";
import { JobBar } from "../shared/JobBar.tsx";
import { useJobs } from "../shared/jobs.tsx";
import { Picture } from "../shared/pictures/Picture.tsx";
import {
  aboutDuration,
  formatBytes,
  formatCount,
  formatDuration,
  formatRate,
} from "../shared/text/format.ts";
import { aboutMoment, formatClock, formatMoment } from "../shared/text/moments.ts";
import { searchWords } from "../shared/text/words.ts";
import { Facts } from "./Facts.tsx";
import { JobFailure } from "./JobFailure.tsx";
import { JobHead } from "./JobHead.tsx";
import classes from "./jobs.module.css";

const LATEST = 12;

const stillWords: Partial<Record<JobProgress["state"], string>> = { paused: "paused", starting: "starting" };

export function RunningJob({ job }: { job: JobProgress }) {
  const { act, queue, silentSince } = useJobs();
  const [asking, setAsking] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  const silent = silentSince !== null;
  const percent = job.imagesTotal === 0 ? 0 : (100 * job.imagesDone) / job.imagesTotal;
  const isDrawing = job.state === "running" && !silent;
  const left = isDrawing ? job.secondsLeft : null;
  const perSecond = isDrawing ? `, ${formatBytes(job.bytesPerSecond)}/s` : "";
  const still = silent
    ? `no answer since ${formatClock(silentSince)}`
    : (searchWords(job) ?? stillWords[job.state]);
  return (
    <section className={classes.job} aria-label={`Job ${job.title}`} data-job={job.jobId} tabIndex={-1}>
      <JobHead job={job} order={3} state={still && `, ${still}`}>
        {job.state === "paused" ? (
          <Button disabled={silent} onClick={() => act("continueJob", job.jobId)}>
            Continue
          </Button>
        ) : (
          <Button disabled={silent || job.state === "starting"} onClick={() => act("pauseJob", job.jobId)}>
            Pause
          </Button>
        )}
        <Button ref={cancel} variant="default" disabled={silent} onClick={() => setAsking(true)}>
          Cancel
        </Button>
      </JobHead>
      {asking && !silent && (
        <Group gap={8} role="alert">
          <Text>
            Stop here? What is done stays, and you can continue later.
            {queue.length > 0 && ` ${queue[0].title} begins instead.`}
          </Text>
          <Button color="red" variant="outline" onClick={() => act("cancelJob", job.jobId)}>
            Stop the job
          </Button>
          <Button
            variant="default"
            onClick={() => {
              setAsking(false);
              cancel.current?.focus();
            }}
          >
            Go on
          </Button>
        </Group>
      )}
      <JobFailure job={job} />
      <JobBar job={job} />
      <Facts
        facts={{
          Done: `${percent.toFixed(percent < 10 ? 1 : 0)} %`,
          Images: `${formatCount(job.imagesDone)} of ${formatCount(job.imagesTotal)}`,
          Classes: `${formatCount(job.classesDone)} of ${formatCount(job.config.classes)}`,
          "Images/s": isDrawing ? formatRate(job.imagesPerSecond) : "–",
          Written: `${formatBytes(job.bytes)}${perSecond}`,
          "Blank images": formatCount(job.blankImages),
        }}
      />
      <Facts
        facts={{
          Started: formatMoment(Date.parse(job.startedAt)),
          Elapsed: formatDuration(job.secondsElapsed),
          "Time left": left === null ? "–" : aboutDuration(left),
          Ends: left === null ? "–" : aboutMoment(Date.now() + 1000 * left),
        }}
      />
      <div className={classes.latest}>
        {job.latest.slice(0, LATEST).map(({ classIndex, instance }) => (
          <Picture
            key={`${classIndex}/${instance}`}
            request={{ configId: job.configId, classIndex, instance, size: 96 }}
            side={96}
          />
        ))}
        {Array.from({ length: LATEST - Math.min(LATEST, job.latest.length) }, (_, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places of pictures to come are all alike
          <div key={place} className={classes.toCome} />
        ))}
      </div>
      <Throughput points={job.history} height={150} still={still || null} />
      <Workers counts={job.perWorker} />
    </section>
  );
}

/** Each worker's share of this run's images. */
function Workers({ counts }: { counts: number[] }) {
  const most = Math.max(1, ...counts);
  return (
    <div className={classes.workers}>
      {counts.map((count, worker) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: workers are their number
        <div key={worker} style={{ display: "contents" }}>
          <span>Worker {worker + 1}</span>
          <div className={classes.share} style={{ width: `${(100 * count) / most}%` }} />
          <span>{formatCount(count)} images</span>
        </div>
      ))}
    </div>
  );
}
