/** The picture sizes the page asks for: few, so that a change of layout finds them in the cache. */

const sizes = [64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048, 4096];

/**
 * Side in px of the picture to ask for, to be shown `side` CSS px wide on a picture of `imageSize` px.
 * The next size up is reduced by the browser, which keeps hairlines visible down to half; farther it leaves pixels out.
 */
export function thumbnailSize(
  side: number,
  imageSize: number,
  pixelRatio = globalThis.devicePixelRatio ?? 1,
): number {
  const wanted = side * Math.min(2, pixelRatio);
  return Math.min(imageSize, sizes.find((size) => size >= wanted - 1) ?? imageSize);
}
