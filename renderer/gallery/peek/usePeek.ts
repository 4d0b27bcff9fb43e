/** Which picture of a grid is peeked at: Space for the marked one, or a pointer that rests on one. */
import { type PointerEvent, useEffect, useRef, useState } from "react";

const REST_MS = 700;

export interface PeekState {
  /** null: none. */
  place: number | null;
  toggle(): void;
  /** @returns whether there was one to close */
  close(): boolean;
  /** Of the grid; they see to the pointer. */
  handlers: {
    onPointerMove(event: PointerEvent): void;
    onPointerLeave(): void;
    onScroll(): void;
  };
}

const cellAt = (x: number, y: number): HTMLElement | null =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-place]") ?? null;

export function usePeek(active: number, wanted: boolean): PeekState {
  const [peek, setPeek] = useState<"active" | number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pointer = useRef<{ x: number; y: number } | null>(null);
  useEffect(() => () => clearTimeout(timer.current), []);

  /** What lies under the pointer once it has rested: pictures move below it too. */
  function restAnew(): void {
    clearTimeout(timer.current);
    if (!wanted || pointer.current === null) return;
    timer.current = setTimeout(() => {
      const { x, y } = pointer.current ?? { x: -1, y: -1 };
      const place = cellAt(x, y)?.dataset.place;
      if (place !== undefined) setPeek((before) => (before === "active" ? before : Number(place)));
    }, REST_MS);
  }
  const leave = () => setPeek((before) => (before === "active" ? before : null));
  return {
    place: !wanted || peek === null ? null : peek === "active" ? active : peek,
    toggle: () => setPeek((before) => (before === "active" ? null : "active")),
    close() {
      clearTimeout(timer.current);
      setPeek(null);
      return peek !== null;
    },
    handlers: {
      onPointerMove({ clientX, clientY, pointerType }) {
        if (pointerType === "touch") return;
        pointer.current = { x: clientX, y: clientY };
        if (typeof peek === "number" && cellAt(clientX, clientY)?.dataset.place === String(peek)) return;
        leave();
        restAnew();
      },
      onPointerLeave() {
        pointer.current = null;
        clearTimeout(timer.current);
        leave();
      },
      onScroll() {
        leave();
        restAnew();
      },
    },
  };
}
