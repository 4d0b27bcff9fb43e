/** Formulation `release`: each orbit grows from the one before, as in the authors' script; by random access or from a stream. */
import { sinAccurate } from "../../mathematics/sincos";
import { category, drawGreyWords, instance, q, setAtom, theta } from "./atom";
import { cosines, greys, sines, verticesX, verticesY, wave1, wave2, words } from "./layout";
import { pnoise4 } from "./random/noise";
import { streamArguments, wordArguments } from "./noiseArguments";
import { fill } from "./random/philox";
import { advance, ensure, next, randint } from "./random/twister";
import { skipOrbits } from "./streamOrbits";

export const RELEASE: i32 = 1;

let isStream: bool = false;
let noiseCoefficient: f64 = 0;
let radialStep: f64 = 0;
let radius: f64 = 0;
let ovalX: f64 = 0;
let ovalY: f64 = 0;

/** A class by random access. */
export function setClass(
  vertexCount: i32,
  orbits: i32,
  kappa: f64,
  w: f64,
  r: f64,
  frequency1: f64,
  frequency2: f64,
  ox: f64,
  oy: f64,
): void {
  isStream = false;
  setAtom(RELEASE, vertexCount, orbits);
  noiseCoefficient = kappa;
  radialStep = w;
  radius = r;
  ovalX = ox;
  ovalY = oy;
  for (let i = 0; i < vertexCount; i++) {
    const angle = theta(i);
    const at = <usize>i << 3;
    store<f64>(wave1 + at, 0.5 * sinAccurate(angle * frequency1));
    store<f64>(wave2 + at, 0.5 * sinAccurate(angle * frequency2));
  }
}

/** A class of a stream. */
export function setStreamClass(
  vertexCount: i32,
  orbits: i32,
  kappa: f64,
  w: f64,
  r: f64,
  frequency1: f64,
  frequency2: f64,
  ox: f64,
  oy: f64,
): void {
  setClass(vertexCount, orbits, kappa, w, r, frequency1, frequency2, ox, oy);
  isStream = true;
}

/** The vertices from which the first orbit grows. */
export function beginImage(attempt: u32, cx: f64, cy: f64): void {
  for (let i = 0; i < q; i++) {
    const at = <usize>i << 3;
    store<f64>(verticesX + at, load<f64>(cosines + at) * radius * ovalX + cx);
    store<f64>(verticesY + at, load<f64>(sines + at) * radius * ovalY + cy);
  }
  if (!isStream) drawGreyWords(attempt);
}

/** Computes orbit k's vertices from those of the one before and returns its grey. */
export function orbit(k: i32): i32 {
  if (isStream) {
    const grey = randint(0, 255);
    ensure(4 * q + 16);
    const first = next();
    for (let i = 0; i < q; i += 4) growX(i, pnoise4(streamArguments(first + (<usize>i << 3))));
    const second = first + (<usize>q << 3);
    for (let i = 0; i < q; i += 4) growY(i, pnoise4(streamArguments(second + (<usize>i << 3))));
    advance(4 * q);
    return grey;
  }
  const groups = (q + 15) >> 4;
  fill(words, 2 * groups, k, instance, category);
  for (let i = 0; i < q; i += 4) growX(i, pnoise4(wordArguments(words + (<usize>i << 2))));
  const second = words + (<usize>groups << 6);
  for (let i = 0; i < q; i += 4) growY(i, pnoise4(wordArguments(second + (<usize>i << 2))));
  return load<u8>(greys + (<usize>k << 2), 3);
}

export function skipImage(): void {
  skipOrbits(255);
}

@inline
function growX(i: i32, noise: v128): void {
  grow(i, noise, verticesX, cosines);
}

@inline
function growY(i: i32, noise: v128): void {
  grow(i, noise, verticesY, sines);
}

/** x_i −= cos θ_i (e_i − w) for four vertices, e_i = noise·κ − κ − 0.5 sin(n₁θ_i) − 0.5 sin(n₂θ_i). */
@inline
function grow(i: i32, noise: v128, vertices: usize, direction: usize): void {
  const at = <usize>i << 3;
  grow2(at, f64x2.promote_low_f32x4(noise), vertices, direction);
  grow2(at + 16, f64x2.promote_low_f32x4(v128.shuffle<u64>(noise, noise, 1, 1)), vertices, direction);
}

@inline
function grow2(at: usize, noise: v128, vertices: usize, direction: usize): void {
  const kappa = f64x2.splat(noiseCoefficient);
  let e = f64x2.sub(f64x2.mul(noise, kappa), kappa);
  e = f64x2.sub(e, v128.load(wave1 + at));
  e = f64x2.sub(e, v128.load(wave2 + at));
  e = f64x2.sub(e, f64x2.splat(radialStep));
  const vertex = v128.load(vertices + at);
  v128.store(vertices + at, f64x2.sub(vertex, f64x2.mul(v128.load(direction + at), e)));
}
