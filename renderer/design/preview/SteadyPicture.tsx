/** A picture that stays until the next one is ready, so that nothing flashes while a control moves. */
import { useEffect, useRef } from "react";
import { useStudio } from "../../shared/studio.tsx";
import classes from "../design.module.css";

export interface SteadyPictureProps {
  address: string;
  label: string;
  /** Called once for each address, when it is shown or has failed for good. */
  onSettled: (address: string, shown: boolean) => void;
}

const ATTEMPTS = 3;

async function loadImage(address: string, signal: AbortSignal): Promise<Blob> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error("The picture could not be drawn");
  return answer.blob();
}

function draw(canvas: HTMLCanvasElement | null, picture: ImageBitmap): void {
  if (canvas === null) return;
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
}

export function SteadyPicture({ address, label, onSettled }: SteadyPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const settled = useRef(onSettled);
  settled.current = onSettled;

  const { loadPicture } = useStudio();
  useEffect(() => {
    const gone = new AbortController();
    const load = loadPicture ?? loadImage;
    async function show(): Promise<void> {
      for (let attempt = 1; !gone.signal.aborted; attempt++) {
        try {
          const picture = await createImageBitmap(await load(address, gone.signal));
          if (!gone.signal.aborted) draw(canvas.current, picture);
          picture.close();
          break;
        } catch {
          if (attempt === ATTEMPTS && !gone.signal.aborted) return settled.current(address, false);
        }
      }
      if (!gone.signal.aborted) settled.current(address, true);
    }
    void show();
    // Ends the request, so that the host need not draw what nobody waits for.
    return () => gone.abort();
  }, [address, loadPicture]);

  return (
    <canvas ref={canvas} width={1} height={1} className={classes.picture} role="img" aria-label={label} />
  );
}
