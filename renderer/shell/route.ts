/** The place at hand, as the address after `#`. */
import { useSyncExternalStore } from "react";

export const places = ["presets", "design", "gallery", "class", "jobs", "dataset", "settings"] as const;
export type Place = (typeof places)[number];

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

function currentPlace(): Place {
  const name = /^#\/([a-z]+)/.exec(window.location.hash)?.[1];
  return places.find((place) => place === name) ?? "presets";
}

export const usePlace = (): Place => useSyncExternalStore(subscribe, currentPlace);

export function openPlace(place: Place): void {
  if (currentPlace() !== place) window.location.hash = `#/${place}`;
}
