/** The registry of formulations: a further family of formula-driven data is one more folder and one more line here. */
import type { ClassBase, DatasetConfigBase } from "../config/dataset.ts";
import type {
  ClassParameters,
  DatasetConfig,
  FormulationName,
  PointConfig,
  PolylineClass,
  PolylineConfig,
} from "./configurations.ts";
import { exfractaldb } from "./exfractaldb/exfractaldb.ts";
import type { Centre, ClassParameterColumn, PolylineFormulation, StreamDraws } from "./formulation.ts";
import { fractaldb } from "./fractaldb/fractaldb.ts";
import { paper } from "./paper/paper.ts";
import type { PointFormulation } from "./pointFormulation.ts";
import { rcdb } from "./rcdb/rcdb.ts";
import { release } from "./release/release.ts";

export type AnyPolylines = PolylineFormulation<DatasetConfig, ClassParameters>;
export type AnyPoints = PointFormulation<DatasetConfig, ClassParameters>;
export type AnyFormulation = AnyPolylines | AnyPoints;

/** The registry is asked by name, so that what each takes is its own configuration and class. */
function polylines<Config extends DatasetConfigBase, C extends ClassBase, P extends Centre>(
  formulation: PolylineFormulation<Config, C, P>,
): AnyFormulation {
  return formulation as unknown as AnyPolylines;
}

function points<Config extends DatasetConfigBase, C extends ClassBase>(
  formulation: PointFormulation<Config, C>,
): AnyFormulation {
  return formulation as unknown as AnyPoints;
}

/** In the order in which people read them. */
export const formulations: Record<FormulationName, AnyFormulation> = {
  paper: polylines(paper),
  release: polylines(release),
  rcdb: polylines(rcdb),
  fractaldb: points(fractaldb),
  exfractaldb: points(exfractaldb),
};

export const formulationNames = Object.keys(formulations) as FormulationName[];

export function formulationOf(config: { formulation: FormulationName }): AnyFormulation {
  return formulations[config.formulation];
}

/** Of a configuration whose pictures are polylines, else null. */
export function polylinesOf(config: { formulation: FormulationName }): AnyPolylines | null {
  const formulation = formulationOf(config);
  return formulation.picture === "polylines" ? formulation : null;
}

/** Of a configuration whose pictures are points, else null. */
export function pointsOf(config: { formulation: FormulationName }): AnyPoints | null {
  const formulation = formulationOf(config);
  return formulation.picture === "points" ? formulation : null;
}

/** Whether no formula makes the classes: somebody has brought them, so that the dataset has to keep them in any layout. */
export function isBrought(config: DatasetConfig): boolean {
  return (pointsOf(config)?.search.digest(config) ?? null) !== null;
}

export function isPolylines(config: DatasetConfig): config is PolylineConfig {
  return polylinesOf(config) !== null;
}

export function isPoints(config: DatasetConfig): config is PointConfig {
  return pointsOf(config) !== null;
}

/** The instance whose picture stands for its class: of fractals the one that is not weighted, where a class has so many. */
export function typicalInstance(config: DatasetConfig): number {
  const plain = config.streams === null ? pointsOf(config)?.plainInstance(config) : null;
  return plain !== null && plain !== undefined && plain < config.instances ? plain : 0;
}

/** Red, green and blue of each of the 256 samples of its pictures; null where they are greys. */
export function paletteOf(config: DatasetConfig): Uint8Array | null {
  return pointsOf(config)?.palette(config) ?? null;
}

/**
 * The parameters of one class: by random access, or of a table that was searched (the classes of a polyline stream are
 * reached through the stream).
 * @throws UnknownClass where it has not been found yet
 */
export function drawClass(config: DatasetConfig, classIndex: number): ClassParameters {
  const formulation = formulationOf(config);
  if (formulation.classTable(config) === "stream") {
    throw new TypeError("the classes of a stream cannot be drawn alone");
  }
  return formulation.drawClass(config, classIndex);
}

/**
 * Centre of one image, with what else its formulation draws for each image; polylines by random access only.
 * @param attempt how often the image was drawn before
 */
export function drawPlacement(
  config: DatasetConfig,
  classIndex: number,
  instance: number,
  attempt = 0,
): Centre {
  const polylines = polylinesOf(config);
  if (polylines === null) throw new TypeError("pictures of points have no placement");
  return polylines.drawPlacement(config, classIndex, instance, attempt);
}

/** The script's order of draws, for a configuration of polylines with streams. */
export function streamDraws(config: PolylineConfig): StreamDraws<DatasetConfig, PolylineClass> {
  const { streams } = polylinesOf(config)!;
  if (streams === null || config.streams === null) throw new TypeError("this configuration has no streams");
  return streams as unknown as StreamDraws<DatasetConfig, PolylineClass>;
}

export function classParameterColumns(config: DatasetConfig): ClassParameterColumn[] {
  const formulation = formulationOf(config);
  return [...formulation.columns, ...(formulation.furtherColumns?.(config) ?? [])];
}
