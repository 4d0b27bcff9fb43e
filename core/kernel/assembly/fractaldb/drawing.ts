/** A class's pictures: its walk with one row of weights, its points or 3 × 3 patches, and their four flips. */
import {
  chosen,
  drawing,
  FRAME,
  MAP_NUMBERS,
  patterns,
  picturePairs,
  places,
  pointLimit,
  pointsX,
  pointsY,
  systems,
} from "./buffers";
import * as pixels from "./pixels";
import { setMaps, walk } from "./walk";
import { pixels as picture, size, words } from "../layout";
import { fill } from "../random/philox";
import { advance, ensure, next, temper4 } from "../random/twister";
import { chooseFromPairs, setBounds, STRETCH, takePairs } from "../systems/mapChoice";

/** Grey of what is drawn. */
const GREY: u32 = 127;
/** Hues are samples 1 … 128, by the point's number. */
const HUE_MASK: i32 = 127;
/** Orbit words of the patterns: below it by the attempt. */
const PATTERN_ORBIT: u32 = 0xffffffff;

let mapCount: i32 = 0;
let pointCount: i32 = 0;

/** Three bits of a pattern as three bytes, 0 or 255, the highest bit first. */
const rowMasks: usize = memory.data(8 * 4, 16);
const weights: usize = memory.data(6 * 8, 16);

/** Takes the numbers that choose the maps of all pictures, `points` of the twister's. */
export function takeChoices(points: i32): void {
  if (points > pointLimit) unreachable();
  pointCount = points;
  takePairs(points, picturePairs);
  for (let bits: u32 = 0; bits < 8; bits++) {
    const mask = ((bits >> 2) & 1) * 0xff | ((bits >> 1) & 1) * 0xff00 | (bits & 1) * 0xff0000;
    store<u32>(rowMasks + ((<usize>bits) << 2), mask);
  }
}

/** Takes the class whose rows lie at `systems`. */
export function setClass(count: i32): void {
  mapCount = count;
  setBounds(systems, count, MAP_NUMBERS);
  chooseFromPairs(count, picturePairs, pointCount, chosen);
}

/** Plays the chaos game with a … f multiplied by these, and finds each point's pixel. @param padding px */
export function play(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64, padding: i32): void {
  store<f64>(weights, a);
  store<f64>(weights, b, 8);
  store<f64>(weights, c, 16);
  store<f64>(weights, d, 24);
  store<f64>(weights, e, 32);
  store<f64>(weights, f, 40);
  setMaps(0, systems, mapCount, weights);
  walk(pointCount, mapCount);
  pixels.measure(pointsX, pointsY, pointCount);
  // The largest coordinate lies at S − padding, which is in the picture where there is any.
  const whole = pixels.isPlain && padding > 0 ? pixels.count & ~1 : 0;
  placePlainly(whole, padding);
  placeCarefully(whole, padding);
}

function placePlainly(end: i32, padding: i32): void {
  const stride = i32x4.splat(size + FRAME);
  const side = <f64>(size - 2 * padding);
  for (let i = 0; i < end; i += 2) {
    const at = (<usize>i) << 3;
    const columns = pixels.plainPixels2(pointsX + at, pixels.shiftX, pixels.extentX, side, <f64>padding);
    const rows = pixels.plainPixels2(pointsY + at, pixels.shiftY, pixels.extentY, side, <f64>padding);
    v128.store_lane<u64>(places + (at >> 1), i32x4.add(i32x4.mul(rows, stride), columns), 0);
  }
}

function placeCarefully(from: i32, padding: i32): void {
  const stride = size + FRAME;
  const side = <f64>(size - 2 * padding);
  for (let i = from; i < pixels.count; i++) {
    const at = (<usize>i) << 3;
    const column = pixels.pixelAt(pointsX + at, pixels.shiftX, pixels.extentX, side, <f64>padding);
    const row = pixels.pixelAt(pointsY + at, pixels.shiftY, pixels.extentY, side, <f64>padding);
    const isInside = column < size && row < size;
    // What lies nowhere is drawn into the frame.
    store<i32>(places + (at >> 1), isInside ? row * stride + column : size * stride + size);
  }
}

/** Whether the walk at hand overflows. */
export function diverges(): bool {
  return pixels.diverges;
}

/** Draws each point as its pixel. */
export function drawPoints(isColour: bool): void {
  clear();
  for (let i = 0; i < pixels.count; i++) {
    const place = <usize>load<i32>(places + ((<usize>i) << 2));
    store<u8>(drawing + place, isColour ? <u8>(1 + (i & HUE_MASK)) : <u8>GREY);
  }
}

/** Draws each point as a patch, whose patterns come from the twister: randrange(1, 512) of CPython. */
export function drawStreamPatches(isColour: bool): void {
  clear();
  for (let done = 0; done < pixels.count; done += STRETCH) {
    const some = min(STRETCH, pixels.count - done);
    takePatterns(some);
    drawPatches(done, some, isColour);
  }
}

/** Runs the twister past a drawing of patches. */
export function skipPatches(): void {
  for (let done = 0; done < pixels.count; done += STRETCH) takePatterns(min(STRETCH, pixels.count - done));
}

/** The same with one word of Philox for each pattern. @param image number of the drawing in its class */
export function drawKeyedPatches(isColour: bool, category: u32, image: u32, attempt: u32): void {
  clear();
  for (let done = 0; done < pixels.count; done += STRETCH) {
    const some = min(STRETCH, pixels.count - done);
    const orbit = PATTERN_ORBIT - attempt * 0x1000 - <u32>(done / STRETCH);
    fill(words, (some + 15) >> 4, orbit, image, category);
    for (let i = 0; i < some; i += 4) {
      const at = (<usize>i) << 2;
      const word = v128.load(words + at);
      // 1 + ⌊511 · word / 2³²⌋, from the upper halves of the products.
      const low = i64x2.shr_u(i64x2.extmul_low_i32x4_u(word, i32x4.splat(511)), 32);
      const high = i64x2.shr_u(i64x2.extmul_high_i32x4_u(word, i32x4.splat(511)), 32);
      const pattern = v128.shuffle<u32>(low, high, 0, 2, 4, 6);
      v128.store(patterns + at, i32x4.add(pattern, i32x4.splat(1)));
    }
    drawPatches(done, some, isColour);
  }
}

/** Nine bits of a word, drawn again while 511, plus 1: `count` of them. */
function takePatterns(count: i32): void {
  let taken = 0;
  while (taken < count) {
    // So many words are needed at least, so that none is read in vain.
    const some = count - taken;
    ensure(some + 4);
    const first = next();
    let i = 0;
    for (; i + 4 <= some; i += 4) {
      const bits = i32x4.shr_u(temper4(v128.load(first + ((<usize>i) << 2))), 23);
      taken = takePattern(taken, i32x4.extract_lane(bits, 0));
      taken = takePattern(taken, i32x4.extract_lane(bits, 1));
      taken = takePattern(taken, i32x4.extract_lane(bits, 2));
      taken = takePattern(taken, i32x4.extract_lane(bits, 3));
    }
    const bits = i32x4.shr_u(temper4(v128.load(first + ((<usize>i) << 2))), 23);
    if (i < some) taken = takePattern(taken, i32x4.extract_lane(bits, 0));
    if (i + 1 < some) taken = takePattern(taken, i32x4.extract_lane(bits, 1));
    if (i + 2 < some) taken = takePattern(taken, i32x4.extract_lane(bits, 2));
    advance(some);
  }
}

@inline
function takePattern(taken: i32, bits: i32): i32 {
  store<i32>(patterns + ((<usize>taken) << 2), bits + 1);
  return taken + <i32>(bits != 511);
}

@inline
function drawPatches(from: i32, count: i32, isColour: bool): void {
  const stride = <usize>(size + FRAME);
  const first = drawing + stride + 1;
  const points = places + ((<usize>from) << 2);
  const taken = patterns;
  let sample: u32 = GREY * 0x010101;
  for (let i = 0; i < count; i++) {
    const pattern = load<u32>(taken + ((<usize>i) << 2));
    const at = first + <usize>load<i32>(points + ((<usize>i) << 2));
    if (isColour) sample = <u32>(1 + ((from + i) & HUE_MASK)) * 0x010101;
    drawRow(at, (pattern >> 6) & 7, sample);
    drawRow(at + stride, (pattern >> 3) & 7, sample);
    drawRow(at + 2 * stride, pattern & 7, sample);
  }
}

@inline
function drawRow(at: usize, bits: u32, sample: u32): void {
  const three = load<u32>(rowMasks + ((<usize>bits) << 2)) & sample;
  store<u16>(at, <u16>three);
  store<u8>(at, <u8>(three >> 16), 2);
}

function clear(): void {
  const stride = <usize>(size + FRAME);
  memory.fill(drawing, 0, stride * <usize>(size + FRAME));
}

/** Puts a flip of the drawing where pictures lie: 0 upside down, 1 as drawn, 2 and 3 these mirrored left to right. */
export function flip(number: i32): void {
  const stride = size + FRAME;
  for (let row = 0; row < size; row++) {
    const from = drawing + <usize>((number & 1 ? row : size - 1 - row) * stride);
    const to = picture + <usize>(row * size);
    if (number < 2) memory.copy(to, from, size);
    else mirror(from, to);
  }
}

function mirror(from: usize, to: usize): void {
  let i = 0;
  for (; i + 16 <= size; i += 16) {
    const samples = v128.load(from + <usize>(size - 16 - i));
    const turned = v128.shuffle<u8>(samples, samples, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    v128.store(to + <usize>i, turned);
  }
  for (; i < size; i++) store<u8>(to + <usize>i, load<u8>(from + <usize>(size - 1 - i)));
}
