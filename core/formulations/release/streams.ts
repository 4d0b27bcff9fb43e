/** Draws of the `release` formulation from a stream, in the released script's own order. */
import type { SequentialRandom } from "../../random/mersenneTwister.ts";
import type { StreamDraws } from "../formulation.ts";
import { drawStreamCentre } from "../script/centre.ts";
import { NOISE_COEFFICIENT_SPAN, skipOrbits } from "../script/noise.ts";
import { setReleaseKernelClass } from "./kernel.ts";
import type { ReleaseClass, ReleaseConfig } from "./parameters.ts";
import { RADIUS_SPAN, redraw } from "./sampling.ts";

function drawClass(random: SequentialRandom, { parameters }: ReleaseConfig): ReleaseClass {
  const vertices = random.randint(...parameters.vertices);
  const orbits = random.randint(...parameters.orbits);
  const noiseCoefficient = random.uniform(
    parameters.perlinMin,
    parameters.perlinMin + NOISE_COEFFICIENT_SPAN,
  );
  const radialStep = random.uniform(0, parameters.lineWidth);
  const radius = random.randint(parameters.radiusMin, parameters.radiusMin + RADIUS_SPAN);
  const frequency1 = random.randint(...parameters.frequency1);
  const frequency2 = redraw(frequency1, () => random.randint(...parameters.frequency2));
  const ovalX = random.uniform(1, parameters.ovalRate);
  const ovalY = random.uniform(1, parameters.ovalRate);
  return {
    formulation: "release",
    vertices,
    orbits,
    noiseCoefficient,
    radialStep,
    radius,
    frequency1,
    frequency2,
    ovalX,
    ovalY,
  };
}

export const releaseStreams: StreamDraws<ReleaseConfig, ReleaseClass> = {
  drawClass,
  firstPlacement: drawStreamCentre,
  nextPlacement: drawStreamCentre,
  skipImage: (random, _config, { orbits, vertices }) => skipOrbits(random, orbits, vertices, 255),
  setKernelClass: setReleaseKernelClass,
  setKernelImage: null,
};
