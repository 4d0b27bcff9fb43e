/** Zooming into a picture: the view stays on it and the point under the pointer stays in place. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closedPath, fitPoints } from "../../renderer/class/pixels/fit.ts";
import { bringIntoView, LARGEST_SCALE, wholePicture, zoomAt } from "../../renderer/class/pixels/pixelView.ts";

const SIZE = 512;
const PANE = 400;

describe("zoom", () => {
  it("never shows anything beside the picture", () => {
    const step = fc.record({
      factor: fc.constantFrom(0.5, 0.8, 1.25, 2),
      x: fc.integer({ min: 0, max: PANE }),
      y: fc.integer({ min: 0, max: PANE }),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let view = wholePicture(SIZE, PANE);
        for (const { factor, x, y } of steps) view = zoomAt(view, factor, x, y, SIZE, PANE);
        expect(view.scale).toBeLessThanOrEqual(LARGEST_SCALE);
        for (const at of [view.x, view.y]) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at + PANE / view.scale).toBeLessThanOrEqual(SIZE + 1e-9);
        }
      }),
    );
  });

  it("keeps the picture point under the pointer", () => {
    const before = zoomAt(wholePicture(SIZE, PANE), 4, 200, 200, SIZE, PANE);
    const after = zoomAt(before, 2, 150, 120, SIZE, PANE);
    expect(after.x + 150 / after.scale).toBeCloseTo(before.x + 150 / before.scale, 9);
    expect(after.y + 120 / after.scale).toBeCloseTo(before.y + 120 / before.scale, 9);
  });

  it("makes every pixel of a picture equally large from 2 : 1 on", () => {
    let view = wholePicture(SIZE, PANE);
    for (let i = 0; i < 12; i++) {
      view = zoomAt(view, 1.5, 100, 100, SIZE, PANE);
      if (view.scale >= 2) expect(Number.isInteger(view.scale)).toBe(true);
    }
    expect(view.scale).toBe(LARGEST_SCALE);
  });

  it("follows a pixel that the keys move out of view", () => {
    const view = { scale: 8, x: 100, y: 100 };
    const seen = PANE / 8;
    expect(bringIntoView(view, { x: 120, y: 120 }, SIZE, PANE)).toEqual(view);
    expect(bringIntoView(view, { x: 100 + seen, y: 99 }, SIZE, PANE)).toEqual({ scale: 8, x: 101, y: 99 });
  });
});

describe("a figure", () => {
  it("shows all points within its border, upright", () => {
    const points = { x: [-10, 30], y: [500, 520] };
    const fit = fitPoints([points], 200, 20);
    expect([fit.x(-10), fit.x(30)]).toEqual([20, 180]);
    expect(fit.y(520) - fit.y(500)).toBeCloseTo(20 * fit.scale, 9);
    expect(closedPath(points, fit)).toMatch(/^M20\.0 .*L180\.0 .*Z$/);
  });
});
