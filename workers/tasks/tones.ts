/** Task `tones`: how much is drawn on pictures that somebody wrote, and how bright they are. */
import { decodePixels } from "../check/decode.ts";
import { MOST_PIXELS, pictureSizeOf } from "../check/imageHead.ts";
import type { PictureTone, TonesResult, TonesTask } from "../messages.ts";
import { CanvasMissing } from "../nativeCanvas.ts";

/** Sum of a white pixel's channels. */
const WHITE = 3 * 255;

export async function runTones({ pictures }: TonesTask): Promise<TonesResult> {
  const tones: (PictureTone | null)[] = [];
  for (const bytes of pictures) tones.push(await toneOf(Buffer.from(bytes)));
  return { kind: "tones", tones };
}

async function toneOf(bytes: Buffer): Promise<PictureTone | null> {
  const size = pictureSizeOf(bytes);
  if (size === null || size.width * size.height > MOST_PIXELS) return null;
  let pixels: Uint8ClampedArray;
  try {
    pixels = await decodePixels(bytes);
  } catch (error) {
    if (error instanceof CanvasMissing) throw error;
    return null;
  }
  let black = 0;
  let white = 0;
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    // What is transparent stands on black.
    const channels = ((pixels[i] + pixels[i + 1] + pixels[i + 2]) * pixels[i + 3]) / 255;
    if (channels === 0) black += 1;
    else if (channels === WHITE) white += 1;
    sum += channels;
  }
  const count = pixels.length / 4;
  // Nobody says what these pictures are drawn on: of black and white, what there is more of.
  return { ink: 1 - Math.max(black, white) / count, grey: sum / (3 * count) };
}
