/** Puts pictures of formulas onto canvases: as the host sends them where it has a quick way, else from their address. */
import type { DrawnPicture, StudioBridge } from "../../../core/studio/bridge.ts";

/** Whether an address is a formula's picture, not a file of a dataset. */
export const isFormula = (bridge: StudioBridge, address: string): boolean =>
  address.startsWith(`${bridge.pictureBase}picture/`);

export type Paint = (canvas: HTMLCanvasElement) => void;

export interface LoadedPaint {
  /** Fails where the picture cannot be drawn, or nobody waits for it. */
  paint: Promise<Paint>;
  /** Says that it is not waited for any more, so that the host need not draw it. */
  leave(): void;
}

/** Loads one picture and gives what puts it onto a canvas. */
export function loadPaint({ loadPicture }: StudioBridge, address: string): LoadedPaint {
  if (loadPicture === undefined) return loadFile(address);
  const { picture, leave } = loadPicture(address);
  return { paint: picture.then((drawn) => (canvas) => paintSamples(drawn, canvas)), leave };
}

function loadFile(address: string): LoadedPaint {
  const gone = new AbortController();
  async function load(): Promise<Paint> {
    const answer = await fetch(address, { signal: gone.signal });
    if (!answer.ok) throw new Error("The picture could not be drawn");
    const picture = await createImageBitmap(await answer.blob());
    return (canvas) => {
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext("2d")?.drawImage(picture, 0, 0);
      picture.close();
    };
  }
  return { paint: load(), leave: () => gone.abort() };
}

// A function for each: a loop that knows both is slow until the browser has seen much of it, as in a first screen.
function copyGreys(greys: Uint8Array, pixels: Uint32Array): void {
  for (let i = 0; i < pixels.length; i++) pixels[i] = OPAQUE | (greys[i] * 0x010101);
}

function copyColours(samples: Uint8Array, pixels: Uint32Array): void {
  for (let i = 0, at = 0; i < pixels.length; i++, at += 3) {
    pixels[i] = OPAQUE | samples[at] | (samples[at + 1] << 8) | (samples[at + 2] << 16);
  }
}

/** Little endian: the last byte is the alpha. */
const OPAQUE = -(1 << 24);
/** The pixels of the last side: pictures come in dozens of the same. */
let board = { side: 0, image: null as ImageData | null, pixels: new Uint32Array() };

function paintSamples({ side, samples }: DrawnPicture, canvas: HTMLCanvasElement): void {
  if (board.image === null || board.side !== side) {
    const image = new ImageData(side, side);
    board = { side, image, pixels: new Uint32Array(image.data.buffer) };
  }
  const { image, pixels } = board as { image: ImageData; pixels: Uint32Array };
  if (samples.length === pixels.length) copyGreys(samples, pixels);
  else copyColours(samples, pixels);
  if (canvas.width !== side || canvas.height !== side) {
    canvas.width = side;
    canvas.height = side;
  }
  // Kept in plain memory: it is written once and read by the page's painting alone.
  canvas.getContext("2d", { alpha: false, willReadFrequently: true })?.putImageData(image, 0, 0);
}
