/** One true picture by its address: a grey square while it loads, and a way to try again when it fails. */
import { useCallback, useEffect, useRef, useState } from "react";
import { type PictureRequest, pictureAddress } from "../../../core/studio/api.ts";
import classes from "../shared.module.css";
import { useSilentSince } from "../silence.tsx";
import { useStudio } from "../studio.tsx";
import { isFormula, loadPaint } from "./paintPicture.ts";
import { useSettledSize } from "./useSettledSize.ts";

export interface PictureProps {
  request: PictureRequest;
  /** Side on the page, px. */
  side: number;
  alt?: string;
}

export function Picture({ request, side, alt }: PictureProps) {
  const { pictureBase } = useStudio();
  const size = useSettledSize(request.size, request.configId);
  const address = pictureAddress(pictureBase, { ...request, size });
  const label = alt ?? `Class ${request.classIndex}, instance ${request.instance}`;
  return <AddressedPicture address={address} side={side} alt={label} />;
}

type LoadState = "loading" | "ready" | "failed";

/** Failures that pass by themselves, as of a host that is just restarting its threads, are tried again. */
const TRIES = 3;
const TRY_AGAIN_MS = 600;

interface AddressedPictureProps {
  address: string;
  side: number;
  alt: string;
  /** What it says when it cannot be shown. */
  failure?: string | undefined;
}

/** Another address is another picture; the element stays, so that a grid can use it for what scrolls into view. */
export function AddressedPicture({ address, side, alt, failure = "Not drawn" }: AddressedPictureProps) {
  const bridge = useStudio();
  const [known, setKnown] = useState({ of: address, state: "loading" as LoadState, tries: 0 });
  const { state, tries } = known.of === address ? known : { state: "loading" as LoadState, tries: 0 };
  const settle = useCallback((of: string, next: LoadState, after: number) => {
    setKnown({ of, state: next, tries: after });
  }, []);

  useEffect(() => {
    if (state !== "failed" || tries >= TRIES) return;
    const timer = setTimeout(() => settle(address, "loading", tries + 1), TRY_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [address, state, tries, settle]);

  // Of a host that is gone nothing can be had, whatever is clicked; once it is back, everything is asked for again.
  const silent = useSilentSince() !== null;
  const [before, setBefore] = useState(silent);
  if (before !== silent) {
    setBefore(silent);
    if (!silent && state === "failed") settle(address, "loading", 0);
  }

  const Shown = bridge.loadPicture !== undefined && isFormula(bridge, address) ? Painted : Loaded;
  const given = state === "failed" && tries >= TRIES;
  return (
    <div
      className={classes.picture}
      data-state={state}
      data-given-up={given || undefined}
      style={{ width: side, height: side }}
    >
      {state !== "failed" && (
        <Shown address={address} attempt={tries} side={side} alt={alt} onSettled={settle} />
      )}
      {given && !silent && (
        <button type="button" className={classes.retry} onClick={() => settle(address, "loading", 0)}>
          {failure}. Try again
        </button>
      )}
    </div>
  );
}

interface ShownProps {
  address: string;
  /** Another one asks anew. */
  attempt: number;
  side: number;
  alt: string;
  onSettled: (address: string, state: "ready" | "failed", attempt: number) => void;
}

/** A formula's picture by the host's quick way. */
function Painted({ address, attempt, alt, onSettled }: ShownProps) {
  const bridge = useStudio();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let gone = false;
    const { paint, leave } = loadPaint(bridge, address);
    paint.then(
      (paintOn) => {
        if (gone || canvas.current === null) return;
        paintOn(canvas.current);
        onSettled(address, "ready", attempt);
      },
      () => gone || onSettled(address, "failed", attempt),
    );
    return () => {
      gone = true;
      leave();
    };
  }, [bridge, address, attempt, onSettled]);
  const role = alt === "" ? "presentation" : "img";
  return <canvas ref={canvas} role={role} aria-label={alt || undefined} />;
}

/** A picture by its address. */
function Loaded({ address, attempt, side, alt, onSettled }: ShownProps) {
  const source = attempt === 0 ? address : `${address}${address.includes("?") ? "&" : "?"}try=${attempt}`;
  // An image that leaves the page would go on loading, for nobody, unless its address is taken away.
  const loading = useCallback(
    (image: HTMLImageElement) => {
      image.src = source;
      return () => image.removeAttribute("src");
    },
    [source],
  );
  return (
    <img
      key={source}
      ref={loading}
      alt={alt}
      width={side}
      height={side}
      draggable={false}
      decoding="async"
      onLoad={() => onSettled(address, "ready", attempt)}
      onError={() => onSettled(address, "failed", attempt)}
    />
  );
}
