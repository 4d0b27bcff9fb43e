/** The place in the grid at which one stands, kept while one is elsewhere; another list begins at its beginning. */
import { useSessionStorage } from "@mantine/hooks";
import type { DatasetView } from "../address.ts";

export function useActivePlace(
  path: string,
  { list, sort, filters, faulty }: DatasetView,
  count: number,
): [number, (place: number) => void] {
  const of = JSON.stringify([path, list, sort, filters, faulty]);
  const [kept, keep] = useSessionStorage({
    key: "visualatom.dataset.active",
    defaultValue: { of, place: 0 },
    getInitialValueInEffect: false,
  });
  const place = kept.of === of ? Math.min(kept.place, Math.max(0, count - 1)) : 0;
  return [place, (next) => keep({ of, place: next })];
}
