/**
 * Side in px of the picture to ask for, to be shown `side` CSS px wide: as many as the screen shows there, at most two a CSS px, and
 * at most the image's own `imageSize`. Whatever has other sides is reduced by the browser anew for each frame, and less well.
 */
export function thumbnailSize(
  side: number,
  imageSize: number,
  pixelRatio = globalThis.devicePixelRatio ?? 1,
): number {
  return Math.min(imageSize, Math.max(1, Math.round(side * Math.min(2, pixelRatio))));
}
