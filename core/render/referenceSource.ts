/** The readable reference of the kernel: the same pictures, by plain TypeScript, slowly. */
import type { ClassParameters, DatasetConfig, ReleaseClass, ReleaseConfig } from "../config/parameters.ts";
import type { Centre, OrbitRandom, ReferenceOrbit } from "../formulations/formulation.ts";
import { drawCentre, drawClass, formulationOf } from "../formulations/index.ts";
import { drawReleaseCentreFromStream, drawReleaseClassFromStream } from "../formulations/release/sampling.ts";
import { MersenneTwister } from "../random/mersenneTwister.ts";
import { Draws } from "../random/philox.ts";
import { drawClosedPolyline } from "../raster/lines.ts";

export interface ReferenceImage {
  parameters: ClassParameters;
  centre: Centre;
  orbits: ReferenceOrbit[];
}

/** One image under random access. */
export function referenceImage(config: DatasetConfig, classIndex: number, instance: number): ReferenceImage {
  const parameters = drawClass(config, classIndex);
  const centre = drawCentre(config, classIndex, instance);
  const random: OrbitRandom = { kind: "randomAccess", draws: new Draws(config.seed, classIndex, instance) };
  return {
    parameters,
    centre,
    orbits: [...formulationOf(config).orbits(config, parameters, centre, random)],
  };
}

/** All images of one stream in the script's order. */
export function* referenceStream(
  config: ReleaseConfig,
  stream: number,
): Generator<ReferenceImage & { classIndex: number; instance: number }> {
  const twister = new MersenneTwister();
  twister.seed(config.seed + stream);
  const classes = config.classes / config.streams!;
  const random: OrbitRandom = {
    kind: "stream",
    randint: (low, high) => twister.randint(low, high),
    uniform: (low, high) => twister.uniform(low, high),
  };
  for (let c = 0; c < classes; c++) {
    const parameters: ReleaseClass = drawReleaseClassFromStream(twister, config.parameters);
    let centre = drawReleaseCentreFromStream(twister, config);
    for (let instance = 0; instance < config.instances; instance++) {
      const orbits = [...formulationOf(config).orbits(config, parameters, centre, random)];
      yield { classIndex: config.startClass + stream * classes + c, instance, parameters, centre, orbits };
      centre = drawReleaseCentreFromStream(twister, config);
    }
  }
}

/** S·S grey bytes of an image, drawn with integer lines. */
export function paintReference(size: number, orbits: Iterable<ReferenceOrbit>): Uint8Array {
  const picture = { size, pixels: new Uint8Array(size * size) };
  for (const { grey, x, y } of orbits) drawClosedPolyline(picture, x, y, grey);
  return picture.pixels;
}
