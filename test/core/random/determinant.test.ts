/** The determinant is NumPy's, which no product of the pivots is. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { absoluteDeterminant } from "../../../core/mathematics/determinant.ts";

/** Nine entries row by row, uniform in [−1, 1), and |numpy.linalg.det| of NumPy 1.24 on the reference LAPACK. */
const fixture: [number, number, number, number, number, number, number, number, number, number][] =
  JSON.parse(readFileSync(new URL("../../fixtures/determinants.json", import.meta.url), "utf8"));

it("is NumPy's to the last bit, but for a few where the C library's logarithm is not the nearest double", () => {
  expect(fixture.length).toBe(400);
  let different = 0;
  for (const [a, b, c, d, e, f, g, h, i, determinant] of fixture) {
    const own = absoluteDeterminant(a, b, c, d, e, f, g, h, i);
    if (own !== determinant) different += 1;
    expect(Math.abs(own - determinant)).toBeLessThan(1e-14 * determinant);
  }
  expect(different).toBeLessThanOrEqual(2);
});

it("of a singular matrix is 0", () => {
  expect(absoluteDeterminant(0, 1, 2, 0, 3, 4, 0, 5, 6)).toBe(0);
  expect(absoluteDeterminant(1, 2, 3, 2, 4, 7, 3, 6, 1)).toBe(0);
  expect(absoluteDeterminant(1, 2, 3, 2, 4, 6, 1, 1, 1)).toBe(0);
});

it("does not depend on the order of rows beyond rounding, and is that of a diagonal", () => {
  const [a, b, c] = [0.5, -0.25, 0.125];
  for (const rows of [
    [a, 0, 0, 0, b, 0, 0, 0, c],
    [0, b, 0, 0, 0, c, a, 0, 0],
    [0, 0, c, a, 0, 0, 0, b, 0],
  ]) {
    const [p, q, r, s, t, u, v, w, x] = rows;
    expect(absoluteDeterminant(p, q, r, s, t, u, v, w, x)).toBeCloseTo(1 / 64, 15);
  }
});
