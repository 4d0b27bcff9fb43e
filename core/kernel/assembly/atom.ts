/** What every formulation's image is made of: a circle of quantized angles, K orbits with their greys, a centre. */
import { cosAccurate, sinAccurate } from "../../mathematics/sincos";
import { cosines, greys, maximumVertices, sines } from "./layout";
import { fill, GREY_ORBIT, ORDER_ORBIT } from "./random/philox";

/** The formulation whose class was set last; each formulation's file has its number. */
export let formulation: i32 = 0;
/** Number of vertices of each orbit. */
export let q: i32 = 0;
/** K */
export let orbitCount: i32 = 0;
/** Of the image at hand, px. */
export let centreX: f64 = 0;
export let centreY: f64 = 0;
/** Counters of the image's random words. */
export let category: u32 = 0;
export let instance: u32 = 0;

/** Prepares cos θ_i and sin θ_i at θ_i = 2πi/q; every class begins with it. */
export function setAtom(formulationNumber: i32, vertexCount: i32, orbits: i32): void {
  if (vertexCount > maximumVertices) unreachable();
  formulation = formulationNumber;
  q = vertexCount;
  orbitCount = orbits;
  for (let i = 0; i < vertexCount; i++) {
    const angle = theta(i);
    const at = <usize>i << 3;
    store<f64>(cosines + at, cosAccurate(angle));
    store<f64>(sines + at, sinAccurate(angle));
  }
}

/** θ_i, rad. */
@inline
export function theta(i: i32): f64 {
  return ((2 * Math.PI) / <f64>q) * <f64>i;
}

export function setImage(categoryNumber: u32, instanceNumber: u32, cx: f64, cy: f64): void {
  category = categoryNumber;
  instance = instanceNumber;
  centreX = cx;
  centreY = cy;
}

/** Random access: one word an orbit, at `greys`, from which its grey comes; other words for each further attempt. */
export function drawGreyWords(attempt: u32): void {
  fillGreys(attempt == 0 ? GREY_ORBIT : ORDER_ORBIT - attempt);
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
