/** Writes what becomes of the studio's jobs into the log. */
import type { Log } from "../common/log.ts";
import type { EventBus } from "./eventBus.ts";

export function logJobs(events: EventBus, log: Log): void {
  const states = new Map<string, string>();
  events.subscribe((event) => {
    if (event.type !== "job") return;
    const { jobId, title, out, state, imagesDone, imagesTotal, error } = event.job;
    if (states.get(jobId) === state) return;
    states.set(jobId, state);
    const text = `job ${jobId}, ${title} in ${out}: ${state}, ${imagesDone} of ${imagesTotal} images`;
    if (error === null) log.info(text);
    else log.error(`${text}: ${error}`);
  });
}
