/** The classes of a dataset folder, virtualized. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { DatasetInfo } from "../../core/studio/api.ts";
import { formatCount } from "../shared/format.ts";
import classes from "./dataset.module.css";

const ROW = 28;

interface ClassListProps {
  classList: DatasetInfo["classes"];
  selected: number;
  onSelect(classAt: number): void;
}

export function ClassList({ classList, selected, onSelect }: ClassListProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: classList.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  function move(by: number): void {
    const next = Math.min(classList.length - 1, Math.max(0, selected + by));
    onSelect(next);
    rows.scrollToIndex(next);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the buttons inside
    <div
      ref={scroll}
      className={classes.classes}
      onKeyDown={(event) => {
        if (event.key === "ArrowDown") move(1);
        else if (event.key === "ArrowUp") move(-1);
        else return;
        event.preventDefault();
      }}
    >
      <div style={{ height: rows.getTotalSize(), position: "relative" }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <button
            key={index}
            type="button"
            className={classes.classRow}
            style={{ position: "absolute", top: start }}
            aria-pressed={index === selected}
            onClick={() => onSelect(index)}
          >
            <span>{classList[index].name}</span>
            <span>{classList[index].images >= 0 ? formatCount(classList[index].images) : ""}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
