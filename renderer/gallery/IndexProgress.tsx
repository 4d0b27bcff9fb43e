/** How far the classes of streams are known, with the time that is left: above those that are, and in place of the filters. */
import { Progress, Text } from "@mantine/core";
import { useRef } from "react";
import { formatCount, formatDuration } from "../shared/text/format.ts";
import classes from "./gallery.module.css";
import type { TableProgress } from "./useClassTable.ts";

/** Before that a speed would be a guess. */
const MEASURED_MS = 2000;

interface WaitProps {
  progress: TableProgress | null;
  /** Seconds; null while nothing is known of it. */
  left: number | null;
}

export function IndexProgress({ progress, left }: WaitProps) {
  const { done, total } = progress ?? { done: 0, total: 1 };
  const part = total > 0 ? done / total : 0;
  return (
    <div className={classes.indexProgress}>
      <Progress
        value={100 * part}
        aria-label="Class index"
        aria-valuetext={`${Math.floor(100 * part)} %`}
        transitionDuration={0}
      />
      <Text size="xs" c="dimmed" role="status">
        {progress === null
          ? "The classes are being looked up"
          : `${formatCount(done)} of ${formatCount(total)} classes are known, and stand first`}
        {leftWords(left)}. Each picture of a stream depends on all before it: the studio walks through them
        once and keeps the result.
      </Text>
    </div>
  );
}

/** Where the filters will be. */
export function FiltersWait({ progress, left }: WaitProps) {
  const known =
    progress === null ? "" : `: ${formatCount(progress.done)} of ${formatCount(progress.total)} are`;
  return (
    <aside className={classes.inspector} aria-label="Filters" aria-busy>
      <h2 className={classes.inspectorTitle}>Parameters</h2>
      <Text size="xs" c="dimmed">
        Filters and other orders are here once all classes are known{known}
        {leftWords(left)}.
      </Text>
    </aside>
  );
}

const leftWords = (left: number | null): string =>
  left === null ? "" : `, about ${formatDuration(left)} left`;

/** Seconds, from the speed since this was first asked; null before it is known. */
export function useTimeLeft(progress: TableProgress | null): number | null {
  const first = useRef<{ at: number; done: number } | null>(null);
  if (progress === null) {
    first.current = null;
    return null;
  }
  const now = performance.now();
  first.current ??= { at: now, done: progress.done };
  const walked = progress.done - first.current.done;
  const seconds = (now - first.current.at) / 1000;
  if (walked <= 0 || seconds * 1000 < MEASURED_MS) return null;
  return ((progress.total - progress.done) * seconds) / walked;
}
