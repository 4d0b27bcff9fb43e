/** Formulation `rcdb`: polylines that grow one from the other about an ellipse; by random access or from a stream. */
import { category, centreX, centreY, drawGreyWords, instance, q, setAtom } from "./atom";
import { cosines, greys, sines, verticesX, verticesY, wave1, wave2, words } from "./layout";
import { streamArguments, wordArguments } from "./noiseArguments";
import { pnoise4 } from "./random/noise";
import { fill } from "./random/philox";
import { advance, ensure, next, randint } from "./random/twister";
import { skipOrbits } from "./streamOrbits";

export const RCDB: i32 = 2;

let isStream: bool = false;
let noiseCoefficient: f64 = 0;
let radialStep: f64 = 0;
/** Greys are drawn from 0 to this, and those above 255 are drawn as 255. */
let highestGrey: i32 = 0;
/** Of the next image. */
let radius: f64 = 0;
let ovalX: f64 = 0;
let ovalY: f64 = 0;

/** A class by random access. */
export function setClass(vertexCount: i32, polylines: i32, kappa: f64, w: f64, grey: i32): void {
  isStream = false;
  setAtom(RCDB, vertexCount, polylines);
  noiseCoefficient = kappa;
  radialStep = w;
  highestGrey = grey;
}

/** A class of a stream. */
export function setStreamClass(vertexCount: i32, polylines: i32, kappa: f64, w: f64, grey: i32): void {
  setClass(vertexCount, polylines, kappa, w, grey);
  isStream = true;
}

/** The ellipse from which the next image grows; comes before `beginImage`. */
export function setEllipse(r: f64, ox: f64, oy: f64): void {
  radius = r;
  ovalX = ox;
  ovalY = oy;
}

/** What has grown lies at `wave1` and `wave2`, without the centre. */
export function beginImage(attempt: u32): void {
  for (let i = 0; i < q; i++) {
    const at = <usize>i << 3;
    store<f64>(wave1 + at, load<f64>(cosines + at) * radius * ovalX);
    store<f64>(wave2 + at, load<f64>(sines + at) * radius * ovalY);
  }
  if (!isStream) drawGreyWords(attempt);
}

/** Computes polyline k's vertices from those of the one before and returns its grey. */
export function orbit(k: i32): i32 {
  if (isStream) {
    const grey = randint(0, highestGrey);
    ensure(4 * q + 16);
    const first = next();
    for (let i = 0; i < q; i += 4) growX(i, pnoise4(streamArguments(first + (<usize>i << 3))));
    const second = first + (<usize>q << 3);
    for (let i = 0; i < q; i += 4) growY(i, pnoise4(streamArguments(second + (<usize>i << 3))));
    advance(4 * q);
    return min(grey, 255);
  }
  const groups = (q + 15) >> 4;
  fill(words, 2 * groups, k, instance, category);
  for (let i = 0; i < q; i += 4) growX(i, pnoise4(wordArguments(words + (<usize>i << 2))));
  const second = words + (<usize>groups << 6);
  for (let i = 0; i < q; i += 4) growY(i, pnoise4(wordArguments(second + (<usize>i << 2))));
  const grey = (<u64>load<u32>(greys + (<usize>k << 2)) * <u64>(highestGrey + 1)) >> 32;
  return min(<i32>grey, 255);
}

export function skipImage(): void {
  skipOrbits(highestGrey);
}

@inline
function growX(i: i32, noise: v128): void {
  grow(i, noise, wave1, cosines, verticesX, centreX);
}

@inline
function growY(i: i32, noise: v128): void {
  grow(i, noise, wave2, sines, verticesY, centreY);
}

/** x_i −= cos θ_i (e_i − w) for four vertices, e_i = noise·κ·2 − κ; a vertex is x_i + c_x. */
@inline
function grow(i: i32, noise: v128, grown: usize, direction: usize, vertices: usize, centre: f64): void {
  const at = <usize>i << 3;
  grow2(at, f64x2.promote_low_f32x4(noise), grown, direction, vertices, centre);
  const upper = f64x2.promote_low_f32x4(v128.shuffle<u64>(noise, noise, 1, 1));
  grow2(at + 16, upper, grown, direction, vertices, centre);
}

@inline
function grow2(at: usize, noise: v128, grown: usize, direction: usize, vertices: usize, centre: f64): void {
  const kappa = f64x2.splat(noiseCoefficient);
  let e = f64x2.sub(f64x2.mul(f64x2.mul(noise, kappa), f64x2.splat(2)), kappa);
  e = f64x2.sub(e, f64x2.splat(radialStep));
  const x = f64x2.sub(v128.load(grown + at), f64x2.mul(v128.load(direction + at), e));
  v128.store(grown + at, x);
  v128.store(vertices + at, f64x2.add(x, f64x2.splat(centre)));
}
