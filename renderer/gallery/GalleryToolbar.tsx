/** The gallery's count, sort, way to a class, and thumbnail size. */
import { ActionIcon, NativeSelect, Slider, Tooltip } from "@mantine/core";
import { IconFilter, IconSortAscending, IconSortDescending } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ClassTable } from "../../core/studio/api.ts";
import type { Sort } from "./filtering.ts";
import classes from "./gallery.module.css";
import { thumbnailSides } from "./useGalleryView.ts";

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
  const all = classCount.toLocaleString("en");
  const direction = sort.descending ? "Descending" : "Ascending";
  const SortIcon = sort.descending ? IconSortDescending : IconSortAscending;
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Gallery">
      <h1 className={classes.title}>{title}</h1>
      <span className={classes.count} role="status">
        {matching === classCount
          ? `${all} ${classCount === 1 ? "class" : "classes"}`
          : `${matching.toLocaleString("en")} of ${all} classes`}
      </span>
      <div className={classes.spring} />
      {goToClass}
      <div className={classes.sort}>
        <NativeSelect
          size="xs"
          w={150}
          aria-label="Sort by"
          disabled={table === null}
          value={sort.column ?? ""}
          onChange={(event) => onSort({ ...sort, column: event.currentTarget.value || null })}
          data={[
            { value: "", label: "Class number" },
            ...(table?.columns ?? []).map(({ name, symbol, label }) => ({
              value: name,
              label: `${label} (${symbol})`,
            })),
          ]}
        />
        <Tooltip label={`${direction}; click for the other way`}>
          <ActionIcon
            variant="subtle"
            aria-label={`Sort order: ${direction.toLowerCase()}`}
            disabled={table === null}
            onClick={() => onSort({ ...sort, descending: !sort.descending })}
          >
            <SortIcon size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Tooltip label="Thumbnail size (Ctrl+wheel)">
        <Slider
          className={classes.sizeSlider}
          size={3}
          thumbSize={14}
          min={thumbnailSides.smallest}
          max={thumbnailSides.largest}
          step={thumbnailSides.step}
          label={null}
          thumbLabel="Thumbnail size"
          thumbValueText={(value) => `${value} px`}
          value={side}
          onChange={onSide}
        />
      </Tooltip>
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
    </div>
  );
}
