/** One true picture by its address: a grey square while it loads, and a way to try again when it fails. */
import { useCallback, useEffect, useState } from "react";
import { type PictureRequest, pictureAddress } from "../../core/studio/api.ts";
import classes from "./shared.module.css";
import { useSilentSince } from "./silence.tsx";
import { useStudio } from "./studio.tsx";
import { usePictureSource } from "./usePictureSource.ts";

export interface PictureProps {
  request: PictureRequest;
  /** Side on the page, px. */
  side: number;
  alt?: string;
}

export function Picture({ request, side, alt }: PictureProps) {
  const { pictureBase } = useStudio();
  const address = pictureAddress(pictureBase, request);
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

/** Another address is another picture, with a state of its own. */
export function AddressedPicture(props: AddressedPictureProps) {
  return <OnePicture key={props.address} {...props} />;
}

function OnePicture({ address, side, alt, failure = "Not drawn" }: AddressedPictureProps) {
  const [state, setState] = useState<LoadState>("loading");
  const [tries, setTries] = useState(0);

  useEffect(() => {
    if (state !== "failed" || tries >= TRIES) return;
    const timer = setTimeout(() => {
      setTries((count) => count + 1);
      setState("loading");
    }, TRY_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [state, tries]);

  // Of a host that is gone nothing can be had, whatever is clicked; once it is back, everything is asked for again.
  const silent = useSilentSince() !== null;
  const [before, setBefore] = useState(silent);
  if (before !== silent) {
    setBefore(silent);
    if (!silent && state === "failed") {
      setTries(0);
      setState("loading");
    }
  }
  const { source, failed } = usePictureSource(address, tries);
  if (failed && state === "loading") setState("failed");
  // An image that leaves the page would go on loading, for nobody, unless its address is taken away.
  const loading = useCallback(
    (image: HTMLImageElement) => {
      if (source === null) return;
      image.src = source;
      return () => image.removeAttribute("src");
    },
    [source],
  );
  const given = state === "failed" && tries >= TRIES;
  return (
    <div
      className={classes.picture}
      data-state={state}
      data-given-up={given || undefined}
      style={{ width: side, height: side }}
    >
      {state !== "failed" && source !== null && (
        <img
          key={source}
          ref={loading}
          alt={alt}
          width={side}
          height={side}
          draggable={false}
          decoding="async"
          onLoad={() => setState("ready")}
          onError={() => setState("failed")}
        />
      )}
      {given && !silent && (
        <button
          type="button"
          className={classes.retry}
          onClick={() => {
            setTries(0);
            setState("loading");
          }}
        >
          {failure}. Try again
        </button>
      )}
    </div>
  );
}
