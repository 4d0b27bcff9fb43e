/** Philox4x32-10 (Salmon et al., SC 2011), four counters at a time, one in each SIMD lane. */

export const IMAGE_ORBIT: u32 = 0xffffffff;
export const GREY_ORBIT: u32 = 0xfffffffe;

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

/**
 * Writes 16 words a group to `target`: group g holds counters draw = 4g … 4g+3, one in each lane, its
 * first words before its second words (word n of an orbit is word (n>>2)&3 of block 4(n>>4) + (n&3)).
 */
export function fill(target: usize, groups: i32, orbit: u32, instance: u32, category: u32): void {
  const m0 = i32x4.splat(M0);
  const m1 = i32x4.splat(M1);
  let draw = i32x4(0, 1, 2, 3);
  for (let g = 0; g < groups; g++) {
    let c0 = draw;
    let c1 = i32x4.splat(orbit);
    let c2 = i32x4.splat(instance);
    let c3 = i32x4.splat(category);
    let k0 = key0;
    let k1 = key1;
    for (let round = 0; round < 10; round++) {
      const low0 = i64x2.extmul_low_i32x4_u(c0, m0);
      const high0 = i64x2.extmul_high_i32x4_u(c0, m0);
      const low1 = i64x2.extmul_low_i32x4_u(c2, m1);
      const high1 = i64x2.extmul_high_i32x4_u(c2, m1);
      const product0 = v128.shuffle<u32>(low0, high0, 0, 2, 4, 6);
      const carry0 = v128.shuffle<u32>(low0, high0, 1, 3, 5, 7);
      const product1 = v128.shuffle<u32>(low1, high1, 0, 2, 4, 6);
      const carry1 = v128.shuffle<u32>(low1, high1, 1, 3, 5, 7);
      c0 = v128.xor(v128.xor(carry1, c1), i32x4.splat(k0));
      c1 = product1;
      c2 = v128.xor(v128.xor(carry0, c3), i32x4.splat(k1));
      c3 = product0;
      k0 += WEYL0;
      k1 += WEYL1;
    }
    v128.store(target, c0);
    v128.store(target, c1, 16);
    v128.store(target, c2, 32);
    v128.store(target, c3, 48);
    target += 64;
    draw = i32x4.add(draw, i32x4.splat(4));
  }
}
