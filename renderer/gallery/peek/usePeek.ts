/** Which picture of a grid is peeked at: Space for the marked one, or a pointer that rests on one. */
import { useEffect, useRef, useState } from "react";

const REST_MS = 700;

export interface PeekState {
  /** null: none. */
  place: number | null;
  toggle(): void;
  /** @returns whether there was one to close */
  close(): boolean;
  rest(place: number): void;
  leave(): void;
}

export function usePeek(active: number, wanted: boolean): PeekState {
  const [peek, setPeek] = useState<"active" | number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    place: !wanted || peek === null ? null : peek === "active" ? active : peek,
    toggle: () => setPeek((before) => (before === "active" ? null : "active")),
    close() {
      clearTimeout(timer.current);
      setPeek(null);
      return peek !== null;
    },
    rest(place) {
      clearTimeout(timer.current);
      if (wanted && peek !== "active") timer.current = setTimeout(() => setPeek(place), REST_MS);
    },
    leave() {
      clearTimeout(timer.current);
      setPeek((before) => (before === "active" ? before : null));
    },
  };
}
