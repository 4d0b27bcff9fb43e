/** Zoom and position of a picture looked at pixel by pixel; both renderers' panes share one. */

export interface PixelView {
  /** Screen px per picture px. */
  scale: number;
  /** Picture px at the pane's left and upper border. */
  x: number;
  y: number;
}

export const LARGEST_SCALE = 48;

/** The whole picture, in the middle of a pane of `pane` px. */
export function wholePicture(size: number, pane: number): PixelView {
  return { scale: pane / size, x: 0, y: 0 };
}

/** Zooms by a factor; the picture point under (`atX`, `atY`), px of the pane, stays where it is. */
export function zoomAt(
  view: PixelView,
  factor: number,
  atX: number,
  atY: number,
  size: number,
  pane: number,
): PixelView {
  const least = pane / size;
  const scale = Math.min(LARGEST_SCALE, Math.max(least, snap(view.scale * factor, least)));
  const x = view.x + atX / view.scale - atX / scale;
  const y = view.y + atY / view.scale - atY / scale;
  return within({ scale, x, y }, size, pane);
}

/** Keeps the pane filled with picture. */
export function within(view: PixelView, size: number, pane: number): PixelView {
  const most = Math.max(0, size - pane / view.scale);
  const clamp = (value: number) => Math.min(most, Math.max(0, value));
  return { scale: view.scale, x: clamp(view.x), y: clamp(view.y) };
}

/** A small picture is shown in whole multiples, so that all its pixels are of one size. */
export function paneSide(room: number, imageSize: number): number {
  return room >= 2 * imageSize ? imageSize * Math.floor(room / imageSize) : room;
}

/** Another window size keeps the place and the zoom, as far as the picture still fills the pane. */
export function keptView(view: PixelView | null, size: number, pane: number): PixelView {
  const least = pane / size;
  const kept = view !== null && view.scale >= least ? view : { ...(view ?? { x: 0, y: 0 }), scale: least };
  return within(kept, size, pane);
}

/** Moves the view just so far that a pixel is in it. */
export function bringIntoView(
  view: PixelView,
  pixel: { x: number; y: number },
  size: number,
  pane: number,
): PixelView {
  const seen = pane / view.scale;
  const shift = (from: number, at: number) => Math.min(at, Math.max(from, at + 1 - seen));
  return within({ scale: view.scale, x: shift(view.x, pixel.x), y: shift(view.y, pixel.y) }, size, pane);
}

/** From 2 on only whole numbers of screen px, so that every picture px is as large as its neighbours. */
function snap(scale: number, least: number): number {
  if (scale < 2) return Math.max(least, scale);
  return Math.round(scale);
}
