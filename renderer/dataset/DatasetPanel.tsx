/** Beside the pictures: what the dataset says of itself, or the plots that filter it. */
import { SegmentedControl, Text } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import type { ClassTable, DatasetInfo } from "../../core/studio/api.ts";
import { FilterPanel } from "../gallery/FilterPanel.tsx";
import type { Filters } from "../gallery/filtering.ts";
import type { CheckState } from "./check/useCheck.ts";
import { DatasetFacts } from "./DatasetFacts.tsx";
import classes from "./dataset.module.css";
import { useQuality } from "./grid/useDatasetTable.ts";
import { Measure } from "./measure/Measure.tsx";

interface DatasetPanelProps {
  dataset: DatasetInfo;
  table: ClassTable | null;
  check: CheckState;
  /** Places of the classes that match, in the table. */
  matching: Uint32Array | null;
  filters: Filters;
  onFilters(filters: Filters): void;
}

export function DatasetPanel({ dataset, table, check, matching, filters, onFilters }: DatasetPanelProps) {
  const [shown, setShown] = useLocalStorage({
    key: "visualatom.dataset.panel",
    defaultValue: "about",
    getInitialValueInEffect: false,
  });
  const quality = useQuality(dataset).data;
  const chosen = Object.keys(filters).length;
  return (
    <aside className={classes.facts} aria-label="About the dataset">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Beside the pictures"
        value={shown}
        onChange={setShown}
        data={[
          { value: "about", label: dataset.config ? "Dataset" : "Folder of pictures" },
          { value: "filter", label: chosen === 0 ? "Filters" : `Filters (${chosen})` },
        ]}
      />
      {shown === "about" && <DatasetFacts dataset={dataset} table={table} check={check} />}
      {shown === "filter" && (table === null || matching === null) && (
        <Text size="xs" c="dimmed" mt={16}>
          {dataset.config === null
            ? "There is no dataset.json here, so nothing is known of the classes to filter by but what their pictures are like."
            : "The classes are being read."}
        </Text>
      )}
      {shown === "filter" && quality && <Measure dataset={dataset} quality={quality} />}
      {shown === "filter" && table !== null && matching !== null && (
        <FilterPanel
          table={table}
          matching={matching}
          filters={filters}
          onFilter={(column, range) => {
            const { [column]: _, ...others } = filters;
            onFilters(range === null ? others : { ...others, [column]: range });
          }}
          onClear={() => onFilters({})}
          plain
        />
      )}
    </aside>
  );
}
