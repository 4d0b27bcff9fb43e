/** What the script of VisualAtom calls its files, whichever formulation drew them. */
import type { DatasetConfigBase, PolylineClassBase } from "../config/dataset.ts";
import type { ScriptFiles } from "./formulation.ts";
import { lastNumberIn } from "./script/fileNames.ts";

export const visualAtomFiles: ScriptFiles<DatasetConfigBase, PolylineClassBase> = {
  imageRoot: "",
  imageName: ({ vertices }, { instance }, extension) =>
    `vertex_${String(vertices).padStart(4, "0")}_instance_${instance}.${extension}`,
  instanceIn: lastNumberIn,
  parametersIn: (name) => ({ vertices: Number(/^vertex_(\d+)_/.exec(name)?.[1] ?? 0) }),
  parameterFile: null,
};
