/** What the scripts of MV-FractalDB call their files, and how they write a class. */
import type { ScriptFiles } from "../formulation.ts";
import { exfractaldbSearch } from "./classes.ts";
import { instanceOf, ringImage } from "./images.ts";
import type { ExfractaldbClass, ExfractaldbConfig } from "./parameters.ts";

/** An image of the ring is named by its row of weights and its view; one that is seen from anywhere has view 0. */
export const exfractaldbFiles: ScriptFiles<ExfractaldbConfig, ExfractaldbClass> = {
  imageRoot: "",
  classDigits: 6,
  imageName(_parameters, numbers, extension, config) {
    const isRing = config.parameters.viewpoint === "ring";
    const { weight, view } = isRing ? ringImage(config, numbers.index) : { weight: numbers.index, view: 0 };
    const digits = (number: number, count: number): string => String(number).padStart(count, "0");
    return `${numbers.class}_${digits(weight, 5)}_${digits(view, 3)}.${extension}`;
  },
  instanceIn(name, config) {
    const [weight, view] = (/_(\d{5,})_(\d{3})\.\w+$/.exec(name) ?? []).slice(1).map(Number);
    if (view === undefined) return null;
    if (config.parameters.viewpoint === "random") return view === 0 ? weight : null;
    return instanceOf(config, { weight, view });
  },
  parametersIn: () => ({}),
  parameterFile: null,
  tableFile: exfractaldbSearch.toFile,
};
