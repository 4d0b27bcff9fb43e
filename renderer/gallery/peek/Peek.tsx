/** What is told of a picture beside it, while one keeps looking at the grid. */
import { type ReactNode, useLayoutEffect, useRef } from "react";
import classes from "../gallery.module.css";

export interface PeekProps {
  /** Id of the cell it belongs to. */
  cell: string;
  children: ReactNode;
}

const GAP = 8;

export function Peek({ cell, children }: PeekProps) {
  const card = useRef<HTMLDivElement>(null);
  // Placed by script, as the page's policy lets no style attribute in markup through but those that React sets.
  useLayoutEffect(() => {
    const own = card.current;
    const anchor = document.getElementById(cell)?.getBoundingClientRect();
    if (own === null || anchor === undefined) return;
    const { width, height } = own.getBoundingClientRect();
    const right = anchor.right + GAP;
    const fits = right + width + GAP <= window.innerWidth;
    own.style.left = `${Math.max(GAP, fits ? right : anchor.left - GAP - width)}px`;
    own.style.top = `${Math.max(GAP, Math.min(anchor.top, window.innerHeight - GAP - height))}px`;
  });
  return (
    <div ref={card} className={classes.peek} role="status">
      {children}
    </div>
  );
}
