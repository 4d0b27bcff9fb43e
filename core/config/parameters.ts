/** The types of a configuration that every layer shares; names are the field's, symbols the papers'. */
export type { ClassParameters, DatasetConfig, FormulationName } from "../formulations/configurations.ts";
export type {
  ImageType,
  Layout,
  OutputConfig,
  Pixel,
  Range,
  RendererName,
  Resample,
} from "./dataset.ts";
