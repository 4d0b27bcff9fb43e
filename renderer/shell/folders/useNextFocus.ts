/** Where the cursor goes when what it was on is gone: to what is to be done next. */
import { type RefObject, useEffect, useRef } from "react";

export interface NextFocus {
  /** Around all that may be next. */
  root: RefObject<HTMLDivElement | null>;
  /** Once what was begun is done, the first of these that is there (`data-next`) has the cursor, if nothing else has it. */
  after(...names: string[]): void;
}

/** @param settled whether what is shown is what was asked for */
export function useNextFocus(settled: boolean): NextFocus {
  const root = useRef<HTMLDivElement>(null);
  const wanted = useRef<string[]>([]);
  useEffect(() => {
    if (!settled || wanted.current.length === 0) return;
    const names = wanted.current;
    wanted.current = [];
    if (!isLost(document.activeElement)) return;
    for (const name of names) {
      const next = root.current?.querySelector<HTMLElement>(`[data-next="${name}"]:not(:disabled)`);
      if (next) return next.focus();
    }
  });
  return {
    root,
    after: (...names) => {
      wanted.current = names;
    },
  };
}

const isLost = (element: Element | null): boolean =>
  element === null || element === document.body || element.matches(":disabled");
