/** The geometry of ExFractalDB by its formulas: weights, cameras, the step that a walk takes, how a model is scaled. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cameraOf,
  type Orientation,
  ringOrientation,
  sphereOrientation,
} from "../../../core/formulations/exfractaldb/geometry/camera.ts";
import { chaosGame } from "../../../core/formulations/exfractaldb/geometry/chaosGame.ts";
import { normalize } from "../../../core/formulations/exfractaldb/geometry/normalize.ts";
import { paintPicture, pixelOf } from "../../../core/formulations/exfractaldb/geometry/picture.ts";
import { contraction, drawSystem } from "../../../core/formulations/exfractaldb/geometry/system.ts";
import {
  UNCHANGED_ROW,
  WEIGHTS,
  weightRows,
} from "../../../core/formulations/exfractaldb/geometry/weights.ts";
import { weighted } from "../../../core/formulations/systems/maps.ts";

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

describe("the weights", () => {
  it("change one coefficient at a time, each by twelve factors, and once none", () => {
    const rows = weightRows(false);
    expect(rows).toHaveLength(WEIGHTS);
    expect(WEIGHTS).toBe(145);
    const changes = rows.map((row) => [...row.entries()].filter(([, factor]) => factor !== 1));
    expect(changes.findIndex((change) => change.length === 0)).toBe(UNCHANGED_ROW);
    const others = changes.filter((_, row) => row !== UNCHANGED_ROW);
    const factors = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6];
    const each = factors.flatMap((_, k) => factors.map((factor) => [[k, factor]]));
    expect(others).toEqual(each);
  });

  it("of the released table differ in one place: 0.6 for the last factor of i", () => {
    const [released, mended] = [weightRows(), weightRows(false)];
    const different = released.flatMap((row, at) =>
      row.flatMap((factor, k) => (factor === mended[at][k] ? [] : [[at, k, factor, mended[at][k]]])),
    );
    expect(different).toEqual([[108, 8, 0.6, 1.6]]);
  });
});

describe("a system", () => {
  it("has probabilities in proportion to its maps' determinants, and contracts as they say", () => {
    const diagonal = (a: number, b: number, c: number) => [a, 0, 0, 0, b, 0, 0, 0, c, 0.1, 0.2, 0.3];
    const numbers = [
      ...diagonal(0.5, 0.5, 0.5),
      ...diagonal(-0.5, 0.5, 0.25),
      ...diagonal(1, 0.5, 0.625),
    ].values();
    const system = drawSystem(3, () => numbers.next().value!);
    const p = [12, 25, 38].map((at) => system[at]);
    expect(p[0]).toBeCloseTo(0.25, 12);
    expect(p[1]).toBeCloseTo(0.125, 12);
    expect(p[2]).toBeCloseTo(0.625, 12);
    const volumes = [0.125, 0.0625, 0.3125];
    const mean = volumes.reduce((product, volume, k) => product * volume ** (p[k] / 3), 1);
    expect(contraction([...system])).toBeCloseTo(mean, 12);
  });

  it("moves a point by the map that is chosen, in the order of its rows", () => {
    const system = Float64Array.of(
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0.25],
      ...[0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0.75],
    );
    const { x, y, z } = chaosGame(system, [0.25, 0.250001, 1, 0.1]);
    expect([x[0], y[0], z[0]]).toEqual([10, 11, 12]);
    expect([x[1], y[1], z[1]]).toEqual([12, 10, 11]);
    expect([x[2], y[2], z[2]]).toEqual([11, 12, 10]);
    expect(x).toHaveLength(3);
    const stays = chaosGame(
      system.map((value, k) => (k % 13 === 12 ? value / 2 : value)),
      [0.1, 0.9, 0],
    );
    expect(Array.from(stays.x)).toEqual([10, 10]);
    expect(Array.from(weighted(system, [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3]).subarray(0, 13))).toEqual([
      ...[2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 36, 0.25],
    ]);
  });
});

describe("a model", () => {
  it("spans 2 along its longest axis and lies about its middle; what has no extent is none", () => {
    const model = normalize({
      x: Float64Array.of(0, 10, 5),
      y: Float64Array.of(1, 2, 3),
      z: Float64Array.of(-1, 4, 0),
    })!;
    const values = [...model.x, ...model.y, ...model.z];
    // From −1 to 10 over all axes; each axis less its sum over four.
    expect(model.x[1] - model.x[0]).toBeCloseTo(20 / 11, 12);
    expect(model.z[1] - model.z[0]).toBeCloseTo(10 / 11, 12);
    const scaled = [0, 10, 5].map((v) => ((v + 1) / 11) * 2 - 1);
    const sum = scaled[0] + scaled[1] + scaled[2];
    for (const [i, v] of scaled.entries()) expect(model.x[i]).toBeCloseTo(v - sum / 4, 12);
    expect(values.every(Number.isFinite)).toBe(true);
    const mean = sum / 3;
    expect(model.variance[0]).toBeCloseTo(scaled.reduce((s, v) => s + (v - mean) ** 2, 0) / 3, 12);
    const point = Float64Array.of(2, 2);
    expect(normalize({ x: point, y: point, z: point })).toBeNull();
    expect(normalize({ x: Float64Array.of(1, Number.NaN), y: point, z: point })).toBeNull();
    expect(normalize({ x: Float64Array.of(1, Number.POSITIVE_INFINITY), y: point, z: point })).toBeNull();
  });
});

describe("a camera", () => {
  const anywhere = fc.tuple(
    fc.double({ min: 0, max: 7, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
  );

  function checkOrientation({ direction, up }: Orientation): void {
    expect(dot(direction, direction)).toBeCloseTo(1, 5);
    expect(dot(up, up)).toBeCloseTo(1, 5);
    expect(dot(direction, up)).toBeCloseTo(0, 5);
  }

  it("is upright and at a right angle wherever it stands, above and below too", () => {
    fc.assert(
      fc.property(anywhere, ([azimuth, height]) => {
        const orientation = sphereOrientation(azimuth, height);
        checkOrientation(orientation);
        expect(orientation.direction[1]).toBeCloseTo(height, 6);
        expect(orientation.up[1]).toBeGreaterThanOrEqual(0);
      }),
    );
    for (const height of [1, -1]) checkOrientation(sphereOrientation(2, height));
  });

  it("on the ring stands at −x turned by 30° and a twelfth for each view", () => {
    for (let view = 0; view < 12; view++) {
      const { direction, up } = ringOrientation(view, 3);
      const angle = ((30 * view + 33) * Math.PI) / 180;
      expect(direction[0]).toBeCloseTo(Math.cos(angle), 6);
      expect(direction[1]).toBe(0);
      expect(direction[2]).toBeCloseTo(-Math.sin(angle), 6);
      expect(up[1]).toBeCloseTo(1, 6);
      const same = sphereOrientation(angle, 0);
      for (const axis of [0, 1, 2]) expect(direction[axis]).toBeCloseTo(same.direction[axis], 6);
    }
  });

  it("sees a point where perspective has it, the origin in the middle, and nothing nearer than 1 or behind", () => {
    const size = 1000;
    fc.assert(
      fc.property(
        anywhere,
        fc.array(fc.double({ min: -0.9, max: 0.9, noNaN: true }), { minLength: 3, maxLength: 3 }),
        ([azimuth, height], point) => {
          const orientation = sphereOrientation(azimuth, height);
          const { direction, up } = orientation;
          const right = [
            direction[1] * up[2] - direction[2] * up[1],
            direction[2] * up[0] - direction[0] * up[2],
            direction[0] * up[1] - direction[1] * up[0],
          ];
          const depth = 4 + dot(point, direction);
          const scale = 1 / Math.tan(Math.PI / 8) / depth;
          const column = (dot(point, right) * scale + 1) * (size / 2);
          const row = (dot(point, up) * scale + 1) * (size / 2);
          const pixel = pixelOf(cameraOf(orientation), size, point[0], point[1], point[2])!;
          expect(Math.abs((pixel % size) + 0.5 - column)).toBeLessThan(0.51);
          expect(Math.abs(Math.floor(pixel / size) + 0.5 - row)).toBeLessThan(0.51);
        },
      ),
    );
    const camera = cameraOf(sphereOrientation(0, 0));
    expect(pixelOf(camera, 8, 0, 0, 0)).toBe(4 * 8 + 4);
    expect(pixelOf(camera, 8, -2.9, 0, 0)).toBe(4 * 8 + 4);
    expect(pixelOf(camera, 8, -3.1, 0, 0)).toBeNull();
    expect(pixelOf(camera, 8, -5, 0, 0)).toBeNull();
    expect(pixelOf(camera, 8, 95, 0, 0)).toBe(4 * 8 + 4);
    expect(pixelOf(camera, 8, 97, 0, 0)).toBeNull();
    expect(pixelOf(camera, 8, 0, 1.7, 0)).toBeNull();
  });

  it("has the lowest row first", () => {
    const above = { x: Float64Array.of(0), y: Float64Array.of(1), z: Float64Array.of(0) };
    const picture = paintPicture(above, cameraOf(ringOrientation(0, 0)), 16);
    const place = picture.indexOf(255);
    expect(Math.floor(place / 16)).toBeGreaterThan(8);
    expect(place % 16).toBe(8);
  });
});
