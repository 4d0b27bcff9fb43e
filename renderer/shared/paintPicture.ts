/** Puts pictures of formulas onto canvases: as the host sends them where it has a quick way, else from their address. */
import type { GreyPicture, StudioBridge } from "../../core/studio/api.ts";

/** Whether an address is a formula's picture, not a file of a dataset. */
export const isFormula = (bridge: StudioBridge, address: string): boolean =>
  address.startsWith(`${bridge.pictureBase}picture/`);

/**
 * Paints one picture; a canvas that has left the page by then stays as it is.
 * @throws an error where it cannot be drawn, or nobody waits for it
 */
export async function paintPicture(
  { loadPicture }: StudioBridge,
  address: string,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<void> {
  if (loadPicture !== undefined) return paintGreys(await loadPicture(address, signal), canvas);
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error("The picture could not be drawn");
  const picture = await createImageBitmap(await answer.blob());
  signal.throwIfAborted();
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  picture.close();
}

const OPAQUE = 0xff000000;

function paintGreys({ side, samples }: GreyPicture, canvas: HTMLCanvasElement): void {
  const image = new ImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < samples.length; i++) pixels[i] = OPAQUE | (samples[i] * 0x010101);
  canvas.width = side;
  canvas.height = side;
  // Kept in plain memory: it is written once and read by the page's painting alone.
  canvas.getContext("2d", { alpha: false, willReadFrequently: true })?.putImageData(image, 0, 0);
}
