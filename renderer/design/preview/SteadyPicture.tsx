/** A picture that stays until the next one is ready, so that nothing flashes while a control moves. */
import { useEffect, useRef } from "react";
import { loadPaint, type Paint } from "../../shared/pictures/paintPicture.ts";
import { useStudio } from "../../shared/studio.tsx";
import classes from "../design.module.css";

export interface SteadyPictureProps {
  address: string;
  label: string;
  /** Called once for each address, when it is shown, or has failed for good, with what the host said of it. */
  onSettled: (address: string, failure: string | null) => void;
}

const ATTEMPTS = 3;

export function SteadyPicture({ address, label, onSettled }: SteadyPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const settled = useRef(onSettled);
  settled.current = onSettled;

  const bridge = useStudio();
  useEffect(() => {
    let gone = false;
    let leave = () => {};
    const element = canvas.current as HTMLCanvasElement;
    async function load(): Promise<void> {
      let paint: Paint | null = null;
      let failure: string | null = null;
      for (let attempt = 1; paint === null && attempt <= ATTEMPTS; attempt++) {
        const loaded = loadPaint(bridge, address);
        leave = loaded.leave;
        paint = await loaded.paint.catch((reason: Error) => {
          failure = reason.message;
          return null;
        });
        if (gone) return;
      }
      paint?.(element);
      settled.current(address, paint === null ? failure : null);
    }
    void load();
    return () => {
      gone = true;
      leave();
    };
  }, [address, bridge]);

  return (
    <canvas ref={canvas} width={1} height={1} className={classes.picture} role="img" aria-label={label} />
  );
}
