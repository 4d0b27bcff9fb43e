/** The rules of formulation `exfractaldb`, and its fields without effect. */
import { formatNumber } from "../../config/errors.ts";
import type { Rule } from "../../config/rule.ts";
import { idleSearchFields, scriptStreams } from "../systems/rules.ts";
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

  scriptStreams,

  function streamSeeds({ seed, streams }) {
    if (streams === null || seed + streams <= SEED_LIMIT) return null;
    const message = `${seed} leaves no seeds for ${formatNumber(streams)} streams, the last of which is seeded with seed + ${streams - 1}: NumPy takes seeds below ${formatNumber(SEED_LIMIT)}; lower it`;
    return { path: ["seed"], value: seed, message };
  },
];

export function idleExfractaldbFields(config: ExfractaldbConfig): ReadonlyMap<string, string> {
  const idle = idleSearchFields(config, "variance");
  if (config.parameters.viewpoint === "random")
    idle.set("parameters.views", "each image is seen from a viewpoint of its own");
  return idle;
}
