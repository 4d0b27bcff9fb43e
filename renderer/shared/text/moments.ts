/** Times of the day as people say them, and how long a job has to go. */
import type { JobSummary } from "../../../core/studio/api.ts";

const DAY_MS = 86_400_000;
const NEAR_DAYS = new Map([
  [-1, "yesterday"],
  [0, "today"],
  [1, "tomorrow"],
]);

/** `today, 14:05`, `yesterday, 03:20`, `Mon 24 Nov, 14:05`; local time. */
export const formatMoment = (time: number): string => `${formatDay(time)}, ${formatClock(time)}`;

/** What is only expected: `tomorrow, about 03:20`. */
export const aboutMoment = (time: number): string => `${formatDay(time)}, about ${formatClock(time)}`;

/** `14:05` */
export function formatClock(time: number): string {
  return new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** @param now for tests */
export function formatDay(time: number, now = Date.now()): string {
  const days = Math.round((midnight(time) - midnight(now)) / DAY_MS);
  return NEAR_DAYS.get(days) ?? dayOf(new Date(time), new Date(now));
}

function midnight(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

function dayOf(date: Date, now: Date): string {
  const name = (part: "weekday" | "month") => date.toLocaleDateString("en-US", { [part]: "short" });
  const year = date.getFullYear() === now.getFullYear() ? "" : ` ${date.getFullYear()}`;
  return `${name("weekday")} ${date.getDate()} ${name("month")}${year}`;
}

/** What is left at the speed that it had, or as estimated; null where nothing is known. */
export function secondsToGo(job: JobSummary): number | null {
  if (job.state === "running" && job.secondsLeft !== null) return job.secondsLeft;
  const left = job.imagesTotal - job.imagesDone;
  if (job.imagesPerSecond > 0) return left / job.imagesPerSecond;
  return job.expected && (job.expected.seconds * left) / job.imagesTotal;
}
