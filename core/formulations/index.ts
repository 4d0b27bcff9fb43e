/** The registry of formulations: a further family of formula-driven data is one more folder and one more line here. */
import type { ClassBase, DatasetConfigBase } from "../config/dataset.ts";
import type { ClassParameters, DatasetConfig, FormulationName } from "./configurations.ts";
import type { Centre, ClassParameterColumn, Formulation, StreamDraws } from "./formulation.ts";
import { paper } from "./paper/paper.ts";
import { rcdb } from "./rcdb/rcdb.ts";
import { release } from "./release/release.ts";

type AnyFormulation = Formulation<DatasetConfig, ClassParameters>;

/** The registry is asked by name, so that what each takes is its own configuration and class. */
function registered<Config extends DatasetConfigBase, C extends ClassBase, P extends Centre>(
  formulation: Formulation<Config, C, P>,
): AnyFormulation {
  return formulation as unknown as AnyFormulation;
}

/** In the order in which people read them. */
export const formulations: Record<FormulationName, AnyFormulation> = {
  paper: registered(paper),
  release: registered(release),
  rcdb: registered(rcdb),
};

export const formulationNames = Object.keys(formulations) as FormulationName[];

export function formulationOf(config: { formulation: FormulationName }): AnyFormulation {
  return formulations[config.formulation];
}

/** The parameters of one class; random access only (the classes of a stream are reached through the stream). */
export function drawClass(config: DatasetConfig, classIndex: number): ClassParameters {
  if (config.streams !== null) throw new TypeError("the classes of a stream cannot be drawn alone");
  return formulationOf(config).drawClass(config, classIndex);
}

/**
 * Centre of one image, with what else its formulation draws for each image; random access only.
 * @param attempt how often the image was drawn before
 */
export function drawPlacement(
  config: DatasetConfig,
  classIndex: number,
  instance: number,
  attempt = 0,
): Centre {
  return formulationOf(config).drawPlacement(config, classIndex, instance, attempt);
}

/** The script's order of draws, for a configuration with streams. */
export function streamDraws(config: DatasetConfig): StreamDraws<DatasetConfig, ClassParameters> {
  const { streams } = formulationOf(config);
  if (streams === null || config.streams === null) throw new TypeError("this configuration has no streams");
  return streams;
}

export function classParameterColumns(config: DatasetConfig): ClassParameterColumn[] {
  const formulation = formulationOf(config);
  return [...formulation.columns, ...(formulation.furtherColumns?.(config) ?? [])];
}
