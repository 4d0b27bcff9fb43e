/** Where a key takes the active picture of a grid. */

export interface GridShape {
  count: number;
  columns: number;
  /** Rows that are fully in view, at least 1. */
  rowsInView: number;
}

/** The picture that becomes active, or null where the key is not one of the grid's. */
export function moveInGrid(
  key: string,
  active: number,
  { count, columns, rowsInView }: GridShape,
): number | null {
  const page = columns * Math.max(1, rowsInView);
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -page,
    PageDown: page,
  };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = steps[key];
  if (step === undefined) return null;
  const next = active + step;
  if (next >= 0 && next < count) return next;
  // A page goes as far as there are pictures; a single row or column stops at the border.
  if (key === "PageUp") return active % columns;
  if (key === "PageDown") return count - 1;
  if (key === "ArrowDown" && Math.floor(active / columns) < Math.floor((count - 1) / columns))
    return count - 1;
  return active;
}
