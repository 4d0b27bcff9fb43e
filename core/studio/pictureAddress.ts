/** Where a picture of a formula or of a dataset is fetched from. */
import type { RendererName } from "../config/parameters.ts";

/** Pictures are fetched by address, so that the browser loads, caches and cancels them like any image. */
export interface PictureRequest {
  configId: string;
  classIndex: number;
  instance: number;
  /** Side in px, at most the rendered size; the true picture reduced by area. */
  size: number;
  renderer?: RendererName;
}

export function pictureAddress(base: string, request: PictureRequest): string {
  const { configId, classIndex, instance, size, renderer } = request;
  const query = renderer ? `&renderer=${renderer}` : "";
  return `${base}picture/${configId}/${classIndex}/${instance}?size=${size}${query}`;
}

/** @param stamp of the file, so that another content has another address */
export function datasetPictureAddress(
  base: string,
  datasetId: string,
  classIndex: number,
  name: string,
  stamp?: string,
): string {
  const version = stamp ? `?v=${stamp}` : "";
  return `${base}dataset/${datasetId}/${classIndex}/${encodeURIComponent(name)}${version}`;
}
