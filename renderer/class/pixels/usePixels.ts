/** The grey values of a picture, for looking at its pixels. */
import { useQuery } from "@tanstack/react-query";
import { type PictureRequest, pictureAddress } from "../../../core/studio/api.ts";
import { fetchPicture } from "../../gallery/pictureActions.ts";

export interface Pixels {
  /** Side, px. */
  size: number;
  /** Row-major, size·size greys. */
  grey: Uint8Array;
  /** Red, green, blue and opacity of each. */
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
  const grey = new Uint8Array(bitmap.width * bitmap.height);
  for (let i = 0; i < grey.length; i++) grey[i] = data[4 * i];
  return { size: bitmap.width, grey, rgba: data, bitmap };
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
