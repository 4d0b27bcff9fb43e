/** The readable reference finds the classes and draws the clouds that the authors' own programs do, to the last bit. */
import { expect, it } from "vitest";
import { chaosGame } from "../../../core/formulations/exfractaldb/geometry/chaosGame.ts";
import { normalize } from "../../../core/formulations/exfractaldb/geometry/normalize.ts";
import { isAccepted, nextCandidate } from "../../../core/formulations/exfractaldb/geometry/search.ts";
import { WEIGHTS, weightRows } from "../../../core/formulations/exfractaldb/geometry/weights.ts";
import { weighted } from "../../../core/formulations/systems/maps.ts";
import { NumpyRandom } from "../../../core/random/numpyRandom.ts";
import { sha256 } from "../../support/digests.ts";
import { classesGolden, cloudsGolden, pointByPoint } from "../../support/spatialGoldens.ts";

const { seed, variance, points, first, classes } = classesGolden;

function findClasses(count: number): Float64Array[] {
  const random = new NumpyRandom(seed);
  const systems: Float64Array[] = [];
  while (systems.length < count) {
    const candidate = nextCandidate(random, points);
    if (isAccepted(candidate, variance)) systems.push(candidate.system);
  }
  return systems;
}

const systems = findClasses(4);

it("finds the first classes", () => {
  expect(Array.from(systems[0])).toEqual(first.flat());
  for (const [index, system] of systems.entries()) {
    expect(system.length / 13).toBe(classes[index].maps);
    expect(sha256(system).startsWith(classes[index].sha256)).toBe(true);
  }
});

it("draws every cloud", () => {
  const random = new NumpyRandom(cloudsGolden.points_seed);
  const rows = weightRows();
  expect(rows).toHaveLength(WEIGHTS);
  expect(cloudsGolden.clouds.length).toBeGreaterThan(50);
  let checked = 0;
  for (const [classIndex, system] of systems.entries()) {
    for (const [weight, row] of rows.entries()) {
      const numbers = Float64Array.from({ length: points }, () => random.random());
      const golden = cloudsGolden.clouds.find((c) => c.class === classIndex && c.weight === weight);
      if (golden === undefined) continue;
      const cloud = normalize(chaosGame(weighted(system, row), numbers))!;
      const values = pointByPoint(cloud);
      expect(cloud.x).toHaveLength(golden.points);
      expect(Array.from(values.subarray(0, 3))).toEqual(golden.first);
      expect(Array.from(values.subarray(-3))).toEqual(golden.last);
      expect(sha256(values)).toBe(golden.sha256);
      checked += 1;
    }
  }
  expect(checked).toBe(cloudsGolden.clouds.length);
});
