/** The registry of formulations: a further family of formula-driven data is one more folder and one more line here. */
import type { ClassParameters, DatasetConfig, FormulationName } from "../config/parameters.ts";
import type { Centre, ClassParameterColumn, Formulation } from "./formulation.ts";
import { paper } from "./paper/paper.ts";
import { release } from "./release/release.ts";

type AnyFormulation = Formulation<DatasetConfig, ClassParameters>;

export const formulations = {
  paper: paper as unknown as AnyFormulation,
  release: release as unknown as AnyFormulation,
} satisfies Record<FormulationName, AnyFormulation>;

export function formulationOf(config: { formulation: FormulationName }): AnyFormulation {
  return formulations[config.formulation];
}

/** The parameters of one class; random access only (the classes of a stream are reached through the stream). */
export function drawClass(config: DatasetConfig, classIndex: number): ClassParameters {
  if (config.streams !== null) throw new TypeError("the classes of a stream cannot be drawn alone");
  return formulationOf(config).drawClass(config, classIndex);
}

/**
 * Centre of one image; random access only.
 * @param attempt how often the image was drawn before
 */
export function drawCentre(config: DatasetConfig, classIndex: number, instance: number, attempt = 0): Centre {
  return formulationOf(config).drawCentre(config, classIndex, instance, attempt);
}

export function classParameterColumns(formulation: FormulationName): ClassParameterColumn[] {
  return formulations[formulation].columns;
}
