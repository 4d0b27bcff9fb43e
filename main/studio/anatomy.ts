/** The geometry of one image as the paper's Figure 2 takes it apart: orbit, wave, vertices, orbits one by one. */
import type {
  ClassParameters,
  DatasetConfig,
  PaperClass,
  ReleaseClass,
} from "../../core/config/parameters.ts";
import { quantizedCircle } from "../../core/formulations/circle.ts";
import type { Centre, OrbitRandom, ReferenceOrbit } from "../../core/formulations/formulation.ts";
import { drawCentre, drawClass, formulationOf } from "../../core/formulations/index.ts";
import { orbitNoise, smoothWave } from "../../core/formulations/paper/vertices.ts";
import { pnoise1 } from "../../core/mathematics/gradientNoise.ts";
import { sinAccurate } from "../../core/mathematics/sincos.ts";
import { MersenneTwister } from "../../core/random/mersenneTwister.ts";
import { Draws } from "../../core/random/philox.ts";
import type { StreamCheckpoint } from "../../core/render/imageSource.ts";
import type { Anatomy } from "../../core/studio/api.ts";
import { streamStart, withClassDrawn } from "./streamState.ts";

/** Points of the curves that are drawn as if they were smooth. */
const CURVE_POINTS = 1440;
/** Noise arguments of the released script are uniform in [0, 10000]. */
const NOISE_RANGE = 10000;

/** What an image's anatomy is made of, whichever way its random numbers come. */
interface ImageAtHand {
  parameters: ClassParameters;
  centre: Centre;
  orbits: Iterable<ReferenceOrbit>;
  /** ε of the first orbit at each vertex (horizontal, under `release`), as drawn. */
  firstNoise: Float64Array;
}

/**
 * @param checkpoint with streams: the state before this very image; null for the first image of its stream
 * @param attempt how often the image was drawn in vain before
 */
export function anatomy(
  config: DatasetConfig,
  classIndex: number,
  instance: number,
  maximumOrbits: number,
  checkpoint: StreamCheckpoint | null,
  attempt = 0,
): Anatomy {
  const image =
    config.streams === null
      ? imageByRandomAccess(config, classIndex, instance, attempt)
      : imageOfStream(config, classIndex, checkpoint);
  const { parameters, centre, firstNoise } = image;
  const { theta } = quantizedCircle(parameters.vertices);
  const shape = shapeOf(config, parameters);
  const fine = Array.from({ length: CURVE_POINTS }, (_, i) => (2 * Math.PI * i) / CURVE_POINTS);
  return {
    size: config.imageSize,
    centre: { x: round(centre.x), y: round(centre.y) },
    orbitCount: parameters.orbits,
    orbits: firstOrbits(image.orbits, maximumOrbits),
    theta: Array.from(theta, round),
    wave: Array.from(theta, (angle, i) => round(shape.wave(angle, firstNoise[i]))),
    smoothWave: Array.from(theta, (angle) => round(shape.wave(angle, 0))),
    curve: points(fine, centre, (angle) => shape.point(angle, true)),
    ellipse: points(fine, centre, (angle) => shape.point(angle, false)),
  };
}

function imageByRandomAccess(
  config: DatasetConfig,
  classIndex: number,
  instance: number,
  attempt: number,
): ImageAtHand {
  const parameters = drawClass(config, classIndex);
  const centre = drawCentre(config, classIndex, instance, attempt);
  const draws = new Draws(config.seed, classIndex, instance, attempt);
  const q = parameters.vertices;
  const firstNoise =
    parameters.formulation === "paper"
      ? orbitNoise(draws, 0, q)
      : Float64Array.from(draws.noiseWords(0, q), (word) => pnoise1(word * (NOISE_RANGE / 2 ** 32)));
  const random: OrbitRandom = { kind: "randomAccess", draws };
  return {
    parameters,
    centre,
    orbits: formulationOf(config).orbits(config, parameters, centre, random),
    firstNoise,
  };
}

function imageOfStream(
  config: DatasetConfig,
  classIndex: number,
  checkpoint: StreamCheckpoint | null,
): ImageAtHand {
  if (config.formulation !== "release") throw new TypeError("only the release formulation has streams");
  const drawn = withClassDrawn(config, checkpoint ?? streamStart(config, classIndex));
  const parameters = drawn.classParameters;
  const centre: Centre = { x: drawn.centreX, y: drawn.centreY };
  const twister = new MersenneTwister();
  twister.restore(drawn.state);
  const ahead = new MersenneTwister();
  ahead.restore(twister.state());
  ahead.randint(0, 255);
  const firstNoise = Float64Array.from({ length: parameters.vertices }, () =>
    pnoise1(ahead.uniform(0, NOISE_RANGE)),
  );
  const random: OrbitRandom = {
    kind: "stream",
    randint: (low, high) => twister.randint(low, high),
    uniform: (low, high) => twister.uniform(low, high),
  };
  const orbits = formulationOf(config).orbits(config, parameters, centre, random);
  return { parameters, centre, orbits, firstNoise };
}

/** The first orbit: Φ(θ), and where it puts a point relative to the nucleus. */
interface Shape {
  wave(theta: number, noise: number): number;
  /** px; with or without the wave. */
  point(theta: number, waved: boolean): { x: number; y: number };
}

function shapeOf(config: DatasetConfig, parameters: ClassParameters): Shape {
  return parameters.formulation === "paper"
    ? paperShape(config.formulation === "paper" ? config.parameters.noiseScale : 0, parameters)
    : releaseShape(parameters);
}

/** Eq. 7: a_k (Φ + 1) cos θ, with Φ relative to the orbit's size. */
function paperShape(noiseScale: number, parameters: PaperClass): Shape {
  const { semiAxisA, semiAxisB, noiseLevel } = parameters;
  return {
    wave: (theta, noise) => smoothWave(parameters, theta) + noiseLevel * noiseScale * noise,
    point(theta, waved) {
      const r = waved ? smoothWave(parameters, theta) + 1 : 1;
      return { x: semiAxisA * r * Math.cos(theta), y: semiAxisB * r * Math.sin(theta) };
    },
  };
}

/** The released script moves each vertex outward by κ − κ·noise + ½ sin n₁θ + ½ sin n₂θ + w, px. */
function releaseShape(parameters: ReleaseClass): Shape {
  const { noiseCoefficient: kappa, radialStep: w, radius: r, ovalX, ovalY } = parameters;
  const wave = (theta: number, noise: number): number => {
    const waves = sinAccurate(theta * parameters.frequency1) + sinAccurate(theta * parameters.frequency2);
    return kappa - kappa * noise + 0.5 * waves + w;
  };
  return {
    wave,
    point(theta, waved) {
      const outward = waved ? wave(theta, 0) : 0;
      return {
        x: (r * ovalX + outward) * Math.cos(theta),
        y: (r * ovalY + outward) * Math.sin(theta),
      };
    },
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
