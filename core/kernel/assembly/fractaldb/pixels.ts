/** From points to pixels of a picture, as the script rescales them. */

/** Points that are given up before the first that is not a number. */
const BEFORE_NAN: i32 = 100;

/** Of the last walk that was measured: points that are left, and how both axes are rescaled. */
export let count: i32 = 0;
export let shiftX: f64 = 0;
export let shiftY: f64 = 0;
export let extentX: f64 = 0;
export let extentY: f64 = 0;
/** Whether every coordinate is finite and every pixel lies in the picture. */
export let isPlain: bool = false;
/** Whether a coordinate overflowed. */
export let diverges: bool = false;

/** Of the axis that was looked at last. */
let least: f64 = 0;
let largest: f64 = 0;

/** Looks at `length` points, from which those of a walk that overflows are removed in their place. */
export function measure(x: usize, y: usize, length: i32): void {
  count = length;
  let isNumber = look(x);
  if (!isNumber) {
    removeNan(x, x, y);
    look(x);
  }
  setX();
  // What is not a number of y is looked for once all of x are.
  if (!look(y)) {
    removeNan(y, x, y);
    isNumber = false;
    look(x);
    setX();
    look(y);
  }
  shiftY = least < 0 ? least : 0;
  extentY = largest - shiftY - (least - shiftY);
  isPlain = isPlain && least <= 0 && extentY > 0 && extentY < Infinity;
  diverges = !isNumber || !(extentX < Infinity) || !(extentY < Infinity);
}

function setX(): void {
  shiftX = least < 0 ? least : 0;
  extentX = largest - shiftX - (least - shiftX);
  isPlain = least <= 0 && extentX > 0 && extentX < Infinity;
}

/** Two pixels of one axis as i32 in the lower half; only where the walk is plain. */
@inline
export function plainPixels2(at: usize, shift: f64, extent: f64, side: f64, padding: f64): v128 {
  const moved = f64x2.sub(v128.load(at), f64x2.splat(shift));
  const scaled = f64x2.mul(f64x2.div(moved, f64x2.splat(extent)), f64x2.splat(side));
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.add(scaled, f64x2.splat(padding)));
}

/** One pixel of an axis, 0 … 65535: what is not finite becomes 0, and what is larger is cut to 16 bits. */
export function pixelAt(at: usize, shift: f64, extent: f64, side: f64, padding: f64): i32 {
  const pixel = ((load<f64>(at) - shift) / extent) * side + padding;
  return pixel < 9223372036854775808.0 ? <i32>(<i64>pixel) & 0xffff : 0;
}

/** Finds the least and the largest value of an axis; false where one is not a number, and then nothing is found. */
function look(at: usize): bool {
  let ordered = i64x2.splat(-1);
  let low = f64x2.splat(Infinity);
  let high = f64x2.splat(-Infinity);
  const whole = count & ~1;
  for (let i = 0; i < whole; i += 2) {
    const pair = v128.load(at + ((<usize>i) << 3));
    ordered = v128.and(ordered, f64x2.eq(pair, pair));
    low = f64x2.pmin(low, pair);
    high = f64x2.pmax(high, pair);
  }
  least = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  largest = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
  if (whole < count) {
    const last = load<f64>(at + ((<usize>whole) << 3));
    if (isNaN(last)) return false;
    least = min(least, last);
    largest = max(largest, last);
  }
  return i64x2.all_true(ordered);
}

/** The points of all NaN on an axis, and the 100 before the first of them; indices below 0 count from the end. */
function removeNan(axis: usize, x: usize, y: usize): void {
  let first = 0;
  while (!isNaN(load<f64>(axis + ((<usize>first) << 3)))) first += 1;
  const from = first - BEFORE_NAN;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const at = (<usize>i) << 3;
    const isRemoved = isNaN(load<f64>(axis + at)) || (i < first && i >= from) || i - count >= from;
    if (isRemoved) continue;
    const to = (<usize>kept) << 3;
    store<f64>(x + to, load<f64>(x + at));
    store<f64>(y + to, load<f64>(y + at));
    kept += 1;
  }
  count = kept;
}
