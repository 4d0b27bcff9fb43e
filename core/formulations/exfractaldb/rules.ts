/** The rules of formulation `exfractaldb`, and its fields without effect. */
import { formatNumber } from "../../config/errors.ts";
import type { Rule } from "../../config/rule.ts";
import { imagesOfClass } from "./images.ts";
import type { ExfractaldbConfig } from "./parameters.ts";

/** NumPy's generator takes seeds below it. */
const SEED_LIMIT = 2 ** 32;

export const exfractaldbRules: readonly Rule<ExfractaldbConfig>[] = [
  function enoughImages(config) {
    const { instances, parameters } = config;
    const most = imagesOfClass(config);
    if (instances <= most) return null;
    const rows = parameters.weights === "unchanged" ? "1 row of weights" : "145 rows of weights";
    const message = `${instances} is more than a class has with viewpoint "ring": ${rows} × ${parameters.views} views are ${formatNumber(most)} images; lower it, or raise views`;
    return { path: ["instances"], value: instances, message };
  },

  function ringStreams({ streams, parameters: { viewpoint } }) {
    if (streams === null || viewpoint === "ring") return null;
    const message =
      '"random" is not allowed with streams, which draw what the released script draws; use "ring", or streams null';
    return { path: ["parameters", "viewpoint"], value: viewpoint, message };
  },

  function scriptStreams({ streams, parameters: { search, classTable } }) {
    if (streams === null || search === "script" || classTable !== null) return null;
    const message =
      '"random" is not allowed with streams, which draw what the released script draws; use "script", or streams null';
    return { path: ["parameters", "search"], value: search, message };
  },

  function streamSeeds({ seed, streams }) {
    if (streams === null || seed + streams <= SEED_LIMIT) return null;
    const message = `${seed} leaves no seeds for ${formatNumber(streams)} streams, the last of which is seeded with seed + ${streams - 1}: NumPy takes seeds below ${formatNumber(SEED_LIMIT)}; lower it`;
    return { path: ["seed"], value: seed, message };
  },
];

export function idleExfractaldbFields({ parameters }: ExfractaldbConfig): ReadonlyMap<string, string> {
  const idle = new Map<string, string>();
  const { classTable, search, viewpoint } = parameters;
  if (classTable !== null) {
    for (const field of ["search", "searchSeed", "variance", "searchPoints"])
      idle.set(`parameters.${field}`, "the classes were brought as a table");
  } else if (search === "random") idle.set("parameters.searchSeed", "the dataset's seed is the search's");
  if (viewpoint === "random") idle.set("parameters.views", "each image is seen from a viewpoint of its own");
  return idle;
}
