/** A job that is starting, running or paused. */
import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import type { JobProgress } from "../../core/studio/api.ts";
import { Throughput } from "../plots/index.ts";
import { formatBytes, formatCount, formatDuration, formatRate } from "../shared/format.ts";
import { JobBar } from "../shared/JobBar.tsx";
import { useJobs } from "../shared/jobs.tsx";
import { Picture } from "../shared/Picture.tsx";
import { Facts } from "./Facts.tsx";
import { JobHead } from "./JobHead.tsx";
import classes from "./jobs.module.css";

const LATEST = 12;

export function RunningJob({ job }: { job: JobProgress }) {
  const { act } = useJobs();
  const [asking, setAsking] = useState(false);
  const percent = job.imagesTotal === 0 ? 0 : (100 * job.imagesDone) / job.imagesTotal;
  const isDrawing = job.state === "running";
  const left = isDrawing && job.secondsLeft !== null ? `about ${formatDuration(job.secondsLeft)}` : "–";
  const perSecond = isDrawing ? `, ${formatBytes(job.bytesPerSecond)}/s` : "";
  const state = job.state === "paused" ? ", paused" : job.state === "starting" ? ", starting" : "";
  return (
    <section className={classes.job} aria-label={`Job ${job.title}`}>
      <JobHead job={job} order={2} state={state}>
        {job.state === "paused" ? (
          <Button onClick={() => act("continueJob", job.jobId)}>Continue</Button>
        ) : (
          <Button disabled={job.state === "starting"} onClick={() => act("pauseJob", job.jobId)}>
            Pause
          </Button>
        )}
        <Button variant="default" onClick={() => setAsking(true)}>
          Cancel
        </Button>
      </JobHead>
      {asking && (
        <Group gap={8} role="alert">
          <Text>Stop here? What is done stays, and you can continue later.</Text>
          <Button color="red" variant="outline" onClick={() => act("cancelJob", job.jobId)}>
            Stop the job
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            Go on
          </Button>
        </Group>
      )}
      <JobBar job={job} />
      <Facts
        facts={{
          Done: `${percent.toFixed(percent < 10 ? 1 : 0)} %`,
          Images: `${formatCount(job.imagesDone)} of ${formatCount(job.imagesTotal)}`,
          Classes: `${formatCount(job.classesDone)} of ${formatCount(job.config.classes)}`,
          "Images/s": isDrawing ? formatRate(job.imagesPerSecond) : "–",
          Written: `${formatBytes(job.bytes)}${perSecond}`,
          "Time left": left,
          "Blank images": formatCount(job.blankImages),
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
      <Throughput points={job.history} height={150} />
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
