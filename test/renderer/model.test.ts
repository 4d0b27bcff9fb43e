/** A model that is turned: what is near follows the hand, what is up stays up, and its picture is what the viewpoint sees. */
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Viewpoint, viewpointWords } from "../../core/formulations/viewpoint.ts";
import { paintModel, projectModel } from "../../renderer/class/maps/modelPicture.ts";
import { Turntable } from "../../renderer/class/maps/turntable.ts";

const SIZE = 400;
const camera = { viewpoint: { azimuth: 0, elevation: 0 }, distance: 4, nearest: 1, fieldOfView: Math.PI / 4 };
const modelOf = (...points: number[]) => ({ ...camera, points });

/** Where the viewpoint's one visible point is; null where it sees none. */
function seen(points: number[], viewpoint: Viewpoint) {
  const found: { column: number; row: number; depth: number }[] = [];
  projectModel(modelOf(...points), viewpoint, SIZE, (column, row, depth) => {
    found.push({ column, row, depth });
  });
  return found.at(0) ?? null;
}

/** Of the camera, as far from the origin as `length` says. */
function towards({ azimuth, elevation }: Viewpoint, length: number): number[] {
  const level = Math.cos(elevation);
  return [
    -length * level * Math.cos(azimuth),
    -length * Math.sin(elevation),
    length * level * Math.sin(azimuth),
  ];
}

const viewpoints = fc.record({
  azimuth: fc.double({ min: -3, max: 3, noNaN: true }),
  elevation: fc.double({ min: -1.4, max: 1.4, noNaN: true }),
});

describe("a model's picture", () => {
  it("has the origin in its middle, and what lies before the camera nearer", () => {
    fc.assert(
      fc.property(viewpoints, (viewpoint) => {
        expect(seen([0, 0, 0], viewpoint)).toEqual({ column: SIZE / 2, row: SIZE / 2, depth: 4 });
        expect(seen(towards(viewpoint, 0.9), viewpoint)!.depth).toBeCloseTo(3.1, 9);
        expect(seen(towards(viewpoint, 3.1), viewpoint)).toBe(null);
      }),
    );
  });

  it("is as wide as the field of view, and has what is up in space below the middle", () => {
    // 4 tan 22.5° = 1.6569
    expect(seen([0, 1.65, 0], camera.viewpoint)!.row).toBe(399);
    expect(seen([0, 1.66, 0], camera.viewpoint)).toBe(null);
    expect(seen([0, 0, 1.65], camera.viewpoint)!.column).toBe(399);
    expect(seen([0, 0, -1.65], camera.viewpoint)!.column).toBe(0);
  });

  it("shows near points brighter, whichever comes first", () => {
    const samples = new Uint32Array(SIZE * SIZE);
    for (const points of [
      [0.9, 0, 0, -0.9, 0, 0],
      [-0.9, 0, 0, 0.9, 0, 0],
    ]) {
      paintModel(samples, modelOf(...points), camera.viewpoint, SIZE, 2);
      const lit = [...samples.keys()].filter((at) => samples[at] !== 0xff000000);
      const middle = (SIZE / 2) * SIZE + SIZE / 2;
      expect(lit).toEqual([middle, middle + 1, middle + SIZE, middle + SIZE + 1]);
      expect(samples[middle] & 0xff).toBeGreaterThan(240);
    }
    paintModel(samples, modelOf(0.9, 0, 0), camera.viewpoint, SIZE, 1);
    const far = samples[(SIZE / 2) * SIZE + SIZE / 2] & 0xff;
    expect(far).toBeGreaterThan(90);
    expect(far).toBeLessThan(120);
  });
});

describe("a turntable", () => {
  const frames = new Map<number, (now: number) => void>();
  let lastId = 0;
  beforeEach(() => {
    frames.clear();
    vi.stubGlobal("requestAnimationFrame", (frame: (now: number) => void) => {
      frames.set(++lastId, frame);
      return lastId;
    });
    vi.stubGlobal("cancelAnimationFrame", (id: number) => frames.delete(id));
    return () => vi.unstubAllGlobals();
  });

  /** Runs the frames that were asked for. */
  function nextFrame(now = performance.now()): void {
    const asked = [...frames.values()];
    frames.clear();
    for (const frame of asked) frame(now);
  }

  it("moves what is near the way that the hand goes", () => {
    fc.assert(
      fc.property(viewpoints, (viewpoint) => {
        const near = towards(viewpoint, 0.9);
        const drawn: Viewpoint[] = [];
        const turntable = new Turntable(viewpoint, viewpoint, (now) => drawn.push(now));
        turntable.turn(0.1, 0);
        nextFrame();
        expect(seen(near, drawn.at(-1)!)!.column).toBeGreaterThan(SIZE / 2);
        turntable.turn(-0.1, 0.1);
        nextFrame();
        expect(seen(near, drawn.at(-1)!)!.row).toBeGreaterThan(SIZE / 2);
      }),
    );
  });

  it("draws once a frame, stays between above and below, and knows its way home", () => {
    const own = { azimuth: 3, elevation: 0.2 };
    const drawn: Viewpoint[] = [];
    const turntable = new Turntable(own, own, (now) => drawn.push(now));
    for (let i = 0; i < 50; i++) turntable.turn(-0.02, 0.1);
    expect(drawn).toEqual([own]);
    nextFrame();
    expect(drawn).toHaveLength(2);
    // 4 rad, as an angle in [−π, π].
    expect(drawn[1].azimuth).toBeCloseTo(4 - 2 * Math.PI, 9);
    expect(drawn[1].elevation).toBe(Math.PI / 2);

    turntable.home(false);
    const begin = performance.now();
    for (let ms = 0; frames.size > 0 && ms < 2000; ms += 16) nextFrame(begin + ms);
    expect(drawn.at(-1)).toEqual(own);
    expect(drawn.length).toBeGreaterThan(5);
    // Not the long way around.
    for (const { azimuth } of drawn.slice(2)) expect(Math.cos(azimuth - 3.5)).toBeGreaterThan(0.87);

    turntable.turn(1, 0);
    turntable.home(true);
    nextFrame();
    expect(drawn.at(-1)).toEqual(own);
    expect(frames.size).toBe(0);
  });

  it("draws nothing once it is stopped", () => {
    const draw = vi.fn();
    const turntable = new Turntable(camera.viewpoint, camera.viewpoint, draw);
    turntable.turn(1, 0);
    turntable.stop();
    nextFrame();
    expect(draw).toHaveBeenCalledTimes(1);
  });
});

it("a viewpoint is told in degrees: a camera that looks up stands below", () => {
  expect(viewpointWords({ azimuth: -Math.PI / 6, elevation: -Math.PI / 4 })).toBe(
    "turned by −30°, seen from 45° above",
  );
  expect(viewpointWords({ azimuth: 0, elevation: Math.PI / 9 })).toBe("turned by 0°, seen from 20° below");
});
