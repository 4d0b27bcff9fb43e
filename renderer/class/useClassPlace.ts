/** Which class and instance the page shows, from its address, and the ways to their neighbours. */
import { useCallback } from "react";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { goInPlace, useAddress } from "../shell/route.ts";
import { classAddress, originOf, parseClassAddress } from "./address.ts";

export interface ClassPlaceState {
  classIndex: number;
  instance: number;
  /** Whether the configuration has this class and instance. */
  exists: boolean;
  show(classIndex: number, instance: number): void;
  /** Stops at the first and last. */
  moveClass(by: number): void;
  moveInstance(by: number): void;
}

/** @param fallback the class shown where the address names none */
export function useClassPlace(config: DatasetConfig, fallback: number): ClassPlaceState {
  const { classIndex, instance } = parseClassAddress(useAddress()) ?? { classIndex: fallback, instance: 0 };
  const { startClass, classes, instances } = config;
  const last = startClass + classes - 1;
  const exists = classIndex >= startClass && classIndex <= last && instance < instances;

  const show = useCallback((nextClass: number, nextInstance: number) => {
    goInPlace(classAddress(nextClass, nextInstance, originOf(window.location.hash)));
  }, []);
  const clamp = (value: number, from: number, to: number) => Math.min(to, Math.max(from, value));
  return {
    classIndex,
    instance,
    exists,
    show,
    moveClass: (by) => show(clamp(classIndex + by, startClass, last), instance),
    moveInstance: (by) => show(classIndex, clamp(instance + by, 0, instances - 1)),
  };
}
