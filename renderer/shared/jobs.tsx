/** All jobs as the host tells them, kept up to date by its events. */
import { createContext, type PropsWithChildren, useContext, useEffect, useMemo, useState } from "react";
import type { JobProgress, JobState } from "../../core/studio/api.ts";
import { messageOf } from "./format.ts";
import { useNotify } from "./notify.tsx";
import { useStudio } from "./studio.tsx";

export const isActive = (state: JobState): boolean => ["starting", "running", "paused"].includes(state);

interface Jobs {
  /** Newest first; null before the host has answered. */
  jobs: JobProgress[] | null;
  /** The one that is starting, running or paused. */
  active: JobProgress | null;
  error: string | null;
  act(action: "pauseJob" | "continueJob" | "cancelJob" | "removeJob", jobId: string): void;
}

const Context = createContext<Jobs | null>(null);

export function JobsProvider({ children }: PropsWithChildren) {
  const { api, subscribe } = useStudio();
  const notify = useNotify();
  const [jobs, setJobs] = useState<JobProgress[] | null>(null);
  const [error, setError] = useState<string | null>(null);

  const value = useMemo<Omit<Jobs, "jobs" | "active" | "error"> & { load(): void }>(() => {
    const load = () => {
      api.jobs().then(
        (all) => {
          setJobs(all);
          setError(null);
        },
        (reason) => setError(messageOf(reason)),
      );
    };
    return {
      load,
      act(action, jobId) {
        api[action]({ jobId }).then(load, (reason) => notify.failed(messageOf(reason)));
      },
    };
  }, [api, notify]);

  useEffect(() => {
    value.load();
    return subscribe((event) => {
      if (event.type !== "job") return;
      setJobs((all) => {
        const known = all?.some(({ jobId }) => jobId === event.job.jobId);
        if (!known) return [event.job, ...(all ?? [])];
        return all!.map((job) => (job.jobId === event.job.jobId ? event.job : job));
      });
    });
  }, [value, subscribe]);

  const active = jobs?.find(({ state }) => isActive(state)) ?? null;
  const shared = useMemo(() => ({ act: value.act, jobs, active, error }), [value, jobs, active, error]);
  return <Context.Provider value={shared}>{children}</Context.Provider>;
}

export function useJobs(): Jobs {
  const jobs = useContext(Context);
  if (jobs === null) throw new Error("useJobs outside of JobsProvider");
  return jobs;
}
