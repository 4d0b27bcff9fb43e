/** What of a dataset is open, from the page's address, and the way to something else of it. */
import { useLayoutEffect, useMemo } from "react";
import { go, goInPlace, useAddress } from "../shell/route.ts";
import {
  type DatasetView,
  datasetAddress,
  parseDatasetAddress,
  startAddress,
  wholeDataset,
} from "./address.ts";

/** Kept while the window is open, so that coming back to this place shows what was open. */
const KEPT = "visualatom.dataset.address";

export interface DatasetViewState {
  /** null: no dataset is named. */
  view: DatasetView | null;
  /** @param inPlace without a step in the history, as for walks from one picture to the next */
  change(changes: Partial<DatasetView>, inPlace?: boolean): void;
  open(path: string): void;
}

export function useDatasetView(): DatasetViewState {
  const address = useAddress();
  const view = useMemo(() => parseDatasetAddress(address), [address]);
  useLayoutEffect(() => {
    if (!address.startsWith("#/dataset")) return;
    if (view !== null || address === startAddress) sessionStorage.setItem(KEPT, address);
    else {
      const kept = sessionStorage.getItem(KEPT);
      if (kept !== null && kept !== address) goInPlace(kept);
    }
  }, [address, view]);
  return {
    view,
    change(changes, inPlace = false) {
      // Several changes may come before the page is drawn again.
      const before = parseDatasetAddress(window.location.hash) ?? view;
      if (before === null) return;
      const next = datasetAddress({ ...before, ...changes });
      if (next !== window.location.hash) (inPlace ? goInPlace : go)(next);
    },
    open: (path) => go(datasetAddress(wholeDataset(path))),
  };
}
