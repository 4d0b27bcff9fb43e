/** Reduces a square grey picture with weights that the host prepares; the arithmetic is that of `core/raster/resample.ts`. */
import * as layout from "./layout";

/**
 * Weighted sums down the columns first, eight at a time, then along each row. The weights of each target pixel sum to
 * `weightSum`; for both kinds of weights the first sums fit 32 bits and the second ones a double.
 * @param samples size² greys
 * @param width weights of a target pixel
 */
export function reduce(samples: usize, target: i32, width: i32, weightSum: i32): void {
  const scale = <f64>weightSum * <f64>weightSum;
  let result = layout.reduced;
  for (let y = 0; y < target; y++) {
    const first = <usize>load<i32>(layout.tapStarts + ((<usize>y) << 2));
    const weights = layout.tapWeights + ((<usize>(y * width)) << 2);
    sumColumns(samples + first * <usize>layout.size, weights, width);
    for (let x = 0; x < target; x++, result++) {
      store<u8>(result, <u8>min(255, max(0, floor((<f64>sumAlong(x, width) + scale / 2) / scale))));
    }
  }
}

/** Puts the weighted sum of `width` source rows into `tapSums`. */
@inline
function sumColumns(rows: usize, weights: usize, width: i32): void {
  const size = <usize>layout.size;
  for (let x: usize = 0; x < size; x += 8) {
    let low = i32x4.splat(0);
    let high = i32x4.splat(0);
    let samples = rows + x;
    for (let k = 0; k < width; k++, samples += size) {
      const weight = v128.load32_splat(weights + ((<usize>k) << 2));
      const greys = v128.load8x8_u(samples);
      low = i32x4.add(low, i32x4.mul(i32x4.extend_low_i16x8_u(greys), weight));
      high = i32x4.add(high, i32x4.mul(i32x4.extend_high_i16x8_u(greys), weight));
    }
    v128.store(layout.tapSums + (x << 2), low);
    v128.store(layout.tapSums + (x << 2), high, 16);
  }
}

@inline
function sumAlong(x: i32, width: i32): i64 {
  let sums = layout.tapSums + ((<usize>load<i32>(layout.tapStarts + ((<usize>x) << 2))) << 2);
  let weights = layout.tapWeights + ((<usize>(x * width)) << 2);
  let sum: i64 = 0;
  for (let k = 0; k < width; k++, sums += 4, weights += 4) {
    sum += <i64>load<i32>(weights) * <i64>load<i32>(sums);
  }
  return sum;
}
