/** What is known of each class of a dataset, as columns to sort and to filter by: its images' figures and its parameters. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { formulationOf } from "../../../core/formulations/index.ts";
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

/**
 * The row of a class in the table, whether it is there or not: classes are numbered by the configuration, or in a folder
 * that does not say what it holds, by their places in its list.
 */
export function rowOf({ classes, config }: DatasetInfo, table: ClassTable | null, classAt: number): number {
  return config === null ? classAt : Number(classes[classAt]?.name) - (table?.firstClass ?? 0);
}

/**
 * Places of the blank images in the lists of their classes, by the class's place in the dataset's list; null where they
 * are not known.
 */
export function useBlankImages(dataset: DatasetInfo): ReadonlyMap<number, readonly number[]> | null {
  const quality = useQuality(dataset).data;
  const { classes, config } = dataset;
  return useMemo(() => {
    if (!quality?.blankImages) return null;
    const places = config && new Map(classes.map(({ name }, at) => [Number(name), at]));
    const { at, images } = quality.blankImages;
    const found = new Map<number, readonly number[]>();
    for (const [i, row] of at.entries()) {
      const number = quality.classes.numbers[row];
      const classAt = places ? places.get(number) : number;
      if (classAt !== undefined) found.set(classAt, images[i]);
    }
    return found;
  }, [quality, classes, config]);
}

/** null while nothing is known of the classes. */
export function useDatasetTable(dataset: DatasetInfo): ClassTable | null {
  const { api } = useStudio();
  const { config, configId, datasetId } = dataset;
  // A long walk or a search would be needed; the dataset's own table has the parameters.
  const found = config === null ? null : formulationOf(config).classTable(config);
  const told = useQuery({
    queryKey: ["datasetClasses", datasetId],
    queryFn: () => api.datasetClasses({ datasetId }),
    enabled: found !== null,
    structuralSharing: false,
  });
  // An unfinished dataset has no table yet; its classes have to be searched before it can be finished.
  const isSearched = found === "search" && told.data === null;
  const drawn = useClassTable(found === null || isSearched ? configId : null).table;
  const quality = useQuality(dataset).data;
  const parameters = told.data ?? drawn;
  const listed = dataset.classes.length;
  return useMemo(
    () =>
      config === null
        ? joined(0, listed, quality, null)
        : joined(config.startClass, config.classes, quality, parameters),
    [config, listed, quality, parameters],
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
