/** The place at hand, as the address after `#`. */
import { useSyncExternalStore } from "react";

export const places = ["presets", "design", "gallery", "class", "jobs", "dataset", "settings"] as const;
export type Place = (typeof places)[number];

/**
 * Goes to an address and shows it before this returns. The browser tells of a new address only in a later task; a key
 * pressed before that would be heard by the place that was left.
 */
export function go(address: string): void {
  window.location.hash = address;
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

/** Like `go`, without a step in the history: for walks from one instance to the next. */
export function goInPlace(address: string): void {
  window.history.replaceState(window.history.state, "", address);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

/** As the address has it, which may not be shown yet. */
export function currentPlace(): Place {
  const name = /^#\/([a-z]+)/.exec(window.location.hash)?.[1];
  return places.find((place) => place === name) ?? "presets";
}

/** The whole address after the page's own, with its `#`. */
export const useAddress = (): string => useSyncExternalStore(subscribe, () => window.location.hash);

export const usePlace = (): Place => useSyncExternalStore(subscribe, currentPlace);

export function openPlace(place: Place): void {
  if (currentPlace() !== place) go(`#/${place}`);
}
