/** Integer Bresenham lines without anti-aliasing: the readable reference of the kernel's rasterizer. */

/** A square 8-bit grey picture, row-major. */
export interface GreyPicture {
  size: number;
  pixels: Uint8Array;
}

/** Draws both end points and what lies between; pixels outside the picture are left out one by one. */
export function drawSegment(
  { size, pixels }: GreyPicture,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  grey: number,
): void {
  const dx = Math.abs(x1 - x0);
  const dy = Math.abs(y1 - y0);
  const stepX = Math.sign(x1 - x0);
  const stepY = Math.sign(y1 - y0);
  // dx = dy counts as steep.
  const steep = dx <= dy;
  const length = steep ? dy : dx;
  const extent = steep ? dx : dy;
  let error = 2 * extent - length;
  let x = x0;
  let y = y0;
  for (let step = 0; step <= length; step++) {
    if (x >= 0 && x < size && y >= 0 && y < size) pixels[y * size + x] = grey;
    if (error >= 0) {
      if (steep) x += stepX;
      else y += stepY;
      error -= 2 * length;
    }
    error += 2 * extent;
    if (steep) y += stepY;
    else x += stepX;
  }
}

/** Truncates vertices toward zero and draws the closed polyline through them. */
export function drawClosedPolyline(
  picture: GreyPicture,
  x: Float64Array,
  y: Float64Array,
  grey: number,
): void {
  const q = x.length;
  for (let i = 0; i < q; i++) {
    const next = (i + 1) % q;
    const [x0, y0, x1, y1] = [x[i], y[i], x[next], y[next]].map(Math.trunc);
    drawSegment(picture, x0, y0, x1, y1, grey);
  }
}
