/** Arguments of the released scripts' noise, uniform in [0, 10000], four at a time and rounded to single precision. */
import { temper4 } from "./random/twister";

/** Four arguments 10000·random() from eight untempered words of the twister, rounded to single precision. */
@inline
export function streamArguments(at: usize): v128 {
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
export function wordArguments(at: usize): v128 {
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
