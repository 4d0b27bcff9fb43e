/** The grey values of a picture, for looking at its pixels. */
import { useQuery } from "@tanstack/react-query";
import { type PictureRequest, pictureAddress } from "../../../core/studio/api.ts";
import { fetchPicture } from "../../gallery/pictureActions.ts";

export interface Pixels {
  /** Side, px. */
  size: number;
  /** Row-major, size·size greys. */
  grey: Uint8Array;
  bitmap: ImageBitmap;
}

export function usePixels(base: string, request: PictureRequest) {
  return useQuery({
    queryKey: ["pixels", pictureAddress(base, request)],
    queryFn: () => readPixels(base, request),
    gcTime: 10_000,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    placeholderData: (previous) => previous,
  });
}

async function readPixels(base: string, request: PictureRequest): Promise<Pixels> {
  const blob = await fetchPicture(base, request);
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: "none" });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("The pixels cannot be read in this window; reload it to try again.");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const grey = new Uint8Array(bitmap.width * bitmap.height);
  for (let i = 0; i < grey.length; i++) grey[i] = data[4 * i];
  return { size: bitmap.width, grey, bitmap };
}
