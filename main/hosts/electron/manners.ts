/** What a good desktop application does while it works: taskbar progress, no sleep, a notification at the end. */
import { type BrowserWindow, Notification, powerSaveBlocker } from "electron";
import type { JobProgress, JobState } from "../../../core/studio/api.ts";
import type { DatasetCheck } from "../../../core/studio/datasetCheck.ts";
import { countText, durationText } from "../../common/format.ts";
import type { Studio } from "../../studio/studio.ts";

export interface MannersOptions {
  studio: Studio;
  window(): BrowserWindow | null;
  notificationsWanted(): boolean;
}

/** Returns how to stop. */
export function keepManners({ studio, window, notificationsWanted }: MannersOptions): () => void {
  let blocker: number | null = null;
  const states = new Map<string, JobState>();

  const stayAwake = (awake: boolean): void => {
    if (awake && blocker === null) blocker = powerSaveBlocker.start("prevent-app-suspension");
    if (!awake && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
  const unsubscribe = studio.subscribe((event) => {
    if (event.type === "check") {
      const isJob = [...states.values()].some((state) => isOpen(state));
      if (!isJob) showCheck(window(), event.check);
      return;
    }
    if (event.type !== "job") return;
    const { job } = event;
    const before = states.get(job.jobId);
    states.set(job.jobId, job.state);
    stayAwake([...states.values()].some((state) => state === "running" || state === "starting"));
    // What is told of others must not hide the one that is at work.
    if (isOpen(job.state) || ![...states.values()].some(isOpen)) showProgress(window(), job);
    if (before !== undefined && before !== job.state && notificationsWanted()) notify(job, window);
  });
  return () => {
    unsubscribe();
    stayAwake(false);
  };
}

const isOpen = (state: JobState): boolean => ["starting", "running", "paused"].includes(state);

/** Of a verification, where no job has the taskbar. */
function showCheck(window: BrowserWindow | null, { state, imagesDone, imagesTotal }: DatasetCheck): void {
  if (!window || window.isDestroyed()) return;
  if (state !== "running") window.setProgressBar(-1);
  else window.setProgressBar(imagesTotal === 0 ? 0 : imagesDone / imagesTotal, { mode: "normal" });
}

function showProgress(window: BrowserWindow | null, job: JobProgress): void {
  if (!window || window.isDestroyed()) return;
  if (!isOpen(job.state)) window.setProgressBar(-1);
  else
    window.setProgressBar(job.imagesDone / job.imagesTotal, {
      mode: job.state === "paused" ? "paused" : job.state === "starting" ? "indeterminate" : "normal",
    });
}

function notify(job: JobProgress, window: () => BrowserWindow | null): void {
  if (!Notification.isSupported()) return;
  const text = ending(job);
  if (text === null) return;
  const notification = new Notification({ title: job.title, body: text });
  notification.on("click", () => window()?.show());
  notification.show();
}

/** null for states that are no end, or that the user has brought about. */
function ending(job: JobProgress): string | null {
  if (job.state === "finished") {
    return `${countText(job.imagesDone)} images are ready after ${durationText(job.secondsElapsed)}.`;
  }
  return job.state === "failed" ? `Stopped: ${job.error}` : null;
}
