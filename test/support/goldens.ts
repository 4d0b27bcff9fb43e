/** Digests of the pixels that the authors' own script draws, with the configurations that ask for them. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";

const folder = new URL("../fixtures/goldens/", import.meta.url);

export interface Golden {
  name: string;
  config: DatasetConfig;
  images: { class: number; instance: number; vertices: number; sha256: string }[];
}

export const goldens: Golden[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => {
    const run = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    const options = run.arguments;
    const config = parseConfig({
      formulation: "release",
      classes: run.classes,
      instances: run.instances,
      startClass: run.startClass,
      imageSize: options.image_size,
      streams: run.threads,
      seed: 1,
      parameters: {
        vertices: [options.vertex_num_min, options.vertex_num_max],
        orbits: [options.line_num_min, options.line_num_max],
        perlinMin: options.perlin_min,
        lineWidth: options.line_width,
        radiusMin: options.radius_min,
        ovalRate: options.oval_rate,
        startPos: options.start_pos,
        frequency1: [options.nami_1_min, options.nami_1_max],
        frequency2: [options.nami_2_min, options.nami_2_max],
      },
    });
    return { name: file.replace(".json", ""), config, images: run.images };
  });

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
