/** One true picture by its address: a grey square while it loads, and a way to try again when it fails. */
import { useCallback, useEffect, useState } from "react";
import { type PictureRequest, pictureAddress } from "../../core/studio/api.ts";
import { isFormula, loadPaint } from "./paintPicture.ts";
import classes from "./shared.module.css";
import { useStudio } from "./studio.tsx";

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

  const bridge = useStudio();
  const Shown = bridge.loadPicture !== undefined && isFormula(bridge, address) ? Painted : Loaded;
  const given = state === "failed" && tries >= TRIES;
  return (
    <div className={classes.picture} data-state={state} style={{ width: side, height: side }}>
      {state !== "failed" && (
        <Shown key={tries} address={address} attempt={tries} side={side} alt={alt} onSettled={setState} />
      )}
      {given && (
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

interface ShownProps {
  address: string;
  /** Another one asks anew. */
  attempt: number;
  side: number;
  alt: string;
  onSettled: (state: "ready" | "failed") => void;
}

/** A formula's picture by the host's quick way. */
function Painted({ address, alt, onSettled }: ShownProps) {
  const bridge = useStudio();
  const painting = useCallback(
    (canvas: HTMLCanvasElement) => {
      const gone = new AbortController();
      loadPaint(bridge, address, gone.signal).then(
        (paint) => {
          if (gone.signal.aborted) return;
          paint(canvas);
          onSettled("ready");
        },
        () => gone.signal.aborted || onSettled("failed"),
      );
      return () => gone.abort();
    },
    [bridge, address, onSettled],
  );
  const role = alt === "" ? "presentation" : "img";
  return <canvas ref={painting} role={role} aria-label={alt || undefined} />;
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
      ref={loading}
      alt={alt}
      width={side}
      height={side}
      draggable={false}
      decoding="async"
      onLoad={() => onSettled("ready")}
      onError={() => onSettled("failed")}
    />
  );
}
