/** Pairs of classes, however many: one stop of the Tab key, walked through by arrows, opened by Enter or a click. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { NearPair } from "../../../core/likeness/nearDuplicates.ts";
import { hasNoFocus } from "../../shared/focus/useNextFocus.ts";
import { useLongRows } from "../../shared/useLongRows.ts";
import classes from "./quality.module.css";

interface PairListProps {
  pairs: readonly NearPair[];
  /** The one that is looked at. */
  shown: readonly [number, number] | null;
  /** Whether these were asked for by a button that has gone. */
  asked: boolean;
  onOpen(pair: [number, number]): void;
}

const ROW = 24;
const MOST_ROWS = 12;

export function PairList({ pairs, shown, asked, onOpen }: PairListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState(0);
  const rows = useLongRows(scroller, { count: pairs.length, rowHeight: ROW, padding: 0, margin: 0 });

  useEffect(() => {
    if (asked && hasNoFocus()) scroller.current?.focus({ preventScroll: true });
  }, [asked]);

  function press(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onOpen(pairs[active].classes);
      return;
    }
    const moves: Record<string, number> = {
      ...{ ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: pairs.length - 1 },
      ...{ PageDown: active + MOST_ROWS - 1, PageUp: active - MOST_ROWS + 1 },
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const held = Math.min(pairs.length - 1, Math.max(0, next));
    setActive(held);
    rows.show(held);
  }

  return (
    <div
      ref={scroller}
      className={classes.pairList}
      style={{ height: ROW * Math.min(MOST_ROWS, pairs.length) }}
      role="listbox"
      tabIndex={0}
      aria-label="Near-duplicate classes"
      aria-activedescendant={`${id}-${active}`}
      onKeyDown={press}
    >
      <div role="presentation" style={{ height: rows.height, position: "relative" }}>
        {rows.rows.map((row) => {
          const { classes: pair, distance } = pairs[row];
          return (
            // The list holds the focus and its keys; a row takes only the pointer.
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            <div
              key={row}
              id={`${id}-${row}`}
              role="option"
              tabIndex={-1}
              aria-selected={shown?.join() === pair.join()}
              aria-posinset={row + 1}
              aria-setsize={pairs.length}
              data-active={row === active}
              className={classes.pairRow}
              style={{ top: rows.top(row), height: ROW }}
              onClick={() => {
                setActive(row);
                onOpen(pair);
              }}
            >
              <span>
                {pair[0]} and {pair[1]}
              </span>
              <span className={classes.label}>{(100 * distance).toFixed(1)} %</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
