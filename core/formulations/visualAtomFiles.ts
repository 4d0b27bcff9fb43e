/** What the script of VisualAtom calls its files, whichever formulation drew them. */
import type { ClassBase } from "../config/dataset.ts";
import type { ScriptFiles } from "./formulation.ts";

export const visualAtomFiles: ScriptFiles<ClassBase> = {
  imageName: ({ vertices }, number, extension) =>
    `vertex_${String(vertices).padStart(4, "0")}_instance_${number}.${extension}`,
};
