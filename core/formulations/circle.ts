/** The quantized angles θ_i = 2πi/q with their cosines and sines. */
import { cosAccurate, sinAccurate } from "../mathematics/sincos.ts";

export interface Circle {
  /** θ_i, rad, q of them */
  theta: Float64Array;
  cosine: Float64Array;
  sine: Float64Array;
}

export function quantizedCircle(q: number): Circle {
  const angle = (2 * Math.PI) / q;
  const theta = Float64Array.from({ length: q }, (_, i) => angle * i);
  return { theta, cosine: theta.map(cosAccurate), sine: theta.map(sinAccurate) };
}
