/** What the scripts of FractalDB call their files, and how they write a class. */
import type { ScriptFiles } from "../formulation.ts";
import { fractaldbSearch } from "./classes.ts";
import { imageOf, instanceOf } from "./images.ts";
import type { FractaldbClass, FractaldbConfig } from "./parameters.ts";

export const fractaldbFiles: ScriptFiles<FractaldbConfig, FractaldbClass> = {
  imageRoot: "",
  imageName(_parameters, numbers, extension, config) {
    const { weight, count, flip } = imageOf(config, numbers.index);
    return `${numbers.class}_${String(weight).padStart(2, "0")}_count_${count}_flip${flip}.${extension}`;
  },
  instanceIn(name, config) {
    const [weight, count, flip] = (/_(\d+)_count_(\d+)_flip(\d+)\.\w+$/.exec(name) ?? [])
      .slice(1)
      .map(Number);
    return flip === undefined ? null : instanceOf(config, { weight, count, flip });
  },
  parametersIn: () => ({}),
  parameterFile: null,
  tableFile: fractaldbSearch.toFile,
};
