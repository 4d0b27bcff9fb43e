/** What is told of a picture beside it, while one keeps looking at the grid. */
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import classes from "../gallery.module.css";

export interface PeekProps {
  /** Id of the cell it belongs to. */
  cell: string;
  children: ReactNode;
}

/** Px. */
const GAP = 8;
const WIDTH = 260;
const LEAST_WIDTH = 180;

export function Peek({ cell, children }: PeekProps) {
  const card = useRef<HTMLDivElement>(null);
  // Placed by script, as the page's policy lets no style attribute in markup through but those that React sets.
  useLayoutEffect(() => {
    const own = card.current;
    const anchor = document.getElementById(cell);
    const place = anchor?.closest("main")?.getBoundingClientRect();
    if (own === null || anchor === null || place === undefined) return;
    const { left, width } = besideOf(anchor.getBoundingClientRect(), place);
    own.style.width = `${width}px`;
    const { height } = own.getBoundingClientRect();
    const lowest = Math.max(place.top + GAP, place.bottom - GAP - height);
    own.style.left = `${left}px`;
    own.style.top = `${Math.min(lowest, Math.max(place.top + GAP, anchor.getBoundingClientRect().top))}px`;
  });
  return createPortal(
    <div ref={card} className={classes.peek} role="status">
      {children}
    </div>,
    document.body,
  );
}

interface Sides {
  left: number;
  right: number;
}

/** Right of the picture where that fits, else on the side with more room, within the place; narrower before it covers the picture. */
function besideOf(anchor: Sides, place: Sides): { left: number; width: number } {
  const right = place.right - anchor.right - 2 * GAP;
  const left = anchor.left - place.left - 2 * GAP;
  const isRight = right >= WIDTH || right >= left;
  const width = Math.max(LEAST_WIDTH, Math.min(WIDTH, isRight ? right : left));
  return isRight
    ? { left: Math.min(anchor.right + GAP, place.right - GAP - width), width }
    : { left: Math.max(place.left + GAP, anchor.left - GAP - width), width };
}
