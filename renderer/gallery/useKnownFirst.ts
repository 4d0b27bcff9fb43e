/** The order of a stream's classes while they are looked up: those that are known first, as they became known. */
import { useRef } from "react";

export interface Known {
  configId: string;
  order: number[];
  perStream: readonly number[];
}

/**
 * @param known of each stream, how many of its first classes are known
 * @returns the numbers of the known classes, counted from 0
 */
export function useKnownFirst(configId: string, known: readonly number[], classCount: number): number[] {
  const last = useRef<Known>({ configId, order: [], perStream: [] });
  if (last.current.configId !== configId) last.current = { configId, order: [], perStream: [] };
  last.current = withKnown(last.current, known, classCount);
  return last.current.order;
}

/** Known pictures stay where they are: what is new comes after them. */
export function withKnown(before: Known, known: readonly number[], classCount: number): Known {
  const isNew = known.some((count, stream) => count > (before.perStream[stream] ?? 0));
  if (!isNew) return before;
  const perStream = classCount / known.length;
  const order = [...before.order];
  for (const [stream, count] of known.entries()) {
    for (let i = before.perStream[stream] ?? 0; i < count; i++) order.push(stream * perStream + i);
  }
  return { ...before, order, perStream: known };
}

/** All classes, those of `first` before the others. */
export function firstThenOthers(first: readonly number[], classCount: number): Uint32Array {
  const order = new Uint32Array(classCount);
  order.set(first);
  const isFirst = new Uint8Array(classCount);
  for (const number of first) isFirst[number] = 1;
  let place = first.length;
  for (let number = 0; number < classCount; number++) if (isFirst[number] === 0) order[place++] = number;
  return order;
}
