/** The pictures of one class of a dataset folder, as they are on disk. */
import { useElementSize } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useId, useRef } from "react";
import { type DatasetInfo, datasetPictureAddress } from "../../core/studio/api.ts";
import { moveInGrid } from "../gallery/gridMoves.ts";
import { AddressedPicture } from "../shared/Picture.tsx";
import { useStudio } from "../shared/studio.tsx";
import classes from "./dataset.module.css";
import { useFileNames } from "./useFileNames.ts";

const SMALLEST = 136;
const GAP = 8;
const CAPTION = 18;

export interface FileGridProps {
  dataset: DatasetInfo;
  /** Place of the class in the dataset's list. */
  classAt: number;
  active: number;
  onActive(number: number): void;
  onOpen(number: number): void;
}

export function FileGrid({ dataset, classAt, active, onActive, onOpen }: FileGridProps) {
  const { pictureBase } = useStudio();
  const scroll = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const id = useId();
  const count = Math.max(0, dataset.classes[classAt]?.images ?? 0);
  const columns = Math.max(1, Math.floor((width + GAP) / (SMALLEST + GAP)));
  const side = Math.floor((width + GAP) / columns) - GAP;
  const rowHeight = side + CAPTION + GAP;
  const rows = useVirtualizer({
    count: width > 0 ? Math.ceil(count / columns) : 0,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 1,
    paddingStart: 12,
    paddingEnd: 12,
  });
  const items = rows.getVirtualItems();
  const first = (items[0]?.index ?? 0) * columns;
  const last = Math.min(count, ((items.at(-1)?.index ?? -1) + 1) * columns) - 1;
  const nameOf = useFileNames(dataset, classAt, first, last);

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      onOpen(active);
      return;
    }
    const rowsInView = Math.floor((scroll.current?.clientHeight ?? 0) / rowHeight);
    const next = moveInGrid(event.key, active, { count, columns, rowsInView });
    if (next === null) return;
    event.preventDefault();
    onActive(next);
    rows.scrollToIndex(Math.floor(next / columns));
  }

  return (
    <section className={classes.picturesFrame} aria-label="Pictures of the class">
      {/* The list holds the focus and its keys; a picture takes only the pointer. */}
      <div
        ref={scroll}
        className={classes.pictures}
        role="listbox"
        tabIndex={0}
        aria-label="Files"
        aria-activedescendant={active >= first && active <= last ? `${id}-${active}` : undefined}
        onKeyDown={press}
      >
        <div
          ref={ref}
          role="presentation"
          style={{ height: rows.getTotalSize(), position: "relative", margin: "0 16px" }}
        >
          {items.flatMap(({ index, start }) =>
            rowNumbers(index, columns, count).map((number, column) => {
              const name = nameOf(number);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: see above
                <div
                  key={number}
                  id={`${id}-${number}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={number === active}
                  className={classes.file}
                  style={{ top: start, left: column * (side + GAP), width: side }}
                  onClick={() => onActive(number)}
                  onDoubleClick={() => onOpen(number)}
                >
                  {name === undefined ? (
                    <div className={classes.waiting} style={{ height: side }} />
                  ) : (
                    <AddressedPicture
                      address={datasetPictureAddress(pictureBase, dataset.datasetId, classAt, name)}
                      side={side}
                      alt=""
                    />
                  )}
                  <span className={classes.fileName} style={{ height: CAPTION }}>
                    {name}
                  </span>
                </div>
              );
            }),
          )}
        </div>
      </div>
    </section>
  );
}

/** Numbers of the pictures in one row. */
function rowNumbers(row: number, columns: number, count: number): number[] {
  const first = row * columns;
  return Array.from({ length: Math.min(columns, count - first) }, (_, i) => first + i);
}
