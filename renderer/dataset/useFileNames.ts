/** Names of the files of one class, asked for in pages as they come into view. */
import { useQueries } from "@tanstack/react-query";
import type { DatasetInfo } from "../../core/studio/api.ts";
import { useStudio } from "../shared/studio.tsx";

const PAGE = 200;

/**
 * @param first, last numbers of the files in view
 * @returns the name of a file in view, once it is known
 */
export function useFileNames(
  { datasetId }: DatasetInfo,
  classAt: number,
  first: number,
  last: number,
): (number: number) => string | undefined {
  const { api } = useStudio();
  const firstPage = Math.floor(first / PAGE);
  const pages = Math.max(0, Math.floor(last / PAGE) - firstPage + 1);
  const names = useQueries({
    queries: Array.from({ length: pages }, (_, i) => {
      const start = (firstPage + i) * PAGE;
      return {
        queryKey: ["datasetImages", datasetId, classAt, start],
        queryFn: () => api.datasetImages({ datasetId, classIndex: classAt, first: start, count: PAGE }),
        staleTime: Number.POSITIVE_INFINITY,
      };
    }),
  });
  return (number) => {
    const page = Math.floor(number / PAGE);
    return names[page - firstPage]?.data?.names[number - page * PAGE];
  };
}
