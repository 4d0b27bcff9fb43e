/** How colourful a picture is (Hasler and Süsstrunk, Human Vision and Electronic Imaging 2003): 0 of greys, some 100 of very colourful photographs. */

/**
 * √(σ²_rg + σ²_yb) + 0.3 √(μ²_rg + μ²_yb) with rg = R − G and yb = (R + G) / 2 − B.
 * @param samples red, green and blue of each pixel, or one grey each
 */
export function colourfulness(samples: Uint8Array, pixels: number): number {
  if (samples.length === pixels) return 0;
  const sums = { rg: 0, yb: 0, rgSquares: 0, ybSquares: 0 };
  for (let at = 0; at < samples.length; at += 3) {
    const rg = samples[at] - samples[at + 1];
    const yb = (samples[at] + samples[at + 1]) / 2 - samples[at + 2];
    sums.rg += rg;
    sums.yb += yb;
    sums.rgSquares += rg * rg;
    sums.ybSquares += yb * yb;
  }
  const rg = sums.rg / pixels;
  const yb = sums.yb / pixels;
  const variance = (sums.rgSquares + sums.ybSquares) / pixels - rg * rg - yb * yb;
  return Math.sqrt(Math.max(0, variance)) + 0.3 * Math.hypot(rg, yb);
}
