/** All jobs as the host tells them, kept up to date by its events. */
import { createContext, type PropsWithChildren, useContext, useEffect, useMemo, useState } from "react";
import type { JobProgress, JobState } from "../../core/studio/api.ts";
import { useSilentSince } from "./silence.tsx";
import { useStudio } from "./studio.tsx";
import { messageOf } from "./text/format.ts";

export const isActive = (state: JobState): boolean => ["starting", "running", "paused"].includes(state);

export const isEnded = (state: JobState): boolean => !isActive(state) && state !== "queued";

/** When a job or a verification that is over ended, ms; of one whose end nobody saw, when it began. */
export function endOf({ endedAt, startedAt }: { endedAt: string | null; startedAt: string }): number {
  return Date.parse(endedAt ?? startedAt);
}

/** What can be done with one job. */
type Action = "pauseJob" | "continueJob" | "cancelJob" | "removeJob";

interface Actions {
  act(action: Action, jobId: string): void;
  move(jobId: string, to: "earlier" | "later"): void;
  startQueue(): void;
}

interface Jobs extends Actions {
  /** Newest first; null before the host has answered. */
  jobs: JobProgress[] | null;
  /** The one that is starting, running or paused. */
  active: JobProgress | null;
  /** Those that wait, in the order of their turns. */
  queue: JobProgress[];
  /** The one that ended last. */
  last: JobProgress | null;
  /** Why they could not be read at the start. */
  error: string | null;
  /** Why the last action failed, by the job's id; that of the queue under `queue`. */
  failures: Record<string, string>;
  /** When the host was last heard of, ms, where it does not answer any more: nothing is known to go on. */
  silentSince: number | null;
}

const Context = createContext<Jobs | null>(null);

export function JobsProvider({ children }: PropsWithChildren) {
  const { api, subscribe } = useStudio();
  const [jobs, setJobs] = useState<JobProgress[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [failures, setFailures] = useState<Record<string, string>>({});
  const silentSince = useSilentSince();

  const load = useMemo(
    () => () => {
      api.jobs().then(setJobs, (reason) => setError(messageOf(reason)));
    },
    [api],
  );
  const actions = useMemo<Actions>(() => {
    const attempt = (place: string, action: Promise<unknown>) => {
      const failed = (reason: unknown) => setFailures((all) => ({ ...all, [place]: messageOf(reason) }));
      setFailures(({ [place]: _, ...others }) => others);
      action.then(load, failed);
    };
    return {
      act: (action, jobId) => attempt(jobId, api[action]({ jobId })),
      move: (jobId, to) => attempt(jobId, api.moveJob({ jobId, to })),
      startQueue: () => attempt("queue", api.startQueue()),
    };
  }, [api, load]);

  useEffect(() => {
    load();
    return subscribe((event) => {
      if (event.type === "connection" && event.state === "open") load();
      if (event.type === "jobs") setJobs(event.jobs);
      if (event.type === "job") setJobs((all) => withJob(all ?? [], event.job));
    });
  }, [load, subscribe]);

  const shared = useMemo<Jobs>(() => {
    const all = jobs ?? [];
    const queue = all.filter(({ turn }) => turn !== null).sort((a, b) => a.turn! - b.turn!);
    const active = all.find(({ state }) => isActive(state)) ?? null;
    return { ...actions, jobs, active, queue, last: lastOf(all), error, failures, silentSince };
  }, [actions, jobs, error, failures, silentSince]);
  return <Context.Provider value={shared}>{children}</Context.Provider>;
}

export function useJobs(): Jobs {
  const jobs = useContext(Context);
  if (jobs === null) throw new Error("useJobs outside of JobsProvider");
  return jobs;
}

function withJob(all: JobProgress[], job: JobProgress): JobProgress[] {
  const known = all.some(({ jobId }) => jobId === job.jobId);
  return known ? all.map((other) => (other.jobId === job.jobId ? job : other)) : [job, ...all];
}

function lastOf(jobs: JobProgress[]): JobProgress | null {
  const ended = jobs.filter(({ state }) => isEnded(state));
  return ended.sort((a, b) => endOf(b) - endOf(a))[0] ?? null;
}
