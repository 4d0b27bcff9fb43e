/** The values of a picture, for looking at its pixels. */
import { useQuery } from "@tanstack/react-query";
import { type PictureRequest, pictureAddress } from "../../../core/studio/api.ts";
import { fetchPicture } from "../../gallery/pictureActions.ts";

export interface Pixels {
  /** Side, px. */
  size: number;
  /** Row-major; red, green, blue and opacity of each. */
  rgba: Uint8ClampedArray;
  bitmap: ImageBitmap;
}

export function usePixels(base: string, request: PictureRequest) {
  const address = pictureAddress(base, request);
  return usePixelsOf(address, () => fetchPicture(base, request));
}

/** @param read the picture at this address; an error of it is told as it is */
export function usePixelsOf(address: string, read: () => Promise<Blob>) {
  return useQuery({
    queryKey: ["pixels", address],
    queryFn: async () => readPixels(await read()),
    // The picture before would stand there meanwhile.
    retry: false,
    gcTime: 10_000,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    placeholderData: (previous) => previous,
  });
}

async function readPixels(blob: Blob): Promise<Pixels> {
  const bitmap = squared(await createImageBitmap(blob, { colorSpaceConversion: "none" }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("The pixels cannot be read in this window; reload it to try again.");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return { size: bitmap.width, rgba: data, bitmap };
}

/** `127`, or `200, 0, 64` of a pixel in colour. */
export function valueAt({ rgba, size }: Pixels, { x, y }: { x: number; y: number }): string {
  const at = 4 * (y * size + x);
  const [red, green, blue] = rgba.subarray(at, at + 3);
  return red === green && green === blue ? String(red) : `${red}, ${green}, ${blue}`;
}

/** A picture of others that is no square stands in one. */
function squared(bitmap: ImageBitmap): ImageBitmap {
  const { width, height } = bitmap;
  if (width === height) return bitmap;
  const side = Math.max(width, height);
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext("2d")?.drawImage(bitmap, Math.floor((side - width) / 2), Math.floor((side - height) / 2));
  return canvas.transferToImageBitmap();
}
