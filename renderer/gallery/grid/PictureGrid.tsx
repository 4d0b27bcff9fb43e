/** A virtualized grid of pictures that the keyboard walks through: classes, instances of a class, files of a dataset. */
// biome-ignore-all lint/a11y/useSemanticElements: a table lays its cells out itself, which a virtualized grid must not
import { Menu } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { AddressedPicture } from "../../shared/pictures/Picture.tsx";
import { useSettledSize } from "../../shared/pictures/useSettledSize.ts";
import { type LongRows, useLongRows } from "../../shared/useLongRows.ts";
import classes from "../gallery.module.css";
import { Peek } from "../peek/Peek.tsx";
import { usePeek } from "../peek/usePeek.ts";
import { moveInGrid } from "./gridMoves.ts";
import { usePreparedScreen } from "./usePreparedScreen.ts";

export interface GridPicture {
  address: string;
  classIndex: number;
}

export interface PictureGridProps {
  label: string;
  count: number;
  /** Wanted side of a picture, CSS px; pictures grow a little to fill the width. */
  side: number;
  /** What is shown at a place, `side` CSS px wide; null while it is not known. */
  picture: (place: number, side: number) => GridPicture | null;
  /** What a picture says that cannot be shown. */
  failure?: string;
  /** What a picture is, for people who hear it. */
  name: (place: number) => string;
  caption: (place: number) => ReactNode;
  /** What is said on a picture itself. */
  mark?: (place: number) => ReactNode;
  active: number;
  /** What the active picture is, where places change; another one is brought into view. */
  activeKey?: number | undefined;
  onActive: (place: number) => void;
  onOpen: (place: number) => void;
  onCopy: (place: number) => void;
  /** Entries of the context menu of a picture. */
  menu: (place: number) => ReactNode;
  /** Ctrl+wheel: larger (1) or smaller (−1) pictures. */
  onResize?: (direction: 1 | -1) => void;
  /** What Space, or a pointer that rests, tells of a picture beside it. */
  peek?: ((place: number) => ReactNode) | undefined;
  autoFocus?: boolean;
  /** Tells which places are in view. */
  onRange?: (first: number, last: number) => void;
}

const GAP = 8;
const CAPTION = 20;
const PADDING = 16;

export function PictureGrid(props: PictureGridProps) {
  const { label, count, active, onActive, onOpen, onCopy, onResize, autoFocus, onRange } = props;
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [menuPlace, setMenuPlace] = useState(0);
  const peek = usePeek(active, props.peek !== undefined);

  const columns = Math.max(1, Math.floor((width + GAP) / (props.side + GAP)));
  const side = Math.max(props.side, Math.floor((width + GAP) / columns) - GAP);
  const settledSide = useSettledSize(width > 0 ? side : 0);
  const rowHeight = side + CAPTION + GAP;
  const rowCount = Math.ceil(count / columns);
  const rows = useLongRows(scroller, {
    count: width > 0 ? rowCount : 0,
    ...{ rowHeight, padding: PADDING, margin: GAP },
  });

  const activeRow = Math.floor(active / columns);
  const activeIsThere = count > 0 && rows.rows.includes(activeRow);

  useWheelResize(scroller, onResize);
  useKeptPlace(rows, { columns, rowHeight, ready: width > 0 });

  // A change from outside (go to a class, a return to the gallery) brings the picture into view; so do the keys.
  const shape = `${width > 0} ${props.activeKey ?? active} ${count}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is named in shape scrolls
  useEffect(() => {
    if (width > 0 && active < count) rows.show(Math.floor(active / columns));
  }, [shape]);

  // A row that leaves gives its elements to one that comes: to make them anew takes longer than the pictures.
  const most = useRef(1);
  most.current = Math.max(most.current, rows.rows.length);
  const slots = most.current;

  const first = (rows.rows[0] ?? 0) * columns;
  const last = Math.min(count, ((rows.rows.at(-1) ?? -1) + 1) * columns) - 1;
  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  usePreparedScreen({ first, last, count }, (place) => props.picture(place, settledSide)?.address);

  useEffect(() => {
    if (autoFocus) scroller.current?.focus({ preventScroll: true });
  }, [autoFocus]);

  function press(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.key === "Enter" && count > 0) {
      event.preventDefault();
      onOpen(active);
      return;
    }
    if (event.key === " " && props.peek) {
      event.preventDefault();
      peek.toggle();
      return;
    }
    if (event.key === "Escape" && peek.close()) {
      event.stopPropagation();
      event.preventDefault();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c") {
      onCopy(active);
      return;
    }
    if (onResize && (event.ctrlKey || event.metaKey) && ["+", "=", "-"].includes(event.key)) {
      event.preventDefault();
      onResize(event.key === "-" ? -1 : 1);
      return;
    }
    const isToEnd = event.key === "Home" || event.key === "End";
    if (event.altKey || ((event.ctrlKey || event.metaKey) && !isToEnd)) return;
    const rowsInView = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight);
    const next = moveInGrid(event.key, active, { count, columns, rowsInView });
    if (next === null) return;
    event.preventDefault();
    onActive(next);
  }

  return (
    <Menu
      position="bottom-start"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      returnFocus
      shadow="sm"
    >
      <Menu.ContextMenu>
        <div
          ref={scroller}
          className={classes.grid}
          role="grid"
          aria-label={label}
          aria-rowcount={rowCount}
          aria-colcount={columns}
          aria-activedescendant={activeIsThere ? `${id}-${active}` : undefined}
          tabIndex={0}
          onKeyDown={press}
          {...peek.handlers}
          onMouseDown={(event) => {
            // A cell that had the focus would take it along when it is scrolled out of view.
            if ((event.target as Element).closest("[data-place]") === null) return;
            event.preventDefault();
            event.currentTarget.focus({ preventScroll: true });
          }}
          onContextMenuCapture={(event) => {
            peek.close();
            const cell = (event.target as Element).closest<HTMLElement>("[data-place]");
            const place = cell === null ? active : Number(cell.dataset.place);
            setMenuPlace(place);
            onActive(place);
          }}
        >
          <div ref={sizeRef} role="rowgroup" style={{ height: rows.height, position: "relative" }}>
            {rows.rows.map((row) => (
              <div
                key={row % slots}
                role="row"
                tabIndex={-1}
                aria-rowindex={row + 1}
                className={classes.gridRow}
                style={{ transform: `translateY(${rows.top(row)}px)`, height: rowHeight, gap: GAP }}
              >
                {Array.from({ length: Math.min(columns, count - row * columns) }, (_, column) => {
                  const place = row * columns + column;
                  return (
                    <Cell
                      // biome-ignore lint/suspicious/noArrayIndexKey: the cell of a column, whatever is shown in it
                      key={column}
                      {...props}
                      side={side}
                      settledSide={settledSide}
                      id={`${id}-${place}`}
                      place={place}
                      column={column}
                    />
                  );
                })}
              </div>
            ))}
          </div>
        </div>
      </Menu.ContextMenu>
      {peek.place !== null && peek.place < count && props.peek && (
        <Peek cell={`${id}-${peek.place}`}>{props.peek(peek.place)}</Peek>
      )}
      <Menu.Dropdown>{menuPlace < count && props.menu(menuPlace)}</Menu.Dropdown>
    </Menu>
  );
}

interface CellProps extends PictureGridProps {
  id: string;
  place: number;
  column: number;
  /** The side that pictures are asked for. */
  settledSide: number;
}

function Cell(props: CellProps) {
  const { id, place, column, side, active, picture, name, caption, onActive, onOpen } = props;
  const shown = picture(place, props.settledSide);
  return (
    // The grid holds the focus and its keys; a cell takes only the pointer.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      id={id}
      role="gridcell"
      tabIndex={-1}
      aria-colindex={column + 1}
      aria-selected={place === active}
      data-place={place}
      data-class={shown?.classIndex}
      className={classes.gridCell}
      style={{ width: side }}
      onClick={() => onActive(place)}
      onDoubleClick={() => onOpen(place)}
    >
      <div className={classes.gridPicture} data-known={shown !== null} style={{ width: side, height: side }}>
        <span className={classes.said}>{name(place)}</span>
        {shown !== null && (
          <AddressedPicture address={shown.address} side={side} alt="" failure={props.failure} />
        )}
        {props.mark?.(place)}
      </div>
      <div className={classes.caption} style={{ height: CAPTION }}>
        {caption(place)}
      </div>
    </div>
  );
}

/** Ctrl+wheel would zoom the page; here it resizes the pictures, which needs a listener that may refuse the default. */
function useWheelResize(
  scroller: React.RefObject<HTMLDivElement | null>,
  onResize: ((direction: 1 | -1) => void) | undefined,
): void {
  const resize = useRef(onResize);
  resize.current = onResize;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey || resize.current === undefined) return;
      event.preventDefault();
      resize.current(event.deltaY < 0 ? 1 : -1);
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [scroller]);
}

/** Keeps the picture at the upper border where it is when the thumbnails change size or the window its width. */
function useKeptPlace(
  rows: LongRows,
  { columns, rowHeight, ready }: { columns: number; rowHeight: number; ready: boolean },
): void {
  const last = useRef({ columns, rowHeight, ready: false });
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { columns, rowHeight, ready };
    if (before.columns === columns && before.rowHeight === rowHeight) return;
    const top = rows.offset();
    if (!before.ready || top < PADDING) return;
    const first = ((top - PADDING) / before.rowHeight) * before.columns;
    rows.scrollTo(PADDING + (first / columns) * rowHeight);
  }, [columns, rowHeight, ready, rows]);
}
