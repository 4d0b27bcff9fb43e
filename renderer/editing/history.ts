/** The configuration at hand, the steps that led to it, and those that were taken back. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { sameConfig } from "../../core/config/schema.ts";
import type { RegisteredConfig } from "../../core/studio/api.ts";
import type { Origin } from "./origin.ts";

export interface Step {
  config: DatasetConfig;
  /** Unknown of steps from before a reload until one comes back to them. */
  configId: string | null;
  /** Index in `origins`: saving a design names it for all of its steps. */
  origin: number;
}

export interface History {
  at: Step;
  /** Oldest first. */
  past: Step[];
  /** Next first. */
  future: Step[];
  origins: Origin[];
}

const MOST_STEPS = 200;

/**
 * @param undoable whether it is a step of its own; else it goes on with the last one, which is none any more once it is
 * back where it began
 * @param origin of a configuration that came as a whole; without, it is a change of the one at hand
 */
export function advance(
  history: History,
  registered: RegisteredConfig,
  { undoable, origin }: { undoable: boolean; origin?: Origin },
): History {
  const before = history.past.at(-1);
  const isBack = before?.origin === history.at.origin && sameConfig(before.config, registered.config);
  if (!undoable && origin === undefined && isBack) {
    return { ...history, at: { ...before, ...registered }, past: history.past.slice(0, -1), future: [] };
  }
  const origins = origin === undefined ? history.origins : [...history.origins, origin];
  const at = { ...registered, origin: origin === undefined ? history.at.origin : origins.length - 1 };
  const past = undoable ? [...history.past, history.at].slice(-MOST_STEPS) : history.past;
  return { at, past, future: [], origins };
}

export function undo(history: History): History {
  const at = history.past.at(-1);
  if (at === undefined) return history;
  return { ...history, at, past: history.past.slice(0, -1), future: [history.at, ...history.future] };
}

export function redo(history: History): History {
  const [at, ...future] = history.future;
  if (at === undefined) return history;
  return { ...history, at, past: [...history.past, history.at], future };
}

/** Names the design at hand, with all its steps, after the file it was written to. */
export function rename(history: History, origin: Origin): History {
  return {
    ...history,
    origins: history.origins.map((known, i) => (i === history.at.origin ? origin : known)),
  };
}
