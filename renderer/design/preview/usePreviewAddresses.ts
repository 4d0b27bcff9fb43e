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
  /** How many of which addresses are still to come; those of other addresses say nothing. */
  const [waiting, setWaiting] = useState<{ of: string[]; count: number } | null>(null);
  const [failed, setFailed] = useState(0);
  /** Addresses asked for and not yet settled. */
  const pending = useRef(new Set<string>());
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
    setWaiting({ of: addresses, count: open.length });
    setFailed(0);
  }, [addresses]);

  const isNewest = sameRequest(shown, request);
  const idle = waiting?.of === addresses && waiting.count === 0;
  // While rendering, so that the pictures are asked for one commit earlier.
  if (!isNewest && idle) setShown(request);
  useEffect(() => {
    if (isNewest) return;
    const timer = setTimeout(() => setShown(newest.current), LONGEST_WAIT_MS);
    return () => clearTimeout(timer);
  }, [isNewest]);

  const settle = useCallback((address: string, ok: boolean) => {
    if (!pending.current.delete(address)) return;
    setWaiting({ of: inPlace.current, count: pending.current.size });
    if (!ok) setFailed((count) => count + 1);
  }, []);

  return { addresses, samples: shown.samples, busy: !isNewest || !idle, failed, settle };
}

function sameRequest(a: Request, b: Request): boolean {
  return a.configId === b.configId && a.size === b.size && a.samples === b.samples;
}
