/** Which configuration the preview shows: the newest one whose pictures' turn has come. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { pictureAddress } from "../../../core/studio/api.ts";
import type { Sample } from "./sampleClasses.ts";

export interface Preview {
  addresses: string[];
  samples: readonly Sample[];
  /** Whether pictures of the configuration at hand are still to come. */
  busy: boolean;
  /** How many pictures could not be drawn, and why the first of them could not. */
  failed: number;
  failure: string | null;
  settle(address: string, failure: string | null): void;
}

interface Request {
  configId: string;
  samples: readonly Sample[];
  size: number;
}

/** A drag must not wait for ever on a slow picture of a configuration that is already past. */
const LONGEST_WAIT_MS = 400;

/**
 * The pictures of one configuration are drawn to the end (or for at most 0.4 s) before those of the newest take their
 * place: a drag then shows a picture after every step instead of cancelling each before it is drawn.
 */
export function usePreviewAddresses(base: string, request: Request): Preview {
  const [shown, setShown] = useState(request);
  /** The addresses that were settled last, all of them, and what was said of those that could not be drawn. */
  const [done, setDone] = useState<{ of: string[]; failures: string[] } | null>(null);
  /** Addresses asked for and not yet settled. */
  const pending = useRef(new Set<string>());
  const failures = useRef<string[]>([]);
  const inPlace = useRef<string[]>([]);
  const newest = useRef(request);
  newest.current = request;

  const addresses = useMemo(
    () =>
      shown.samples.map((sample) =>
        pictureAddress(base, { ...sample, configId: shown.configId, size: shown.size }),
      ),
    [base, shown],
  );

  useEffect(() => {
    // A place whose picture is the same as before has nothing to wait for.
    const open = addresses.filter(
      (address, i) => inPlace.current[i] !== address || pending.current.has(address),
    );
    inPlace.current = addresses;
    pending.current = new Set(open);
    failures.current = [];
    if (open.length === 0) setDone({ of: addresses, failures: [] });
  }, [addresses]);

  const isNewest = sameRequest(shown, request);
  const idle = done?.of === addresses;
  // While rendering, so that the pictures are asked for one commit earlier.
  if (!isNewest && idle) setShown(request);
  useEffect(() => {
    if (isNewest) return;
    const timer = setTimeout(() => setShown(newest.current), LONGEST_WAIT_MS);
    return () => clearTimeout(timer);
  }, [isNewest]);

  const settle = useCallback((address: string, failure: string | null) => {
    if (!pending.current.delete(address)) return;
    if (failure !== null) failures.current.push(failure);
    // Not once for each picture: twelve redraws of the grid would keep the pictures waiting that are still to come.
    if (pending.current.size === 0) setDone({ of: inPlace.current, failures: failures.current });
  }, []);

  const notDrawn = idle ? done.failures : [];
  const [failed, failure] = [notDrawn.length, notDrawn[0] ?? null];
  return { addresses, samples: shown.samples, busy: !isNewest || !idle, failed, failure, settle };
}

function sameRequest(a: Request, b: Request): boolean {
  return a.configId === b.configId && a.size === b.size && a.samples === b.samples;
}
