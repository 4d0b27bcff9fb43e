/** When a job that is added to the queue begins. */
import type { JobProgress } from "../../../core/studio/api.ts";

/** null where nothing is at work and nothing waits: it begins at once. */
export function turnSentence(active: JobProgress | null, queue: JobProgress[]): string | null {
  const before = queue.at(-1) ?? active;
  if (before === null || before === undefined) return null;
  if (active === null) return "The queue stands still; start it in Jobs.";
  const paused = active.state === "paused" ? ` ${active.title} is paused, and the queue waits for it.` : "";
  return `It begins when ${before.title} has ended.${paused}`;
}
