/** Where the cursor goes when what it was on is gone: to what is to be done next. */
import { type RefObject, useEffect, useRef, useState } from "react";

export interface FocusAfter {
  /** Around all that may be next. */
  root: RefObject<HTMLDivElement | null>;
  /** Once what was begun is done, the first of these that is there (`data-next`) has the cursor, if nothing else has it. */
  after(...names: string[]): void;
}

/** @param settled whether what is shown is what was asked for */
export function useFocusAfter(settled: boolean): FocusAfter {
  const root = useRef<HTMLDivElement>(null);
  // A state, so that it comes with the change that it follows, and not with a display before that.
  const [wanted, setWanted] = useState<string[]>([]);
  const given = useRef(wanted);
  useEffect(() => {
    if (!settled || given.current === wanted) return;
    given.current = wanted;
    if (!isLost(document.activeElement)) return;
    for (const name of wanted) {
      const next = root.current?.querySelector<HTMLElement>(`[data-next="${name}"]:not(:disabled)`);
      if (next) return next.focus();
    }
  });
  return {
    root,
    after: (...names) => setWanted(names),
  };
}

const isLost = (element: Element | null): boolean =>
  element === null || element === document.body || element.matches(":disabled");
