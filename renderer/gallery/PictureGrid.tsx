/** A virtualized grid of pictures that the keyboard walks through: classes in the gallery, instances of a class. */
// biome-ignore-all lint/a11y/useSemanticElements: a table lays its cells out itself, which a virtualized grid must not
import { Menu, VisuallyHidden } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { PictureRequest } from "../../core/studio/api.ts";
import { Picture } from "../shared/Picture.tsx";
import classes from "./gallery.module.css";
import { moveInGrid } from "./gridMoves.ts";

export interface PictureGridProps {
  label: string;
  count: number;
  /** Wanted side of a picture, CSS px; pictures grow a little to fill the width. */
  side: number;
  /** `side` as it is shown. */
  request: (place: number, side: number) => PictureRequest;
  /** What a picture is, for people who hear it. */
  name: (place: number) => string;
  caption: (place: number) => ReactNode;
  active: number;
  onActive: (place: number) => void;
  onOpen: (place: number) => void;
  onCopy: (place: number) => void;
  /** Entries of the context menu of a picture. */
  menu: (place: number) => ReactNode;
  /** Ctrl+wheel: larger (1) or smaller (−1) pictures. */
  onResize?: (direction: 1 | -1) => void;
  autoFocus?: boolean;
}

const GAP = 8;
const CAPTION = 20;
const PADDING = 16;

export function PictureGrid(props: PictureGridProps) {
  const { label, count, active, onActive, onOpen, onCopy, onResize, autoFocus } = props;
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [menuPlace, setMenuPlace] = useState(0);

  const columns = Math.max(1, Math.floor((width + GAP) / (props.side + GAP)));
  const side = Math.max(props.side, Math.floor((width + GAP) / columns) - GAP);
  const rowHeight = side + CAPTION + GAP;
  const rowCount = Math.ceil(count / columns);
  const rows = useVirtualizer({
    count: width > 0 ? rowCount : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 1,
    paddingStart: PADDING,
    paddingEnd: PADDING,
    scrollPaddingStart: GAP,
    scrollPaddingEnd: GAP,
  });

  const items = rows.getVirtualItems();
  const activeRow = Math.floor(active / columns);
  const activeIsThere = count > 0 && items.some((row) => row.index === activeRow);

  useWheelResize(scroller, onResize);
  useKeptPlace(scroller, rows, { columns, rowHeight, ready: width > 0, count });

  // A change from outside (go to a class, a return to the gallery) brings the picture into view; so do the keys.
  const shape = `${width > 0} ${active} ${count}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is named in shape scrolls
  useEffect(() => {
    if (width > 0 && active < count) rows.scrollToIndex(Math.floor(active / columns), { align: "auto" });
  }, [shape]);

  useEffect(() => {
    if (autoFocus) scroller.current?.focus({ preventScroll: true });
  }, [autoFocus]);

  function press(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.key === "Enter" && count > 0) {
      event.preventDefault();
      onOpen(active);
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
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rowsInView = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight);
    const next = moveInGrid(event.key, active, { count, columns, rowsInView });
    if (next === null) return;
    event.preventDefault();
    onActive(next);
  }

  return (
    <Menu position="bottom-start" withinPortal returnFocus shadow="sm">
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
          onContextMenuCapture={(event) => {
            const cell = (event.target as Element).closest<HTMLElement>("[data-place]");
            const place = cell === null ? active : Number(cell.dataset.place);
            setMenuPlace(place);
            onActive(place);
          }}
        >
          <div ref={sizeRef} role="rowgroup" style={{ height: rows.getTotalSize(), position: "relative" }}>
            {items.map((row) => (
              <div
                key={row.key}
                role="row"
                tabIndex={-1}
                aria-rowindex={row.index + 1}
                className={classes.gridRow}
                style={{ transform: `translateY(${row.start}px)`, height: rowHeight, gap: GAP }}
              >
                {Array.from({ length: Math.min(columns, count - row.index * columns) }, (_, column) => {
                  const place = row.index * columns + column;
                  return (
                    <Cell
                      key={place}
                      {...props}
                      side={side}
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
      <Menu.Dropdown>{menuPlace < count && props.menu(menuPlace)}</Menu.Dropdown>
    </Menu>
  );
}

function Cell(props: PictureGridProps & { id: string; place: number; column: number }) {
  const { id, place, column, side, active, request, name, caption, onActive, onOpen } = props;
  const wanted = request(place, side);
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
      data-class={wanted.classIndex}
      className={classes.gridCell}
      style={{ width: side }}
      onClick={() => onActive(place)}
      onDoubleClick={() => onOpen(place)}
      onMouseDown={(event) => event.detail > 1 && event.preventDefault()}
    >
      <div className={classes.gridPicture} style={{ width: side, height: side }}>
        <VisuallyHidden>{name(place)}</VisuallyHidden>
        <Picture
          key={`${wanted.configId}/${wanted.classIndex}/${wanted.instance}`}
          request={wanted}
          side={side}
          alt=""
        />
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
  scroller: React.RefObject<HTMLDivElement | null>,
  rows: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>,
  { columns, rowHeight, ready, count }: { columns: number; rowHeight: number; ready: boolean; count: number },
): void {
  const last = useRef({ columns, rowHeight, ready: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: count only tells a new list, which starts where it stands
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { columns, rowHeight, ready };
    const element = scroller.current;
    if (element === null) return;
    if (before.columns === columns && before.rowHeight === rowHeight) return;
    const top = element.scrollTop;
    rows.measure();
    if (!before.ready || top < PADDING) return;
    const first = ((top - PADDING) / before.rowHeight) * before.columns;
    element.scrollTop = PADDING + (first / columns) * rowHeight;
  }, [columns, rowHeight, ready, count, rows, scroller]);
}
