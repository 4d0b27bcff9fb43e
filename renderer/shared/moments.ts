/** Times of the day as people say them, and how long a job has to go. */
import type { JobSummary } from "../../core/studio/api.ts";

const DAY_MS = 86_400_000;
const NEAR_DAYS = new Map([
  [-1, "yesterday"],
  [0, "today"],
  [1, "tomorrow"],
]);

/** `today, 14:05`, `tomorrow, 03:20`, `Mon 24 Nov, 14:05`; local time. */
export function formatMoment(time: number, now = Date.now()): string {
  const date = new Date(time);
  const clock = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const days = Math.round((midnight(time) - midnight(now)) / DAY_MS);
  return `${NEAR_DAYS.get(days) ?? dayOf(date, new Date(now))}, ${clock}`;
}

function midnight(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

function dayOf(date: Date, now: Date): string {
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
  return date.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", ...year });
}

/** What is left at the speed that it had, or as estimated; null where nothing is known. */
export function secondsToGo(job: JobSummary): number | null {
  if (job.state === "running" && job.secondsLeft !== null) return job.secondsLeft;
  const left = job.imagesTotal - job.imagesDone;
  if (job.imagesPerSecond > 0) return left / job.imagesPerSecond;
  return job.expected && (job.expected.seconds * left) / job.imagesTotal;
}
