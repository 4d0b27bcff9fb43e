/** Lines are the script's: which pixels, in which order of drawing, and where a picture ends. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawClosedPolyline, drawSegment, type GreyPicture } from "../../core/raster/lines.ts";

const picture = (size: number): GreyPicture => ({ size, pixels: new Uint8Array(size * size) });

/** Grey pixels as [x, y], row by row. */
function lit({ size, pixels }: GreyPicture): [number, number][] {
  return [...pixels.keys()].filter((at) => pixels[at] > 0).map((at) => [at % size, Math.floor(at / size)]);
}

const SIZE = 48;
const inside = fc.integer({ min: 0, max: SIZE - 1 });
const anywhere = fc.integer({ min: -60, max: 110 });

describe("a segment", () => {
  it.each<[string, [number, number, number, number], [number, number][]]>([
    ["a point", [3, 4, 3, 4], [[3, 4]]],
    ["horizontal, leftward", [4, 1, 2, 1], [2, 3, 4].map((x) => [x, 1])],
    ["vertical, upward", [1, 4, 1, 2], [2, 3, 4].map((y) => [1, y])],
    ["diagonal", [1, 1, 4, 4], [1, 2, 3, 4].map((v) => [v, v])],
    // At exactly half a pixel the line has already moved: the way there and back differ.
    ["half a pixel off, going right", [0, 0, 2, 1], [0, 1, 2].map((x) => [x, x === 0 ? 0 : 1])],
    ["half a pixel off, going left", [2, 1, 0, 0], [0, 1, 2].map((x) => [x, x === 2 ? 1 : 0])],
    ["half a pixel off, going down", [0, 0, 1, 2], [0, 1, 2].map((y) => [y === 0 ? 0 : 1, y])],
    ["half a pixel off, going up", [1, 2, 0, 0], [0, 1, 2].map((y) => [y === 2 ? 1 : 0, y])],
  ])("%s", (_name, [x0, y0, x1, y1], expected) => {
    const drawn = picture(6);
    drawSegment(drawn, x0, y0, x1, y1, 255);
    const byRow = (a: [number, number], b: [number, number]) => a[1] - b[1] || a[0] - b[0];
    expect(lit(drawn)).toEqual([...expected].sort(byRow));
  });

  it("has one pixel a step along its longer axis, within half a pixel of the ideal line, both ends included", () => {
    fc.assert(
      fc.property(inside, inside, inside, inside, (x0, y0, x1, y1) => {
        const drawn = picture(SIZE);
        drawSegment(drawn, x0, y0, x1, y1, 9);
        const pixels = lit(drawn);
        const [dx, dy] = [x1 - x0, y1 - y0];
        const length = Math.max(Math.abs(dx), Math.abs(dy));
        expect(pixels).toHaveLength(length + 1);
        expect([drawn.pixels[y0 * SIZE + x0], drawn.pixels[y1 * SIZE + x1]]).toEqual([9, 9]);
        const flat = Math.abs(dx) > Math.abs(dy);
        expect(new Set(pixels.map(([x, y]) => (flat ? x : y))).size).toBe(length + 1);
        for (const [x, y] of pixels) {
          const across = (x - x0) * dy - (y - y0) * dx;
          expect(2 * Math.abs(across)).toBeLessThanOrEqual(length);
        }
      }),
    );
  });

  it("is clipped pixel by pixel: what a larger picture shows there", () => {
    fc.assert(
      fc.property(anywhere, anywhere, anywhere, anywhere, (x0, y0, x1, y1) => {
        const [small, large] = [picture(SIZE), picture(171)];
        drawSegment(small, x0, y0, x1, y1, 200);
        drawSegment(large, x0 + 60, y0 + 60, x1 + 60, y1 + 60, 200);
        const window = lit(large)
          .map(([x, y]) => [x - 60, y - 60])
          .filter(([x, y]) => x >= 0 && x < SIZE && y >= 0 && y < SIZE);
        expect(lit(small)).toEqual(window);
      }),
    );
  });
});

describe("a closed polyline", () => {
  it("joins each vertex to the next and the last to the first, later lines over earlier ones", () => {
    const drawn = picture(8);
    drawClosedPolyline(drawn, Float64Array.of(1, 5, 5), Float64Array.of(1, 1, 5), 100);
    expect(lit(drawn)).toEqual([
      ...[1, 2, 3, 4, 5].map((x) => [x, 1]),
      ...[2, 3, 4, 5].flatMap((y) => (y === 5 ? [[5, 5]] : [y, 5].map((x) => [x, y]))),
    ]);
    drawClosedPolyline(drawn, Float64Array.of(0, 7), Float64Array.of(1, 1), 7);
    expect([...drawn.pixels.subarray(8, 16)]).toEqual(new Array(8).fill(7));
    expect(drawn.pixels[2 * 8 + 2]).toBe(100);
  });

  it("truncates coordinates toward zero, on both sides of it", () => {
    const drawn = picture(5);
    drawClosedPolyline(drawn, Float64Array.of(-0.99, 2.99), Float64Array.of(-0.5, 0.99), 1);
    expect(lit(drawn)).toEqual([0, 1, 2].map((x) => [x, 0]));
    const outside = picture(5);
    drawClosedPolyline(outside, Float64Array.of(-1, -1), Float64Array.of(0, 4), 1);
    expect(lit(outside)).toEqual([]);
  });
});
