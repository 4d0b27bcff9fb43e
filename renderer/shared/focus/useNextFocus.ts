/** Gives the focus to the thing to do next, where what had it has left the page; whoever is at something else stays there. */
import { type RefObject, useEffect, useRef } from "react";

export const hasNoFocus = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** @returns for what takes the focus once it is on the page */
export function useNextFocus<T extends HTMLElement = HTMLButtonElement>(): RefObject<T | null> {
  const next = useRef<T>(null);
  useEffect(() => {
    if (hasNoFocus()) next.current?.focus({ preventScroll: true });
  }, []);
  return next;
}
