/** The vertices of one image's orbits, in both formulations; evaluation order is that of the TypeScript twin. */
import { cosAccurate, sinAccurate } from "../../mathematics/sincos";
import { cosines, greys, maximumVertices, sines, verticesX, verticesY, wave1, wave2, words } from "./layout";
import { pnoise4, sample4 } from "./noise";
import { fill, GREY_ORBIT, ORDER_ORBIT } from "./philox";
import { advance, ensure, next, randint, temper4 } from "./twister";

/** Which numbers drive the orbits. */
export const PAPER: i32 = 0;
export const RELEASE_RANDOM_ACCESS: i32 = 1;
export const RELEASE_STREAM: i32 = 2;

let kind: i32 = PAPER;
export let q: i32 = 0;
export let orbitCount: i32 = 0;
/** Number of the next orbit, from 0. */
let orbit: i32 = 0;
let centreX: f64 = 0;
let centreY: f64 = 0;
let category: u32 = 0;
let instance: u32 = 0;

let semiAxisA: f64 = 0;
let semiAxisB: f64 = 0;
let interval: f64 = 0;
let noiseAmplitude: f64 = 0;
let greyLow: f64 = 0;
let greySpan: f64 = 0;

let noiseCoefficient: f64 = 0;
let radialStep: f64 = 0;
let radius: f64 = 0;
let ovalX: f64 = 0;
let ovalY: f64 = 0;

function setCircle(vertexCount: i32): void {
  if (vertexCount > maximumVertices) unreachable();
  q = vertexCount;
  const angle = (2 * Math.PI) / <f64>vertexCount;
  for (let i = 0; i < vertexCount; i++) {
    const theta = angle * <f64>i;
    const at = <usize>i << 3;
    store<f64>(cosines + at, cosAccurate(theta));
    store<f64>(sines + at, sinAccurate(theta));
  }
}

export function setPaperClass(
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
  lowestGrey: f64,
  highestGrey: f64,
): void {
  kind = PAPER;
  setCircle(vertexCount);
  orbitCount = orbits;
  semiAxisA = a1;
  semiAxisB = b1;
  interval = c;
  noiseAmplitude = amplitudeOfNoise;
  greyLow = lowestGrey;
  greySpan = highestGrey - lowestGrey;
  const angle = (2 * Math.PI) / <f64>vertexCount;
  for (let i = 0; i < vertexCount; i++) {
    const theta = angle * <f64>i;
    const wave = amplitude1 * sinAccurate(theta * frequency1) + amplitude2 * sinAccurate(theta * frequency2);
    store<f64>(wave1 + (<usize>i << 3), wave + 1);
  }
}

export function setReleaseClass(
  stream: bool,
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
  kind = stream ? RELEASE_STREAM : RELEASE_RANDOM_ACCESS;
  setCircle(vertexCount);
  orbitCount = orbits;
  noiseCoefficient = kappa;
  radialStep = w;
  radius = r;
  ovalX = ox;
  ovalY = oy;
  const angle = (2 * Math.PI) / <f64>vertexCount;
  for (let i = 0; i < vertexCount; i++) {
    const theta = angle * <f64>i;
    const at = <usize>i << 3;
    store<f64>(wave1 + at, 0.5 * sinAccurate(theta * frequency1));
    store<f64>(wave2 + at, 0.5 * sinAccurate(theta * frequency2));
  }
}

/** Starts on an image of the class set before, with its nucleus at (cx, cy) px; attempt: how often it was drawn before. */
export function beginImage(categoryNumber: u32, instanceNumber: u32, attempt: u32, cx: f64, cy: f64): void {
  category = categoryNumber;
  instance = instanceNumber;
  centreX = cx;
  centreY = cy;
  orbit = 0;
  if (kind != PAPER) {
    for (let i = 0; i < q; i++) {
      const at = <usize>i << 3;
      store<f64>(verticesX + at, load<f64>(cosines + at) * radius * ovalX + cx);
      store<f64>(verticesY + at, load<f64>(sines + at) * radius * ovalY + cy);
    }
  }
  if (kind != RELEASE_STREAM) fillGreys(attempt == 0 ? GREY_ORBIT : ORDER_ORBIT - attempt);
}

/** Word k&3 of block k>>2 drives orbit k: transposes Philox's lane order. */
function fillGreys(orbitWord: u32): void {
  const groups = (orbitCount + 15) >> 4;
  fill(greys, groups, orbitWord, instance, category);
  for (let g = 0; g < groups; g++) {
    const at = greys + (<usize>g << 6);
    const w0 = v128.load(at);
    const w1 = v128.load(at, 16);
    const w2 = v128.load(at, 32);
    const w3 = v128.load(at, 48);
    const low01 = v128.shuffle<u32>(w0, w1, 0, 4, 1, 5);
    const high01 = v128.shuffle<u32>(w0, w1, 2, 6, 3, 7);
    const low23 = v128.shuffle<u32>(w2, w3, 0, 4, 1, 5);
    const high23 = v128.shuffle<u32>(w2, w3, 2, 6, 3, 7);
    v128.store(at, v128.shuffle<u64>(low01, low23, 0, 2));
    v128.store(at, v128.shuffle<u64>(low01, low23, 1, 3), 16);
    v128.store(at, v128.shuffle<u64>(high01, high23, 0, 2), 32);
    v128.store(at, v128.shuffle<u64>(high01, high23, 1, 3), 48);
  }
}

/** Computes the next orbit's vertices and returns its grey, or −1 after the last. */
export function nextOrbit(): i32 {
  if (orbit >= orbitCount) return -1;
  const k = orbit++;
  if (kind == PAPER) {
    paperOrbit(k);
    const u = <f64>load<u32>(greys + (<usize>k << 2)) / 4294967296.0;
    return <i32>Math.floor(255 * (greyLow + greySpan * u) + 0.5);
  }
  if (kind == RELEASE_STREAM) {
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

/** Runs the twister past one image: K greys and 2q noise values of two words each. */
export function skipImage(): void {
  for (let k = 0; k < orbitCount; k++) {
    randint(0, 255);
    ensure(4 * q);
    advance(4 * q);
  }
  orbit = orbitCount;
}

/** Eq. 7 at the quantized angles: r_i = W_i + 1 + η ε_i, vertices (a_k r_i cos θ_i, b_k r_i sin θ_i) about the nucleus. */
function paperOrbit(k: i32): void {
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

/** Four arguments 10000·random() from eight untempered words of the twister, rounded to single precision. */
@inline
function streamArguments(at: usize): v128 {
  const w0 = temper4(v128.load(at));
  const w1 = temper4(v128.load(at, 16));
  const even = v128.shuffle<u32>(w0, w1, 0, 4, 1, 5);
  const odd = v128.shuffle<u32>(w0, w1, 2, 6, 3, 7);
  const high = i32x4.shr_u(v128.shuffle<u32>(even, odd, 0, 4, 1, 5), 5);
  const low = i32x4.shr_u(v128.shuffle<u32>(even, odd, 2, 6, 3, 7), 6);
  return single(
    streamArgument2(high, low),
    streamArgument2(v128.shuffle<u64>(high, high, 1, 1), v128.shuffle<u64>(low, low, 1, 1)),
  );
}

@inline
function streamArgument2(high: v128, low: v128): v128 {
  const bits = f64x2.add(
    f64x2.mul(f64x2.convert_low_i32x4_s(high), f64x2.splat(67108864.0)),
    f64x2.convert_low_i32x4_s(low),
  );
  // A power of two may be moved from one factor to the other without changing the product.
  return f64x2.mul(bits, f64x2.splat(10000.0 / 9007199254740992.0));
}

/** Four arguments word · 10000/2³². */
@inline
function wordArguments(at: usize): v128 {
  const word = v128.load(at);
  const scale = f64x2.splat(10000.0 / 4294967296.0);
  return single(
    f64x2.mul(f64x2.convert_low_i32x4_u(word), scale),
    f64x2.mul(f64x2.convert_low_i32x4_u(v128.shuffle<u64>(word, word, 1, 1)), scale),
  );
}

@inline
function single(low: v128, high: v128): v128 {
  return v128.shuffle<u64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
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
