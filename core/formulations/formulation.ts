/** What a formulation is to the layers above: its draws, its vertices, its class parameters as columns. */
import type { ClassParameters, DatasetConfig } from "../config/parameters.ts";
import type { Draws } from "../random/philox.ts";

/** Where the nucleus lies, px from the picture's left and upper edge. */
export interface Centre {
  x: number;
  y: number;
}

/** One class parameter as a column of the class table. */
export interface ClassParameterColumn<C = ClassParameters> {
  name: string;
  /** The paper's or the script's symbol. */
  symbol: string;
  label: string;
  unit: string;
  integer: boolean;
  value(parameters: C): number;
}

/** One orbit of the reference: q vertices and its grey 0 … 255. */
export interface ReferenceOrbit {
  grey: number;
  x: Float64Array;
  y: Float64Array;
}

/** Where an orbit's random numbers come from. */
export type OrbitRandom =
  | { kind: "randomAccess"; draws: Draws }
  | {
      kind: "stream";
      randint(low: number, high: number): number;
      uniform(low: number, high: number): number;
    };

/** λ sin(nθ). */
export interface Sinusoid {
  /** n, above 0 */
  frequency: number;
  /** λ */
  amplitude: number;
}

/** How a class's images look, in words that every formulation has: what two classes are compared by. */
export interface ClassShape {
  /** K */
  orbits: number;
  /** q */
  vertices: number;
  /** Semi-axes of the innermost orbit without its waves, px. */
  inner: [number, number];
  /** Of the outermost. */
  outer: [number, number];
  /** Strength of the noise, 0 … 1 over what the configuration allows. */
  noise: number;
  /** Ascending frequencies, each once. */
  waves: Sinusoid[];
}

export interface Formulation<Config extends DatasetConfig, C extends ClassParameters> {
  title: string;
  columns: ClassParameterColumn<C>[];
  drawClass(config: Config, classIndex: number): C;
  drawCentre(config: Config, classIndex: number, instance: number, attempt: number): Centre;
  shape(config: Config, parameters: C): ClassShape;
  /** Yields the K orbits from the innermost, each in arrays of its own. */
  orbits(config: Config, parameters: C, centre: Centre, random: OrbitRandom): Iterable<ReferenceOrbit>;
}
