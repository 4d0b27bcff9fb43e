/** The order of a grid's pictures, and their size. */
import { ActionIcon, NativeSelect, Slider, Tooltip } from "@mantine/core";
import { IconSortAscending, IconSortDescending } from "@tabler/icons-react";
import type { ClassTable } from "../../core/studio/api.ts";
import type { Sort } from "./filtering.ts";
import classes from "./gallery.module.css";
import { thumbnailSides } from "./useGalleryView.ts";

export interface SortControlProps {
  table: ClassTable | null;
  /** What the order is called that no column gives. */
  usual: string;
  /** Whether the pictures have an order that can be chosen. */
  disabled: boolean;
  sort: Sort;
  onSort(sort: Sort): void;
}

export function SortControl({ table, usual, disabled, sort, onSort }: SortControlProps) {
  const direction = sort.descending ? "Descending" : "Ascending";
  const Icon = sort.descending ? IconSortDescending : IconSortAscending;
  return (
    <div className={classes.sort}>
      <NativeSelect
        size="xs"
        className={classes.sortColumn}
        aria-label="Sort by"
        disabled={disabled || table === null}
        value={sort.column ?? ""}
        onChange={(event) => onSort({ ...sort, column: event.currentTarget.value || null })}
        data={[
          { value: "", label: usual },
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
          disabled={disabled}
          onClick={() => onSort({ ...sort, descending: !sort.descending })}
        >
          <Icon size={18} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

export function SizeControl({ side, onSide }: { side: number; onSide(side: number): void }) {
  return (
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
  );
}
