/** Where the focus goes when what had it leaves the list, or cannot be pressed any more. */
import { type FocusEvent, type RefObject, useEffect, useRef } from "react";
import type { JobProgress } from "../../core/studio/api.ts";

interface KeptFocus {
  heading: RefObject<HTMLHeadingElement | null>;
  onFocus(event: FocusEvent<HTMLElement>): void;
  onBlur(): void;
}

/** Jobs are marked with `data-job`; a heading stands in for one that has gone. */
export function useKeptFocus(jobs: JobProgress[] | null): KeptFocus {
  const heading = useRef<HTMLHeadingElement>(null);
  const focused = useRef<HTMLElement | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is on the page follows the jobs
  useEffect(() => {
    const element = focused.current;
    if (element === null || (element.isConnected && !element.matches(":disabled"))) return;
    const job = element.isConnected ? element.closest("[data-job]") : null;
    const near = job?.querySelector<HTMLElement>("button:not(:disabled)");
    (near ?? heading.current)?.focus({ preventScroll: true });
  }, [jobs]);
  return {
    heading,
    onFocus: ({ target }) => {
      focused.current = target;
    },
    // Not called for what React itself takes away.
    onBlur: () => {
      focused.current = null;
    },
  };
}
