/** Lets a place that is opened come in parts, each drawn in a task of its own: keys and pictures wait for one at most. */
import { startTransition, useEffect, useState } from "react";

/** @returns how many of the parts to show: none at first, then one more after the other */
export function useGradually(parts: number): number {
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (shown < parts) startTransition(() => setShown(shown + 1));
  }, [shown, parts]);
  return Math.min(shown, parts);
}
