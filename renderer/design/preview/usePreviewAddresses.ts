/** Which configuration the preview shows: the newest one whose pictures' turn has come. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { pictureAddress } from "../../../core/studio/api.ts";
import type { Sample } from "./sampleClasses.ts";

export interface Preview {
  addresses: string[];
  samples: readonly Sample[];
  /** Whether pictures of the configuration at hand are still to come. */
  busy: boolean;
  /** How many pictures could not be drawn. */
  failed: number;
  settle(address: string, shown: boolean): void;
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
  /** The addresses that were settled last, all of them, and how many of them could not be drawn. */
  const [done, setDone] = useState<{ of: string[]; failed: number } | null>(null);
  /** Addresses asked for and not yet settled. */
  const pending = useRef(new Set<string>());
  const failed = useRef(0);
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
    failed.current = 0;
    if (open.length === 0) setDone({ of: addresses, failed: 0 });
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

  const settle = useCallback((address: string, shown: boolean) => {
    if (!pending.current.delete(address)) return;
    if (!shown) failed.current += 1;
    // Not once for each picture: twelve redraws of the grid would keep the pictures waiting that are still to come.
    if (pending.current.size === 0) setDone({ of: inPlace.current, failed: failed.current });
  }, []);

  const notDrawn = idle ? done.failed : 0;
  return { addresses, samples: shown.samples, busy: !isNewest || !idle, failed: notDrawn, settle };
}

function sameRequest(a: Request, b: Request): boolean {
  return a.configId === b.configId && a.size === b.size && a.samples === b.samples;
}
