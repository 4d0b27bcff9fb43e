/** How the gallery is looked at: thumbnail size, sort, filters and the active class, kept while places change. */
import { readSessionStorageValue, useLocalStorage, useSessionStorage } from "@mantine/hooks";
import { useCallback } from "react";
import type { Filters, Sort } from "./filtering.ts";

export const thumbnailSides = { smallest: 64, largest: 512, step: 16, usual: 160 } as const;

const VIEW = "visualatom.gallery.view";

interface View {
  configId: string;
  filters: Filters;
  sort: Sort;
  /** Class number. */
  active: number;
}

/** One size for the thumbnails of all grids. */
export function useThumbnailSide() {
  const [side, setSide] = useLocalStorage<number>({
    key: "visualatom.gallery.side",
    defaultValue: thumbnailSides.usual,
    getInitialValueInEffect: false,
  });
  const resize = useCallback(
    (steps: number) =>
      setSide((before) => {
        const { smallest, largest, step } = thumbnailSides;
        return Math.min(largest, Math.max(smallest, before + steps * step));
      }),
    [setSide],
  );
  return { side, setSide, resize };
}

export function useGalleryView(configId: string, firstClass: number) {
  const thumbnails = useThumbnailSide();
  const fresh: View = {
    configId,
    filters: {},
    sort: { column: null, descending: false },
    active: firstClass,
  };
  const [kept, setKept] = useSessionStorage<View>({
    key: VIEW,
    defaultValue: fresh,
    getInitialValueInEffect: false,
  });
  // Another configuration has other classes: its view starts anew.
  const view = kept.configId === configId ? kept : fresh;
  const change = useCallback(
    (changes: Partial<View>) => {
      // Kept at once: React runs an updating function only as it renders, and never where the place is left before that.
      const before = readSessionStorageValue<View | null>({ key: VIEW, defaultValue: null });
      setKept({
        ...(before?.configId === configId
          ? before
          : { filters: {}, sort: { column: null, descending: false }, active: firstClass }),
        ...changes,
        configId,
      });
    },
    [setKept, configId, firstClass],
  );
  return { ...view, ...thumbnails, change };
}
