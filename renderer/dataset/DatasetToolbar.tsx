/** How many pictures are shown, their order and their size. */
import type { ClassTable } from "../../core/studio/api.ts";
import type { Sort } from "../gallery/filtering.ts";
import { SizeControl, SortControl } from "../gallery/GridControls.tsx";
import grid from "../gallery/gallery.module.css";
import { formatCount } from "../shared/text/format.ts";
import classes from "./dataset.module.css";

interface DatasetToolbarProps {
  table: ClassTable | null;
  shown: number;
  all: number;
  /** Whether the number of all is not certain yet. */
  counting: boolean;
  /** Shards have an order of their own; so has a list of faults. */
  sortable: boolean;
  sort: Sort;
  onSort(sort: Sort): void;
  side: number;
  onSide(side: number): void;
}

export function DatasetToolbar(props: DatasetToolbarProps) {
  const { table, shown, all, counting, sortable, sort, onSort, side, onSide } = props;
  const about = counting ? "about " : "";
  return (
    <div className={classes.gridBar} role="toolbar" aria-label="Pictures">
      <span className={grid.count} role="status">
        {shown === all
          ? `${about}${formatCount(all)} ${all === 1 ? "picture" : "pictures"}`
          : `${about}${formatCount(shown)} of ${formatCount(all)} pictures`}
      </span>
      <div className={grid.spring} />
      <SortControl table={table} usual="Class" disabled={!sortable} sort={sort} onSort={onSort} />
      <SizeControl side={side} onSide={onSide} />
    </div>
  );
}
