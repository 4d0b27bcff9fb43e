/** How many pictures are shown, their order and their size. */
import { ActionIcon, NativeSelect, Slider, Tooltip } from "@mantine/core";
import { IconSortAscending, IconSortDescending } from "@tabler/icons-react";
import type { ClassTable } from "../../core/studio/api.ts";
import type { Sort } from "../gallery/filtering.ts";
import grid from "../gallery/gallery.module.css";
import { thumbnailSides } from "../gallery/useGalleryView.ts";
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
  const direction = sort.descending ? "Descending" : "Ascending";
  const SortIcon = sort.descending ? IconSortDescending : IconSortAscending;
  const about = counting ? "about " : "";
  return (
    <div className={classes.gridBar} role="toolbar" aria-label="Pictures">
      <span className={grid.count} role="status">
        {shown === all
          ? `${about}${formatCount(all)} ${all === 1 ? "picture" : "pictures"}`
          : `${about}${formatCount(shown)} of ${formatCount(all)} pictures`}
      </span>
      <div className={grid.spring} />
      <div className={grid.sort}>
        <NativeSelect
          size="xs"
          w={150}
          aria-label="Sort by"
          disabled={!sortable || table === null}
          value={sort.column ?? ""}
          onChange={(event) => onSort({ ...sort, column: event.currentTarget.value || null })}
          data={[
            { value: "", label: "Class" },
            ...(table?.columns ?? []).map(({ name, symbol, label }) => ({
              value: name,
              label: symbol === "" ? label : `${label} (${symbol})`,
            })),
          ]}
        />
        <Tooltip label={`${direction}; click for the other way`}>
          <ActionIcon
            variant="subtle"
            aria-label={`Sort order: ${direction.toLowerCase()}`}
            disabled={!sortable}
            onClick={() => onSort({ ...sort, descending: !sort.descending })}
          >
            <SortIcon size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Tooltip label="Thumbnail size (Ctrl+wheel)">
        <Slider
          className={grid.sizeSlider}
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
    </div>
  );
}
