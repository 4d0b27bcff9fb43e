/** The gallery's count, sort, way to a class, and thumbnail size. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { type ReactNode, useDeferredValue } from "react";
import type { ClassTable } from "../../core/studio/api.ts";
import { formatCount } from "../shared/text/format.ts";
import type { Sort } from "./filtering.ts";
import { SizeControl, SortControl } from "./GridControls.tsx";
import classes from "./gallery.module.css";

export interface GalleryToolbarProps {
  /** Of the configuration whose classes are shown. */
  title: string;
  table: ClassTable | null;
  classCount: number;
  /** Classes that match the filters. */
  matching: number;
  sort: Sort;
  onSort: (sort: Sort) => void;
  side: number;
  onSide: (side: number) => void;
  filtersOpen: boolean;
  onFiltersOpen: (open: boolean) => void;
  goToClass: ReactNode;
}

export function GalleryToolbar(props: GalleryToolbarProps) {
  const { title, table, classCount, matching, sort, onSort, side, onSide } = props;
  const { filtersOpen, onFiltersOpen, goToClass } = props;
  const all = formatCount(classCount);
  // Drawn in a task of their own, after the pictures.
  const withControls = useDeferredValue(true, false);
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Gallery">
      <h1 className={classes.title}>{title}</h1>
      <span className={classes.count} role="status">
        {matching === classCount
          ? `${all} ${classCount === 1 ? "class" : "classes"}`
          : `${formatCount(matching)} of ${all} classes`}
      </span>
      <div className={classes.spring} />
      {withControls && (
        <>
          {goToClass}
          <SortControl
            table={table}
            usual="Class number"
            disabled={table === null}
            sort={sort}
            onSort={onSort}
          />
          <SizeControl side={side} onSide={onSide} />
          <Tooltip label={filtersOpen ? "Hide filters" : "Show filters"}>
            <ActionIcon
              variant={filtersOpen ? "light" : "subtle"}
              aria-label="Filters"
              aria-pressed={filtersOpen}
              onClick={() => onFiltersOpen(!filtersOpen)}
            >
              <IconFilter size={18} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </div>
  );
}
