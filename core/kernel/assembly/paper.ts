/** Formulation `paper`: Eq. 7's vertices; evaluation order is that of the TypeScript twin. */
import { sinAccurate } from "../../mathematics/sincos";
import { category, centreX, centreY, drawGreyWords, instance, q, setAtom, theta } from "./atom";
import { cosines, greys, sines, verticesX, verticesY, wave1, words } from "./layout";
import { sample4 } from "./random/noise";
import { fill } from "./random/philox";

export const PAPER: i32 = 0;

let semiAxisA: f64 = 0;
let semiAxisB: f64 = 0;
let interval: f64 = 0;
let noiseAmplitude: f64 = 0;
let greyLow: f64 = 0;
let greySpan: f64 = 0;

export function setClass(
  vertexCount: i32,
  orbits: i32,
  a1: f64,
  b1: f64,
  c: f64,
  frequency1: f64,
  frequency2: f64,
  amplitude1: f64,
  amplitude2: f64,
  amplitudeOfNoise: f64,
  depth: i32,
  ratio: f64,
  factor: i32,
  lowestGrey: f64,
  highestGrey: f64,
): void {
  setAtom(PAPER, vertexCount, orbits);
  semiAxisA = a1;
  semiAxisB = b1;
  interval = c;
  noiseAmplitude = amplitudeOfNoise;
  greyLow = lowestGrey;
  greySpan = highestGrey - lowestGrey;
  for (let i = 0; i < vertexCount; i++) {
    const angle = theta(i);
    const wave = amplitude1 * sinAccurate(angle * frequency1) + amplitude2 * sinAccurate(angle * frequency2);
    store<f64>(wave1 + (<usize>i << 3), wave + 1);
  }
  let weight: f64 = 1;
  let step1 = <i32>frequency1 % vertexCount;
  let step2 = <i32>frequency2 % vertexCount;
  for (let d = 1; d <= depth; d++) {
    weight *= ratio;
    step1 = (step1 * factor) % vertexCount;
    step2 = (step2 * factor) % vertexCount;
    addDepth(weight, step1, step2, amplitude1, amplitude2);
  }
}

/**
 * Adds ρ^d [λ₁ sin(n₁ m^d θ_i) + λ₂ sin(n₂ m^d θ_i)]; steps are n m^d mod q. sin(nθ_i) is the circle's own sine at vertex
 * ni mod q.
 */
function addDepth(weight: f64, step1: i32, step2: i32, amplitude1: f64, amplitude2: f64): void {
  let at1 = 0;
  let at2 = 0;
  for (let i = 0; i < q; i++) {
    const at = wave1 + (<usize>i << 3);
    const wave =
      amplitude1 * load<f64>(sines + (<usize>at1 << 3)) + amplitude2 * load<f64>(sines + (<usize>at2 << 3));
    store<f64>(at, load<f64>(at) + weight * wave);
    at1 += step1;
    if (at1 >= q) at1 -= q;
    at2 += step2;
    if (at2 >= q) at2 -= q;
  }
}

export function beginImage(attempt: u32): void {
  drawGreyWords(attempt);
}

/** Computes orbit k's vertices and returns its grey. */
export function orbit(k: i32): i32 {
  computeVertices(k);
  const u = <f64>load<u32>(greys + (<usize>k << 2)) / 4294967296.0;
  return <i32>Math.floor(255 * (greyLow + greySpan * u) + 0.5);
}

/** Eq. 7 at the quantized angles: r_i = W_i + 1 + η ε_i, vertices (a_k r_i cos θ_i, b_k r_i sin θ_i) about the nucleus. */
function computeVertices(k: i32): void {
  fill(words, (q + 15) >> 4, k, instance, category);
  const a = f64x2.splat(semiAxisA + interval * <f64>k);
  const b = f64x2.splat(semiAxisB + interval * <f64>k);
  const cx = f64x2.splat(centreX);
  const cy = f64x2.splat(centreY);
  const eta = f64x2.splat(noiseAmplitude);
  for (let i = 0; i < q; i += 4) {
    const word = v128.load(words + (<usize>i << 2));
    const fraction = f32x4.convert_i32x4_s(v128.and(word, i32x4.splat(0xffffff)));
    const epsilon = sample4(i32x4.shr_u(word, 24), f32x4.mul(fraction, f32x4.splat(1.0 / 16777216.0)));
    const at = <usize>i << 3;
    const r0 = f64x2.add(v128.load(wave1 + at), f64x2.mul(eta, f64x2.promote_low_f32x4(epsilon)));
    const upper = f64x2.promote_low_f32x4(v128.shuffle<u64>(epsilon, epsilon, 1, 1));
    const r1 = f64x2.add(v128.load(wave1 + at, 16), f64x2.mul(eta, upper));
    v128.store(verticesX + at, f64x2.add(cx, f64x2.mul(f64x2.mul(a, r0), v128.load(cosines + at))));
    v128.store(verticesX + at, f64x2.add(cx, f64x2.mul(f64x2.mul(a, r1), v128.load(cosines + at, 16))), 16);
    v128.store(verticesY + at, f64x2.add(cy, f64x2.mul(f64x2.mul(b, r0), v128.load(sines + at))));
    v128.store(verticesY + at, f64x2.add(cy, f64x2.mul(f64x2.mul(b, r1), v128.load(sines + at, 16))), 16);
  }
}
