/** What the script of RCDB calls its files, and what it writes of a class. */
import type { ScriptFiles } from "../formulation.ts";
import { lastNumberIn } from "../script/fileNames.ts";
import type { RcdbClass, RcdbConfig } from "./parameters.ts";

export const rcdbFiles: ScriptFiles<RcdbConfig, RcdbClass> = {
  imageRoot: "image",
  imageName: (_parameters, numbers, extension) => `${numbers.class}_${numbers.instance}.${extension}`,
  instanceIn: lastNumberIn,
  parametersIn: () => ({}),
  parameterFile: (c) =>
    [
      ["Vertex", c.vertices],
      ["Perlin_noise", asFloat(c.noiseCoefficient)],
      ["line_width", asFloat(c.radialStep)],
      ["Center_rad", c.radius],
      ["Line_num", c.orbits],
      ["Oval_rate_x", asFloat(c.ovalX)],
      ["Oval_rate_y", asFloat(c.ovalY)],
      ["start_pos_h", asFloat(c.centreY)],
      ["start_pos_w", asFloat(c.centreX)],
    ]
      .map(([name, value]) => `${name},${value}\r\n`)
      .join(""),
};

/** As Python writes a float: a whole number with `.0`, a small one with at least two digits in its exponent. */
function asFloat(value: number): string {
  if (value !== 0 && Math.abs(value) < 1e-4) {
    return value.toExponential().replace(/e-(\d)$/, "e-0$1");
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
