/** The kernel finds the authors' classes and draws their clouds, and equals the readable reference to the last bit. */
import { expect, it } from "vitest";
import {
  cameraOf,
  JITTER,
  type Orientation,
  ringOrientation,
  sphereOrientation,
  VIEWS,
} from "../../../core/formulations/exfractaldb/geometry/camera.ts";
import { chaosGame } from "../../../core/formulations/exfractaldb/geometry/chaosGame.ts";
import { normalize } from "../../../core/formulations/exfractaldb/geometry/normalize.ts";
import { paintPicture } from "../../../core/formulations/exfractaldb/geometry/picture.ts";
import { cloudNumbers } from "../../../core/formulations/exfractaldb/geometry/random.ts";
import {
  type Candidate,
  drawCandidate,
  isAccepted,
  nextCandidate,
} from "../../../core/formulations/exfractaldb/geometry/search.ts";
import { weightRows } from "../../../core/formulations/exfractaldb/geometry/weights.ts";
import type { SpatialKernel } from "../../../core/formulations/exfractaldb/kernel/spatialKernel.ts";
import { weighted } from "../../../core/formulations/systems/maps.ts";
import { MersenneTwister } from "../../../core/random/mersenneTwister.ts";
import { NumpyRandom } from "../../../core/random/numpyRandom.ts";
import { sha256 } from "../../support/digests.ts";
import { spatialKernel } from "../../support/kernel.ts";
import { classesGolden, cloudsGolden, picturesGolden, pointByPoint } from "../../support/spatialGoldens.ts";

const { seed, variance, points, classes } = classesGolden;
const rows = weightRows();

it("finds every class of the authors' search", async () => {
  const kernel = await spatialKernel(points);
  kernel.seed(seed);
  for (const golden of classes) {
    const { system } = kernel.searchStream(1000, variance)!;
    expect(system.length / 13).toBe(golden.maps);
    expect(sha256(system).startsWith(golden.sha256)).toBe(true);
  }
});

/** Plays the stream's clouds of classes 0 … 3, 145 each, and hands those of the goldens to a function. */
async function playGoldens(
  use: (kernel: SpatialKernel, golden: (typeof cloudsGolden.clouds)[number]) => void,
): Promise<void> {
  const kernel = await spatialKernel(points, picturesGolden.size);
  kernel.seed(seed);
  const systems = [0, 1, 2, 3].map(() => kernel.searchStream(1000, variance)!.system);
  kernel.seed(cloudsGolden.points_seed);
  let used = 0;
  for (const [classIndex, system] of systems.entries()) {
    kernel.setClass(system);
    for (const [weight, row] of rows.entries()) {
      expect(kernel.playStream(row)).toBe(true);
      const golden = cloudsGolden.clouds.find((c) => c.class === classIndex && c.weight === weight);
      if (golden === undefined) continue;
      use(kernel, golden);
      used += 1;
    }
  }
  expect(used).toBe(cloudsGolden.clouds.length);
}

it("draws every cloud of the authors' classes", async () => {
  await playGoldens((kernel, golden) => {
    expect(sha256(kernel.model())).toBe(golden.sha256);
  });
});

it("paints the authors' pictures of these clouds, pixel for pixel", async () => {
  const jitter = new MersenneTwister();
  jitter.seed(picturesGolden.jitter_seed);
  const pictures = picturesGolden.pictures.values();
  await playGoldens((kernel, { class: classIndex, weight }) => {
    for (let view = 0; view < VIEWS; view++) {
      const { sha256: golden, ...place } = pictures.next().value!;
      expect(place).toEqual({ class: classIndex, weight, view });
      const picture = kernel.paint(ringOrientation(view, jitter.uniform(...JITTER)), picturesGolden.size);
      expect(sha256(picture).slice(0, 16), `class ${classIndex}, weight ${weight}, view ${view}`).toBe(
        golden,
      );
    }
  });
  expect(pictures.next().done).toBe(true);
});

it.each([10_000, 1001, 64])(
  "tries the stream's candidates as the reference does, with %i numbers",
  async (numbers) => {
    const kernel = await spatialKernel(numbers);
    const random = new NumpyRandom(7);
    kernel.seed(7);
    let found = 0;
    for (let n = 0; n < 150; n++) {
      const candidate = nextCandidate(random, numbers);
      const own = kernel.searchStream(1, 0.03);
      expect(own !== null).toBe(isAccepted(candidate, 0.03));
      if (own === null) continue;
      expectSame(own, candidate);
      found += 1;
    }
    expect(found).toBeGreaterThan(2);
  },
);

it("skips candidates of the stream", async () => {
  const [walking, skipping] = [await spatialKernel(1000), await spatialKernel(1000)];
  walking.seed(3);
  skipping.seed(3);
  const first = walking.searchStream(2000, 0.05)!;
  skipping.skipCandidates(first.tried);
  expect(skipping.searchStream(1, 0.05)).toEqual({ ...first, tried: 0 });
});

it("finds a class alone, whichever came before, as the reference does", async () => {
  const kernel = await spatialKernel(points);
  for (const classIndex of [5, 0, 20_999]) {
    const found = kernel.searchClass(classIndex, 0, 1000, variance)!;
    expectSame(found, drawCandidate(0, classIndex, found.tried, points));
    for (let n = Math.max(0, found.tried - 20); n < found.tried; n++) {
      expect(isAccepted(drawCandidate(0, classIndex, n, points), variance)).toBe(false);
    }
    expect(kernel.searchClass(classIndex, found.tried, 1, variance)).toEqual({ ...found, tried: 0 });
    if (found.tried > 0) expect(kernel.searchClass(classIndex, 0, found.tried, variance)).toBeNull();
  }
});

const orientations: [string, Orientation][] = [
  ...[0, 5, 11].map((view): [string, Orientation] => [`view ${view}`, ringOrientation(view, view - 4.3)]),
  ["above", sphereOrientation(1, 1)],
  ["below", sphereOrientation(4, -1)],
  ["anywhere", sphereOrientation(2.5, 0.37)],
];

it.each([1, 63, 224, 225])("paints the reference's picture of %i px", async (size) => {
  const kernel = await spatialKernel(2000, size);
  const { system } = kernel.searchClass(3, 0, 2000, 0.05)!;
  kernel.setClass(system);
  for (const [cloud, weight] of [0, 6, 90, 144].entries()) {
    const isPlayed = kernel.play(rows[weight], 3, cloud, 1);
    const twin = normalize(chaosGame(weighted(system, rows[weight]), cloudNumbers(0, 3, cloud, 1, 2000)));
    expect(isPlayed).toBe(twin !== null);
    if (twin === null) continue;
    expect(sha256(kernel.model())).toBe(sha256(pointByPoint(twin)));
    for (const [name, orientation] of orientations) {
      for (const count of [1999, 1001, 1]) {
        const picture = sha256(kernel.paint(orientation, size, count));
        expect(picture, name).toBe(sha256(paintPicture(twin, cameraOf(orientation), size, count)));
      }
      expect(Math.max(...kernel.paint(orientation, size))).toBe(255);
    }
  }
});

/** Turns by `angle` about an axis near z and shrinks by `factor`, then moves. */
function spiral(angle: number, factor: number, probability: number): number[] {
  const [c, s] = [factor * Math.cos(angle), factor * Math.sin(angle)];
  return [c, -s, 0, s, c, 0, 0, 0, factor, 0.3, angle, -0.2, probability];
}

it.each([
  ["never forget where they began", 1, [0.5, 0.5]],
  ["forget it after more than a piece", 0.995, [0.5, 0.5]],
  ["forget it soon", 0.5, [0.5, 0.5]],
  ["leave steps out", 0.7, [0.3, 0.4]],
  ["leave each step out", 0.7, [0, Number.NaN]],
  ["overflow at once", 3, [0.5, 0.5]],
  ["overflow after the first piece", 1.15, [0.5, 0.5]],
])("walks with maps that %s as the reference does", async (_, factor, [p, q]) => {
  const system = Float64Array.of(...spiral(1, factor, p), ...spiral(2.5, factor, q));
  for (const numbers of [10_000, 3001, 1153, 1152, 1151, 65]) {
    const kernel = await spatialKernel(numbers);
    kernel.setClass(system);
    const isPlayed = kernel.play(rows[6], 7, 2);
    const twin = normalize(chaosGame(weighted(system, rows[6]), cloudNumbers(0, 7, 2, 0, numbers)));
    expect(isPlayed, `${numbers} numbers`).toBe(twin !== null);
    if (twin !== null) expect(sha256(kernel.model()), `${numbers} numbers`).toBe(sha256(pointByPoint(twin)));
  }
});

function expectSame(
  { system, variance }: { system: Float64Array; variance: number[] },
  { system: expected, model }: Candidate,
): void {
  expect(system).toEqual(expected);
  expect(variance).toEqual(model!.variance);
}
