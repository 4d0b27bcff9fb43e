/** Who runs the tasks of a search, and what for. */
import type { SearchTask, TaskResults } from "../../../../workers/messages.ts";

/** What runs tasks of a search: a pool of any kind. */
export interface SearchRunner {
  readonly workers: number;
  /** @param signal says that nobody wants it any more: what has not been begun may be left */
  search(task: SearchTask, signal?: AbortSignal): Promise<TaskResults["search"]>;
}

export interface FindOptions {
  runner: SearchRunner;
  signal?: AbortSignal | undefined;
  /** Of those that are wanted. */
  progress?: ((known: number, wanted: number) => void) | undefined;
}

/** Takes the numbers of classes that have just become known. */
export type Found = (classIndexes: Iterable<number>) => void;

/** Tasks that wait for each thread, so that none is idle. */
export const QUEUED_PER_WORKER = 2;
