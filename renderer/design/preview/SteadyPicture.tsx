/** A picture that stays until the next one is ready, so that nothing flashes while a control moves. */
import { useEffect, useRef } from "react";
import classes from "../design.module.css";

export interface SteadyPictureProps {
  address: string;
  label: string;
  /** Called once for each address, when it is shown or has failed for good. */
  onSettled: (address: string, shown: boolean) => void;
}

const ATTEMPTS = 3;

export function SteadyPicture({ address, label, onSettled }: SteadyPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const settled = useRef(onSettled);
  settled.current = onSettled;

  useEffect(() => {
    const image = new Image();
    let stopped = false;
    let attempts = 0;
    image.onload = () => {
      const context = canvas.current?.getContext("2d");
      if (stopped || !canvas.current || !context) return;
      canvas.current.width = image.naturalWidth;
      canvas.current.height = image.naturalHeight;
      context.drawImage(image, 0, 0);
      settled.current(address, true);
    };
    image.onerror = () => {
      if (stopped) return;
      attempts++;
      if (attempts < ATTEMPTS) image.src = `${address}&attempt=${attempts}`;
      else settled.current(address, false);
    };
    image.src = address;
    return () => {
      stopped = true;
      // Ends the request, so that the host need not draw what nobody waits for.
      image.src = "";
    };
  }, [address]);

  return (
    <canvas ref={canvas} width={1} height={1} className={classes.picture} role="img" aria-label={label} />
  );
}
