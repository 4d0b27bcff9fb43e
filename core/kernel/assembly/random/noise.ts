/** One octave of 1-D gradient noise in single precision, four samples at a time. */

/** Ken Perlin's permutation table. */
const PERMUTATION: StaticArray<u8> = [
  151, 160, 137, 91, 90, 15, 131, 13, 201, 95, 96, 53, 194, 233, 7, 225, 140, 36, 103, 30, 69, 142, 8, 99, 37, 240, 21, 10, 23,
  190, 6, 148, 247, 120, 234, 75, 0, 26, 197, 62, 94, 252, 219, 203, 117, 35, 11, 32, 57, 177, 33, 88, 237, 149, 56, 87, 174,
  20, 125, 136, 171, 168, 68, 175, 74, 165, 71, 134, 139, 48, 27, 166, 77, 146, 158, 231, 83, 111, 229, 122, 60, 211, 133, 230,
  220, 105, 92, 41, 55, 46, 245, 40, 244, 102, 143, 54, 65, 25, 63, 161, 1, 216, 80, 73, 209, 76, 132, 187, 208, 89, 18, 169,
  200, 196, 135, 130, 116, 188, 159, 86, 164, 100, 109, 198, 173, 186, 3, 64, 52, 217, 226, 250, 124, 123, 5, 202, 38, 147, 118,
  126, 255, 82, 85, 212, 207, 206, 59, 227, 47, 16, 58, 17, 182, 189, 28, 42, 223, 183, 170, 213, 119, 248, 152, 2, 44, 154,
  163, 70, 221, 153, 101, 155, 167, 43, 172, 9, 129, 22, 39, 253, 19, 98, 108, 110, 79, 113, 224, 232, 178, 185, 112, 104, 218,
  246, 97, 228, 251, 34, 242, 193, 238, 210, 144, 12, 191, 179, 162, 241, 81, 51, 145, 235, 249, 14, 239, 107, 49, 192, 214, 31,
  181, 199, 106, 157, 184, 84, 204, 176, 115, 121, 50, 45, 127, 4, 150, 254, 138, 236, 205, 93, 222, 114, 67, 29, 24, 72, 243,
  141, 128, 195, 78, 66, 215, 61, 156, 180,
];

/** Numbers of four lanes each: an engine makes a constant anew in each round of a loop, with three instructions, and loads one with one. */
const lanes: usize = memory.data<f32>([
  1, 1, 1, 1,
  6, 6, 6, 6,
  15, 15, 15, 15,
  10, 10, 10, 10,
  0.4, 0.4, 0.4, 0.4,
  8388608, 8388608, 8388608, 8388608,
], 16);

/** For every lattice cell the gradients at its two ends, as two f32 side by side. */
const gradients: usize = memory.data(256 * 8, 16);

@inline
function gradient(cell: i32): f32 {
  const hash = <i32>unchecked(PERMUTATION[cell & 255]);
  return hash & 8 ? -1 : <f32>((hash & 7) + 1);
}

export function prepare(): void {
  for (let cell = 0; cell < 256; cell++) {
    store<f32>(gradients + (cell << 3), gradient(cell));
    store<f32>(gradients + (cell << 3), gradient(cell + 1), 4);
  }
}

/** Noise at cell + fraction; cells: four i32 whose lowest eight bits count, fractions: four f32 in [0, 1). */
@inline
export function sample4(cells: v128, fractions: v128): v128 {
  const offsets = i32x4.shl(v128.and(cells, i32x4.splat(255)), 3);
  let low = v128.load64_zero(gradients + <usize>i32x4.extract_lane(offsets, 0));
  low = v128.load_lane<u64>(gradients + <usize>i32x4.extract_lane(offsets, 1), low, 1);
  let high = v128.load64_zero(gradients + <usize>i32x4.extract_lane(offsets, 2));
  high = v128.load_lane<u64>(gradients + <usize>i32x4.extract_lane(offsets, 3), high, 1);
  const f = fractions;
  // Unpacking twice sorts [a0 a1 b0 b1], [c0 c1 d0 d1] into [a0 b0 c0 d0], [a1 b1 c1 d1]; each step is one instruction.
  const ac = v128.shuffle<u32>(low, high, 0, 4, 1, 5);
  const bd = v128.shuffle<u32>(low, high, 2, 6, 3, 7);
  const g0 = f32x4.mul(f, v128.shuffle<u32>(ac, bd, 0, 4, 1, 5));
  const g1 = f32x4.mul(f32x4.sub(f, v128.load(lanes)), v128.shuffle<u32>(ac, bd, 2, 6, 3, 7));
  const cube = f32x4.mul(f32x4.mul(f, f), f);
  const inner = f32x4.sub(f32x4.mul(f, v128.load(lanes, 16)), v128.load(lanes, 32));
  const fade = f32x4.mul(cube, f32x4.add(f32x4.mul(f, inner), v128.load(lanes, 48)));
  return f32x4.mul(v128.load(lanes, 64), f32x4.add(g0, f32x4.mul(fade, f32x4.sub(g1, g0))));
}

/** pnoise1 at four arguments in [0, 2²²); adding 2²³ leaves the whole part in the lowest bits of the float. */
@inline
export function pnoise4(arguments4: v128): v128 {
  const floor = f32x4.floor(arguments4);
  return sample4(f32x4.add(floor, v128.load(lanes, 80)), f32x4.sub(arguments4, floor));
}
