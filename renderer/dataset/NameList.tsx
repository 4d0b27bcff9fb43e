/** Classes or shards by name: one stop of the Tab key, walked through by arrows, Home, End and the letters typed. */
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { formatCount } from "../shared/text/format.ts";
import { MiddleText } from "../shared/text/MiddleText.tsx";
import { useLongRows } from "../shared/useLongRows.ts";
import classes from "./dataset.module.css";

export interface NamedList {
  name: string;
  /** Of its images that are shown. */
  images: number;
  /** All of its images. */
  of: number;
}

interface NameListProps {
  label: string;
  /** Said of the first row, which stands for all. */
  all: NamedList;
  lists: readonly NamedList[];
  /** Name of the one that is shown; null: all. */
  selected: string | null;
  /** @param byKey while one walks through the list */
  onSelect(name: string | null, byKey: boolean): void;
}

const ROW = 28;
/** Letters typed after a longer rest begin a name anew. */
const TYPING_MS = 1000;

export function NameList({ label, all, lists, selected, onSelect }: NameListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", at: 0 });
  const id = useId();
  const count = lists.length + 1;
  const rows = useLongRows(scroller, { count, rowHeight: ROW, padding: 0, margin: 0 });
  const active = selected === null ? 0 : lists.findIndex(({ name }) => name === selected) + 1;

  // A change from outside brings the name into view; so do the keys.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice scrolls
  useEffect(() => rows.show(active), [active, count]);

  function choose(row: number, byKey: boolean): void {
    onSelect(row === 0 ? null : lists[row - 1].name, byKey);
  }
  function press(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 1);
    const moves: Record<string, number> = {
      ...{ ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: count - 1 },
      ...{ PageDown: active + page, PageUp: active - page },
    };
    const next = moves[event.key] ?? (/^[\w-]$/.test(event.key) ? typeAhead(event.key) : undefined);
    if (next === undefined) return;
    event.preventDefault();
    // What is typed here is a name, not a shortcut.
    event.stopPropagation();
    choose(Math.min(count - 1, Math.max(0, next)), true);
  }
  function typeAhead(key: string): number | undefined {
    const now = performance.now();
    const { text, at } = typed.current;
    const wanted = now - at < TYPING_MS ? text + key : key;
    typed.current = { text: wanted, at: now };
    const found = findByName(lists, wanted);
    return found < 0 ? undefined : found + 1;
  }

  return (
    <div
      ref={scroller}
      className={classes.names}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={`${id}-${active}`}
      onKeyDown={press}
      onMouseDown={(event) => {
        // A row that had the focus would take it along when it is scrolled out of view.
        if ((event.target as Element).closest('[role="option"]') === null) return;
        event.preventDefault();
        event.currentTarget.focus({ preventScroll: true });
      }}
    >
      <div role="presentation" style={{ height: rows.height, position: "relative" }}>
        {rows.rows.map((row) => {
          const { name, images, of } = row === 0 ? all : lists[row - 1];
          return (
            // The list holds the focus and its keys; a row takes only the pointer.
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            <div
              key={row}
              id={`${id}-${row}`}
              role="option"
              tabIndex={-1}
              aria-selected={row === active}
              aria-posinset={row + 1}
              aria-setsize={count}
              className={classes.nameRow}
              style={{ top: rows.top(row), height: ROW }}
              onClick={() => choose(row, false)}
            >
              <MiddleText>{name}</MiddleText>
              <span className={classes.nameCount}>
                {images === of ? formatCount(of) : `${formatCount(images)} of ${formatCount(of)}`}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** By its number, then by how it begins: 12 is 00012 before it is 00120. */
function findByName(lists: readonly NamedList[], typed: string): number {
  const text = typed.toLowerCase();
  const isNumber = /^\d+$/.test(text);
  const tests: ((name: string) => boolean)[] = [
    (name) => isNumber && Number(name) === Number(text),
    (name) => name.toLowerCase().startsWith(text),
    (name) => isNumber && name.replace(/^0+/, "").startsWith(text.replace(/^0+/, "")),
  ];
  for (const test of tests) {
    const found = lists.findIndex(({ name }) => test(name));
    if (found >= 0) return found;
  }
  return -1;
}
