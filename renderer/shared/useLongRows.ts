/**
 * The rows of a list that are in view, all of one height. A list may be higher than browsers let an element be: then the
 * scroll bar stands for a part of it, small steps move one to one, and a long way goes in proportion.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** Firefox ends at 17, Chromium at 33 million px. */
const MOST_HEIGHT = 8_000_000;
/** A step that is longer than so many views is a pull at the scroll bar. */
const LONG_STEP_VIEWS = 3;
const REST_MS = 150;

export interface LongRowsOptions {
  count: number;
  rowHeight: number;
  /** Before the first and behind the last row. */
  padding: number;
  /** What stays between a row that was brought into view and the border. */
  margin: number;
}

export interface LongRows {
  /** Numbers of the rows to show: those in view and a neighbour. */
  rows: number[];
  /** Of the element that holds the rows. */
  height: number;
  /** Where a row stands in it. */
  top(row: number): number;
  /** Of the whole list, px: what is at the upper border. */
  offset(): number;
  scrollTo(offset: number): void;
  /** Brings a row into view, no further than it has to. */
  show(row: number): void;
}

/** Pure, so that it can be tested: where the element has to stand for an offset, and what of the list that is. */
export function heldOffset(
  offset: number,
  { total, view }: { total: number; view: number },
): { offset: number; top: number } {
  const last = Math.max(0, total - view);
  const held = Math.min(last, Math.max(0, offset));
  if (total <= MOST_HEIGHT) return { offset: held, top: held };
  return { offset: held, top: Math.round((held / last) * (MOST_HEIGHT - view)) };
}

export function useLongRows(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight, padding, margin }: LongRowsOptions,
): LongRows {
  const [, redraw] = useState(0);
  const total = 2 * padding + count * rowHeight;
  const state = useRef({ offset: 0, top: 0, view: 0 });
  const shape = useRef({ total, rowHeight, padding, count });
  shape.current = { total, rowHeight, padding, count };

  const seen = useCallback((): [number, number] => {
    const { rowHeight, padding, count } = shape.current;
    const { offset, view } = state.current;
    const first = Math.floor((offset - padding) / rowHeight);
    const last = Math.floor((offset + view - padding) / rowHeight);
    return [Math.max(0, first - 1), Math.min(count - 1, last + 1)];
  }, []);

  const scrollTo = useCallback(
    (offset: number) => {
      const before = seen().join();
      const { view } = state.current;
      Object.assign(state.current, heldOffset(offset, { total: shape.current.total, view }));
      if (scroller.current) scroller.current.scrollTop = state.current.top;
      if (seen().join() !== before || shape.current.total > MOST_HEIGHT) redraw((n) => n + 1);
    },
    [scroller, seen],
  );

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      const { top, offset, view } = state.current;
      const now = element.scrollTop;
      if (now === top) return;
      const { total } = shape.current;
      const isLong = total > MOST_HEIGHT;
      const pulled = Math.abs(now - top) > LONG_STEP_VIEWS * view;
      const part = now / Math.max(1, MOST_HEIGHT - view);
      const wanted = !isLong ? now : pulled ? part * (total - view) : offset + now - top;
      const before = seen().join();
      state.current.offset = Math.min(Math.max(0, total - view), Math.max(0, wanted));
      state.current.top = now;
      clearTimeout(rest);
      const settle = () => scrollTo(state.current.offset);
      const atBorder = now <= 0 || now >= element.scrollHeight - view - 1;
      if (isLong && atBorder) settle();
      else if (isLong) rest = setTimeout(settle, REST_MS);
      // Rows that come with the next frame only would leave a gap.
      if (seen().join() !== before) flushSync(() => redraw((n) => n + 1));
    };
    const observer = new ResizeObserver(() => {
      if (state.current.view === element.clientHeight) return;
      state.current.view = element.clientHeight;
      redraw((n) => n + 1);
    });
    observer.observe(element);
    element.addEventListener("scroll", follow, { passive: true });
    return () => {
      clearTimeout(rest);
      observer.disconnect();
      element.removeEventListener("scroll", follow);
    };
  }, [scroller, seen, scrollTo]);

  useLayoutEffect(() => {
    state.current.view = scroller.current?.clientHeight ?? 0;
    redraw((n) => n + 1);
  }, [scroller]);

  // A list that has become shorter is looked at where it ends, unless whoever has it has found another place.
  useEffect(() => {
    const { offset, view } = state.current;
    if (view > 0 && offset > Math.max(0, total - view)) scrollTo(offset);
  }, [total, scrollTo]);

  const height = Math.min(total, MOST_HEIGHT);
  const [first, last] = seen();
  return {
    rows: Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i),
    height,
    top: (row) => padding + row * rowHeight - state.current.offset + state.current.top,
    offset: () => state.current.offset,
    scrollTo,
    show(row) {
      const start = padding + row * rowHeight;
      const { offset, view } = state.current;
      if (start - margin < offset) scrollTo(row === 0 ? 0 : start - margin);
      else if (start + rowHeight + margin > offset + view) {
        scrollTo(row === count - 1 ? total - view : start + rowHeight + margin - view);
      }
    },
  };
}
