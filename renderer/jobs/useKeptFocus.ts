/** Where the focus goes when what had it leaves the list, or cannot be pressed any more, and when one comes from elsewhere. */
import { type FocusEvent, type RefObject, useEffect, useRef } from "react";
import { hasNoFocus } from "../shared/focus/useNextFocus.ts";

interface KeptFocus {
  heading: RefObject<HTMLHeadingElement | null>;
  onFocus(event: FocusEvent<HTMLElement>): void;
  onBlur(): void;
}

/** A job that has just been started may take so long to be told of. */
const ARRIVAL_MS = 5000;

/**
 * Jobs are marked with `data-job` and their ids. One that moves to another part of the list takes the focus along; a
 * heading stands in for one that has gone.
 * @param shown whatever the list is made from
 * @param newest id of the one that whoever comes from where it was started looks at first; null where there is none
 */
export function useKeptFocus(shown: readonly unknown[], newest: string | null): KeptFocus {
  const heading = useRef<HTMLHeadingElement>(null);
  const focused = useRef<{ element: HTMLElement; job: string | undefined } | null>(null);
  /** When one came here, ms, until something of the list has the focus. */
  const arrived = useRef<number | null>(performance.now());
  useEffect(() => {
    const { element, job } = focused.current ?? { element: null };
    const isArriving = arrived.current !== null && performance.now() - arrived.current < ARRIVAL_MS;
    if (isArriving && (hasNoFocus() || element === heading.current)) {
      const card = cardOf(newest);
      if (card !== null) card.focus();
      else heading.current?.focus({ preventScroll: true });
      return;
    }
    if (element === null || (element.isConnected && !element.matches(":disabled"))) return;
    const here = element.isConnected ? element.closest("[data-job]") : null;
    const near = here?.querySelector<HTMLElement>("button:not(:disabled)");
    (near ?? cardOf(job ?? null) ?? heading.current)?.focus({ preventScroll: true });
  }, [...shown, newest]);
  return {
    heading,
    onFocus: ({ target }) => {
      focused.current = { element: target, job: target.closest<HTMLElement>("[data-job]")?.dataset.job };
      if (target !== heading.current) arrived.current = null;
    },
    // Not called for what React itself takes away.
    onBlur: () => {
      focused.current = null;
    },
  };
}

function cardOf(job: string | null): HTMLElement | null {
  return job === null ? null : document.querySelector(`[data-job="${CSS.escape(job)}"]`);
}
