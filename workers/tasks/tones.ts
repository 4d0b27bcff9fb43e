/** Task `tones`: how much is drawn on pictures that somebody wrote, and how bright they are. */
import { decodePixels } from "../check/decode.ts";
import { pictureSizeOf } from "../check/imageHead.ts";
import type { PictureTone, TonesResult, TonesTask } from "../messages.ts";
import { CanvasMissing } from "../nativeCanvas.ts";

/** A small file may unpack to gigabytes. */
const MOST_PIXELS = 1 << 26;

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
  let ink = 0;
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    // What is transparent stands on black.
    const channels = ((pixels[i] + pixels[i + 1] + pixels[i + 2]) * pixels[i + 3]) / 255;
    if (channels > 0) ink += 1;
    sum += channels;
  }
  const count = pixels.length / 4;
  return { ink: ink / count, grey: sum / (3 * count) };
}
