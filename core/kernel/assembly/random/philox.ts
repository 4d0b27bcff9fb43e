/** Philox4x32-10 (Salmon et al., SC 2011), four counters at a time, one in each SIMD lane. */

export const CLASS_INSTANCE: u32 = 0xffffffff;
export const IMAGE_ORBIT: u32 = 0xffffffff;
export const GREY_ORBIT: u32 = 0xfffffffe;
export const ORDER_ORBIT: u32 = 0xfffffffd;

const M0: u32 = 0xd2511f53;
const M1: u32 = 0xcd9e8d57;
const WEYL0: u32 = 0x9e3779b9;
const WEYL1: u32 = 0xbb67ae85;

let key0: u32 = 0;
let key1: u32 = 0;

export function setKey(low: u32, high: u32): void {
  key0 = low;
  key1 = high;
}

/** The upper words of four products. Their lower ones are those of `i32x4.mul`, which needs no lane moved. */
@inline
function upper4(a: v128, m: v128): v128 {
  return v128.shuffle<u32>(i64x2.extmul_low_i32x4_u(a, m), i64x2.extmul_high_i32x4_u(a, m), 1, 3, 5, 7);
}

/**
 * Writes 16 words a group to `target`: group g holds counters draw = 4g … 4g+3, one in each lane, its
 * first words before its second words (word n of an orbit is word (n>>2)&3 of block 4(n>>4) + (n&3)).
 * Groups are computed two at a time, so that there must be room for one more than asked for.
 */
export function fill(target: usize, groups: i32, orbit: u32, instance: u32, category: u32): void {
  const m0 = i32x4.splat(M0);
  const m1 = i32x4.splat(M1);
  let draw = i32x4(0, 1, 2, 3);
  for (let g = 0; g < groups; g += 2) {
    let a0 = draw;
    let a1 = i32x4.splat(orbit);
    let a2 = i32x4.splat(instance);
    let a3 = i32x4.splat(category);
    let b0 = i32x4.add(draw, i32x4.splat(4));
    let b1 = a1;
    let b2 = a2;
    let b3 = a3;
    let k0 = i32x4.splat(key0);
    let k1 = i32x4.splat(key1);
    for (let round = 0; round < 10; round++) {
      const aUpper0 = upper4(a0, m0);
      const aUpper2 = upper4(a2, m1);
      const bUpper0 = upper4(b0, m0);
      const bUpper2 = upper4(b2, m1);
      const aLower0 = i32x4.mul(a0, m0);
      const bLower0 = i32x4.mul(b0, m0);
      a0 = v128.xor(v128.xor(aUpper2, a1), k0);
      b0 = v128.xor(v128.xor(bUpper2, b1), k0);
      a1 = i32x4.mul(a2, m1);
      b1 = i32x4.mul(b2, m1);
      a2 = v128.xor(v128.xor(aUpper0, a3), k1);
      b2 = v128.xor(v128.xor(bUpper0, b3), k1);
      a3 = aLower0;
      b3 = bLower0;
      k0 = i32x4.add(k0, i32x4.splat(WEYL0));
      k1 = i32x4.add(k1, i32x4.splat(WEYL1));
    }
    v128.store(target, a0);
    v128.store(target, a1, 16);
    v128.store(target, a2, 32);
    v128.store(target, a3, 48);
    v128.store(target, b0, 64);
    v128.store(target, b1, 80);
    v128.store(target, b2, 96);
    v128.store(target, b3, 112);
    target += 128;
    draw = i32x4.add(draw, i32x4.splat(8));
  }
}

/** The four words of the last single block. */
export let word0: u32 = 0;
export let word1: u32 = 0;
export let word2: u32 = 0;
export let word3: u32 = 0;

/** 53 bits in [0, 1) from two words, as CPython's random() makes them. */
@inline
export function unitOf(first: u32, second: u32): f64 {
  return (<f64>(first >> 5) * 67108864.0 + <f64>(second >> 6)) * (1.0 / 9007199254740992.0);
}

/** One block alone, for the few draws of a class or an image as a whole. */
export function block(draw: u32, orbit: u32, instance: u32, category: u32): void {
  let c0 = draw;
  let c1 = orbit;
  let c2 = instance;
  let c3 = category;
  let k0 = key0;
  let k1 = key1;
  for (let round = 0; round < 10; round++) {
    const product0 = <u64>M0 * <u64>c0;
    const product1 = <u64>M1 * <u64>c2;
    c0 = <u32>(product1 >> 32) ^ c1 ^ k0;
    c1 = <u32>product1;
    c2 = <u32>(product0 >> 32) ^ c3 ^ k1;
    c3 = <u32>product0;
    k0 += WEYL0;
    k1 += WEYL1;
  }
  word0 = c0;
  word1 = c1;
  word2 = c2;
  word3 = c3;
}
