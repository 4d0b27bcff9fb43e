/** Digests of the pixels that the authors' own script draws, with the configurations that ask for them. */
import { readdirSync, readFileSync } from "node:fs";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";

const folder = new URL("../fixtures/goldens/", import.meta.url);

export interface Golden {
  name: string;
  config: DatasetConfig;
  /** `vertices` where the run told it. */
  images: { class: number; instance: number; vertices?: number; sha256: string }[];
}

type Options = Record<string, number>;

/** The parameters that a script's options mean, by the script's dataset. */
const parametersOf: Record<string, (options: Options) => { formulation: string; parameters: object }> = {
  visualatom: (options) => ({
    formulation: "release",
    parameters: {
      ...shared(options),
      vertices: [options.vertex_num_min, options.vertex_num_max],
      orbits: [options.line_num_min, options.line_num_max],
      frequency1: [options.nami_1_min, options.nami_1_max],
      frequency2: [options.nami_2_min, options.nami_2_max],
    },
  }),
  rcdb: (options) => ({
    formulation: "rcdb",
    parameters: {
      ...shared(options),
      vertices: [3, options.vertex_num],
      orbits: [options.line_num_min, options.line_num_min + 199],
    },
  }),
};

function shared(options: Options): object {
  return {
    perlinMin: options.perlin_min,
    lineWidth: options.line_width,
    radiusMin: options.radius_min,
    ovalRate: options.oval_rate,
    startPos: options.start_pos,
  };
}

export const goldens: Golden[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => {
    const run = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    const { dataset = "visualatom", arguments: options, classes, instances, startClass = 0 } = run;
    const config = parseConfig({
      ...parametersOf[dataset](options),
      ...{ classes, instances, startClass, imageSize: options.image_size, streams: run.threads, seed: 1 },
    });
    return { name: file.replace(".json", ""), config, images: run.images };
  });
