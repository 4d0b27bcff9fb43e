/** What every anatomy stands in: three figures in a row where there is room, as large as leaves what is below them in view. */
import { Skeleton } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "../class.module.css";

/** Between figures, px. */
const GAP = 16;
const LEAST_SIDE = 160;

export interface AnatomyFrameProps<Anatomy> {
  anatomy: { data: Anatomy | undefined; error: Error | null };
  /** What stands below the figures, px. */
  below: number;
  /** @param side of a figure @param height of the whole view, px */
  children: (anatomy: Anatomy, side: number, height: number) => ReactNode;
}

export function AnatomyFrame<Anatomy>({ anatomy, below, children }: AnatomyFrameProps<Anatomy>) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const { data, error } = anatomy;
  const columns = width >= 3 * LEAST_SIDE + 2 * GAP ? 3 : 2;
  const wide = (width - (columns - 1) * GAP) / columns;
  const side = Math.floor(Math.max(Math.min(LEAST_SIDE, wide), Math.min(wide, height - below)));
  return (
    <div className={classes.scroll}>
      <div ref={ref} className={classes.anatomy}>
        {error !== null && (
          <p className={classes.note} role="alert">
            {error.message}
          </p>
        )}
        {width > 0 && data === undefined && error === null && (
          <div className={classes.figures} aria-busy="true">
            {[0, 1, 2].map((i) => (
              <Skeleton key={i} width={side} height={side} radius={0} animate={false} />
            ))}
          </div>
        )}
        {width > 0 && data !== undefined && children(data, side, height)}
      </div>
    </div>
  );
}
