/** Short segments: their pixels from tables. */
import { size } from "../layout";

/** Segments of up to this many steps have their pixels in a table, and those of at most half as many in a smaller one, which stays near. */
export const SHORT: i32 = 16;
/** Places of a table's strokes, and the shift to one of them: a stroke has an i32 for each of its pixels. */
const LARGE_SHIFT: i32 = 6;
const SMALL_SHIFT: i32 = 5;
/** For each (dx, dy) the offsets of the pixels after the first; the last one repeats where there are fewer. */
const large: usize = memory.data((2 * SHORT + 1) * (2 * SHORT + 1) * SHORT * 4, 16);
const small: usize = memory.data((SHORT + 1) * (SHORT + 1) * (SHORT / 2) * 4, 16);

export function prepare(): void {
  prepareTable(large, SHORT, LARGE_SHIFT);
  prepareTable(small, SHORT / 2, SMALL_SHIFT);
}

/** @param steps most of a segment, and offsets of a stroke */
function prepareTable(to: usize, steps: i32, shift: i32): void {
  for (let dy = -steps; dy <= steps; dy++) {
    for (let dx = -steps; dx <= steps; dx++, to += 1 << shift) prepareStroke(to, dx, dy, steps);
  }
}

function prepareStroke(to: usize, dx: i32, dy: i32, steps: i32): void {
  const steep = abs(dx) <= abs(dy);
  const length = steep ? abs(dy) : abs(dx);
  const extent = steep ? abs(dx) : abs(dy);
  const along = steep ? (dy < 0 ? -size : size) : dx < 0 ? -1 : 1;
  const across = steep ? (dx < 0 ? -1 : 1) : dy < 0 ? -size : size;
  for (let step = 0; step < steps; step++, to += 4) {
    const i = min(step + 1, length);
    const across_i = length == 0 ? 0 : (2 * extent * i + length) / (2 * length);
    store<i32>(to, i * along + across_i * across);
  }
}

@inline
export function drawEight(start: usize, dx: i32, dy: i32, grey: u8): void {
  const stroke = smallStroke(dx, dy);
  draw4(start, stroke, grey);
  draw4(start, stroke + 16, grey);
}

@inline
export function drawSixteen(start: usize, dx: i32, dy: i32, grey: u8): void {
  const stroke = large + ((((dy + SHORT) * (2 * SHORT + 1) + dx + SHORT) << LARGE_SHIFT) as usize);
  draw4(start, stroke, grey);
  draw4(start, stroke + 16, grey);
  draw4(start, stroke + 32, grey);
  draw4(start, stroke + 48, grey);
}

@inline
function smallStroke(dx: i32, dy: i32): usize {
  return small + <usize>(((dy + SHORT / 2) * (SHORT + 1) + dx + SHORT / 2) << SMALL_SHIFT);
}

@inline
function draw4(start: usize, stroke: usize, grey: u8): void {
  store<u8>(start + load<i32>(stroke), grey);
  store<u8>(start + load<i32>(stroke, 4), grey);
  store<u8>(start + load<i32>(stroke, 8), grey);
  store<u8>(start + load<i32>(stroke, 12), grey);
}
