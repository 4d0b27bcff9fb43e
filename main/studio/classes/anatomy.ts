/** The geometry of one image as the paper's Figure 2 takes it apart: orbit, wave, vertices, orbits one by one. */
import { quantizedCircle } from "../../../core/formulations/circle.ts";
import type { PolylineClass, PolylineConfig } from "../../../core/formulations/configurations.ts";
import type {
  Centre,
  FirstOrbit,
  OrbitRandom,
  ReferenceOrbit,
} from "../../../core/formulations/formulation.ts";
import { drawClass, drawPlacement, polylinesOf } from "../../../core/formulations/index.ts";
import { MersenneTwister } from "../../../core/random/mersenneTwister.ts";
import { Draws } from "../../../core/random/philox.ts";
import type { StreamCheckpoint } from "../../../core/render/imageSource.ts";
import type { Anatomy } from "../../../core/studio/api.ts";
import { withClassDrawn } from "./streamState.ts";

/** Points of the curves that are drawn as if they were smooth: so many of one period, within what a page can carry and show. */
const POINTS_A_PERIOD = 16;
const FEWEST_CURVE_POINTS = 1440;
const MOST_CURVE_POINTS = 7200;

/** Vertices that are carried to the page; more would be hundreds of MB, and could not be told apart. */
const MOST_VERTICES = 400_000;

function mostOrbits(vertices: number): number {
  return Math.max(1, Math.floor(MOST_VERTICES / vertices));
}

/** What an image's anatomy is made of, whichever way its random numbers come. */
interface ImageAtHand {
  parameters: PolylineClass;
  /** With what else is drawn for each image. */
  centre: Centre;
  orbits: Iterable<ReferenceOrbit>;
  /** ε of the first orbit at each vertex (horizontal, under `release`), as drawn. */
  firstNoise: Float64Array;
}

/**
 * @param checkpoint with streams: the state before this very image; null without
 * @param attempt how often the image was drawn in vain before
 */
export function anatomy(
  config: PolylineConfig,
  classIndex: number,
  instance: number,
  maximumOrbits: number,
  checkpoint: StreamCheckpoint | null,
  attempt = 0,
): Anatomy {
  const image =
    checkpoint === null
      ? imageByRandomAccess(config, classIndex, instance, attempt)
      : imageOfStream(config, checkpoint);
  const { parameters, centre, firstNoise } = image;
  const { theta } = quantizedCircle(parameters.vertices);
  const first = firstOrbitOf(config, parameters, centre);
  const fine = anglesFor(first);
  return {
    size: config.imageSize,
    background: polylinesOf(config)!.background,
    centre: { x: round(centre.x), y: round(centre.y) },
    orbitCount: parameters.orbits,
    orbits: firstOrbits(image.orbits, Math.min(maximumOrbits, mostOrbits(parameters.vertices))),
    theta: Array.from(theta, round),
    wave: Array.from(theta, (angle, i) => round(first.wave(angle, firstNoise[i]))),
    smoothWave: Array.from(theta, (angle) => round(first.wave(angle, 0))),
    curve: points(fine, centre, (angle) => first.point(angle, true)),
    ellipse: points(fine, centre, (angle) => first.point(angle, false)),
    depths: (first.depths ?? []).map(({ formula, wave, point }) => ({
      formula,
      wave: fine.map((angle) => round(wave(angle))),
      curve: points(fine, centre, point),
    })),
  };
}

function anglesFor({ highestFrequency = 0 }: FirstOrbit): number[] {
  const wanted = Math.max(FEWEST_CURVE_POINTS, POINTS_A_PERIOD * highestFrequency);
  const count = Math.min(MOST_CURVE_POINTS, wanted);
  return Array.from({ length: count }, (_, i) => (2 * Math.PI * i) / count);
}

function imageByRandomAccess(
  config: PolylineConfig,
  classIndex: number,
  instance: number,
  attempt: number,
): ImageAtHand {
  const parameters = drawClass(config, classIndex) as PolylineClass;
  const centre = drawPlacement(config, classIndex, instance, attempt);
  const draws = new Draws(config.seed, classIndex, instance, attempt);
  const random: OrbitRandom = { kind: "randomAccess", draws };
  return {
    parameters,
    centre,
    orbits: polylinesOf(config)!.orbits(config, parameters, centre, random),
    firstNoise: firstOrbitOf(config, parameters, centre).noise(random),
  };
}

function imageOfStream(config: PolylineConfig, checkpoint: StreamCheckpoint): ImageAtHand {
  const drawn = withClassDrawn(config, checkpoint);
  const parameters = drawn.classParameters as PolylineClass;
  const centre = drawn.placement;
  const firstNoise = firstOrbitOf(config, parameters, centre).noise(streamFrom(drawn.state));
  const random = streamFrom(drawn.state);
  const orbits = polylinesOf(config)!.orbits(config, parameters, centre, random);
  return { parameters, centre, orbits, firstNoise };
}

function firstOrbitOf(config: PolylineConfig, parameters: PolylineClass, placement: Centre): FirstOrbit {
  return polylinesOf(config)!.studio.firstOrbit(config, parameters, placement);
}

function streamFrom(state: Uint32Array): OrbitRandom {
  const twister = new MersenneTwister();
  twister.restore(state);
  return {
    kind: "stream",
    random: () => twister.random(),
    randint: (low, high) => twister.randint(low, high),
    uniform: (low, high) => twister.uniform(low, high),
  };
}

/** The orbits are made one after the other; no more are made than are wanted. */
function firstOrbits(orbits: Iterable<ReferenceOrbit>, maximum: number): Anatomy["orbits"] {
  const taken: Anatomy["orbits"] = [];
  for (const { grey, x, y } of orbits) {
    taken.push({ number: taken.length + 1, grey, x: Array.from(x, round), y: Array.from(y, round) });
    if (taken.length === maximum) break;
  }
  return taken;
}

function points(
  angles: readonly number[],
  centre: Centre,
  point: (theta: number) => { x: number; y: number },
): { x: number[]; y: number[] } {
  const all = angles.map(point);
  return {
    x: all.map((p) => round(centre.x + p.x)),
    y: all.map((p) => round(centre.y + p.y)),
  };
}

/** Ten-thousandths: finer than any screen, at half the size on the way to the page. */
function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
