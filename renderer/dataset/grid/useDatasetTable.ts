/** What is known of each class of a dataset, as columns to sort and to filter by: its images' figures and its parameters. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ClassTable, DatasetInfo, DatasetQuality } from "../../../core/studio/api.ts";
import { useClassTable } from "../../gallery/useClassTable.ts";
import { useStudio } from "../../shared/studio.tsx";

/** Columns that tell of the images rather than of the class. */
export const figureColumns = {
  inkCoverage: { label: "Ink coverage", symbol: "", unit: "%", integer: false, scale: 100 },
  meanGrey: { label: "Mean grey", symbol: "", unit: "of 255", integer: false, scale: 1 },
  blank: { label: "Blank images", symbol: "", unit: "", integer: true, scale: 1 },
} as const;
export type FigureName = keyof typeof figureColumns;

export function useQuality({ datasetId }: DatasetInfo) {
  const { api } = useStudio();
  return useQuery({
    queryKey: ["datasetQuality", datasetId],
    queryFn: () => api.datasetQuality({ datasetId }),
    retry: false,
  });
}

/** null while nothing is known of the classes, or where there is no description. */
export function useDatasetTable(dataset: DatasetInfo): ClassTable | null {
  const { api } = useStudio();
  const { config, configId, datasetId } = dataset;
  // With streams a long walk would be needed; the dataset's own table has the parameters.
  const byStreams = config !== null && config.streams !== null;
  const drawn = useClassTable(byStreams ? null : configId).table;
  const told = useQuery({
    queryKey: ["datasetClasses", datasetId],
    queryFn: () => api.datasetClasses({ datasetId }),
    enabled: byStreams,
    structuralSharing: false,
  });
  const quality = useQuality(dataset).data;
  const parameters = byStreams ? (told.data ?? null) : drawn;
  return useMemo(
    () => (config === null ? null : joined(config.startClass, config.classes, quality, parameters)),
    [config, quality, parameters],
  );
}

function joined(
  firstClass: number,
  classes: number,
  quality: DatasetQuality | undefined,
  parameters: ClassTable | null,
): ClassTable | null {
  const numbers = quality?.classes.numbers ?? [];
  const names = Object.keys(figureColumns) as FigureName[];
  const figures =
    numbers.length === 0
      ? []
      : names.map((name) => {
          const { scale, ...column } = figureColumns[name];
          const values = new Array<number>(classes).fill(Number.NaN);
          for (const [i, number] of numbers.entries()) {
            const at = number - firstClass;
            if (at >= 0 && at < classes) values[at] = quality!.classes[name][i] * scale;
          }
          return { name, ...column, values };
        });
  const columns = [...figures, ...(parameters?.columns ?? [])];
  return columns.length === 0 ? null : { columns, firstClass, classes };
}
