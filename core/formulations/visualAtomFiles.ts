/** What the script of VisualAtom calls its files, whichever formulation drew them. */
import type { ClassBase } from "../config/dataset.ts";
import type { ScriptFiles } from "./formulation.ts";

export const visualAtomFiles: ScriptFiles<ClassBase> = {
  imageRoot: "",
  imageName: ({ vertices }, { instance }, extension) =>
    `vertex_${String(vertices).padStart(4, "0")}_instance_${instance}.${extension}`,
  parametersIn: (name) => ({ vertices: Number(/^vertex_(\d+)_/.exec(name)?.[1] ?? 0) }),
  parameterFile: null,
};
