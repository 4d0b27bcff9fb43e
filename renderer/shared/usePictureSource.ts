/** What an image element is given for a picture's address: the picture itself, where the host has a quicker way for it. */
import { useEffect, useState } from "react";
import type { StudioBridge } from "../../core/studio/api.ts";
import { useStudio } from "./studio.tsx";

export interface PictureSource {
  /** null while it is on its way. */
  source: string | null;
  failed: boolean;
}

const isFormula = (bridge: StudioBridge, address: string): boolean =>
  address.startsWith(`${bridge.pictureBase}picture/`);

/** @param attempt another one asks anew */
export function usePictureSource(address: string, attempt: number): PictureSource {
  const bridge = useStudio();
  const { loadPicture } = bridge;
  const quick = loadPicture !== undefined && isFormula(bridge, address);
  const [loaded, setLoaded] = useState<PictureSource>({ source: null, failed: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is the occasion
  useEffect(() => {
    if (!quick) return;
    const gone = new AbortController();
    let source: string | null = null;
    setLoaded((before) => (before.failed ? { source: null, failed: false } : before));
    loadPicture(address, gone.signal).then(
      (png) => {
        source = URL.createObjectURL(png);
        setLoaded({ source, failed: false });
      },
      () => !gone.signal.aborted && setLoaded({ source: null, failed: true }),
    );
    return () => {
      gone.abort();
      if (source !== null) URL.revokeObjectURL(source);
    };
  }, [quick, loadPicture, address, attempt]);
  if (quick) return loaded;
  const separator = address.includes("?") ? "&" : "?";
  return { source: attempt === 0 ? address : `${address}${separator}try=${attempt}`, failed: false };
}
