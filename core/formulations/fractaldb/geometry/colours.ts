/** The colours of the colour variants: a hue by the point's number modulo 128. */

/** Hues; sample h + 1 of a colour picture is hue h, and sample 0 the background. */
export const HUES = 128;

const INTENSITY = 0.75;
const SATURATION = 0.75;

/** Red, green and blue of each of the 256 samples, 0 … 255; those beyond the hues are black. */
export function huePalette(): Uint8Array {
  const palette = new Uint8Array(256 * 3);
  for (let hue = 0; hue < HUES; hue++) palette.set(colourOf((hue / HUES) * 2 * Math.PI), 3 * (hue + 1));
  return palette;
}

/** @param angle hue, rad, 0 ≤ H < 2π */
function colourOf(angle: number): [number, number, number] {
  const sector = Math.floor((3 * angle) / Math.PI);
  const rest = (3 * angle) / Math.PI - sector;
  const [p, q, t, i] = [
    INTENSITY * (1 - SATURATION),
    INTENSITY * (1 - SATURATION * rest),
    INTENSITY * (1 - SATURATION * (1 - rest)),
    INTENSITY,
  ].map((value) => Math.trunc(value * 255));
  const triples: [number, number, number][] = [
    [p, t, i],
    [p, i, q],
    [t, i, p],
    [i, q, p],
    [i, p, t],
    [q, p, i],
  ];
  return triples[sector];
}
