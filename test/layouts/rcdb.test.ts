/** Layout `release` of formulation `rcdb` is what RCDB's script leaves: `image/`, and `param/` with its own names. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { drawClass } from "../../core/formulations/index.ts";
import { rcdbFiles } from "../../core/formulations/rcdb/files.ts";
import type { RcdbClass } from "../../core/formulations/rcdb/parameters.ts";
import { ReferenceSource } from "../../core/render/referenceSource.ts";
import { sha256 } from "../support/digests.ts";
import { goldens } from "../support/goldens.ts";
import { datasetsOf } from "../support/layouts.ts";
import { decode } from "../support/pictures.ts";

const { make } = datasetsOf("rcdb");

const names = [
  ...["Vertex", "Perlin_noise", "line_width", "Center_rad", "Line_num", "Oval_rate_x", "Oval_rate_y"],
  ...["start_pos_h", "start_pos_w"],
];

describe("layout release", () => {
  it("has the script's names, pixels and parameters, from exact streams", async () => {
    const { config, images } = goldens.find(({ name }) => name === "rcdb-image-256-10x3")!;
    const { pixel: _, ...output } = config.output;
    const out = await make("golden", { ...config, output: { ...output, layout: "release" } });
    for (const image of images) {
      const [number, instance] = [
        String(image.class).padStart(5, "0"),
        String(image.instance).padStart(4, "0"),
      ];
      const picture = await decode(join(out, "image", number, `${number}_${instance}.png`));
      expect([picture.channels, picture.isGrey]).toEqual([3, true]);
      expect(sha256(picture.grey)).toBe(image.sha256);
    }
    const twin = new ReferenceSource(config);
    expect(readdirSync(join(out, "param"))).toHaveLength(10);
    for (let classIndex = 0; classIndex < 10; classIndex++) {
      const c = twin.begin(classIndex, 0) as RcdbClass;
      const text = readFileSync(join(out, "param", `0000${classIndex}.csv`), "utf8");
      const rows = text.split("\r\n").map((row) => row.split(","));
      expect(rows.pop()).toEqual([""]);
      expect(rows.map(([name]) => name)).toEqual(names);
      expect(rows.map(([, value]) => Number(value))).toEqual([
        ...[c.vertices, c.noiseCoefficient, c.radialStep, c.radius, c.orbits],
        ...[c.ovalX, c.ovalY, c.centreY, c.centreX],
      ]);
      twin.skip();
      twin.begin(classIndex, 1);
      twin.skip();
    }
  });

  it("writes numbers as Python does", () => {
    const c = drawClass(parseConfig({ formulation: "rcdb" }), 0) as RcdbClass;
    const values = { noiseCoefficient: 2, radialStep: 0.00001, centreX: 256, centreY: 388.5, ovalX: 1 };
    const text = rcdbFiles.parameterFile!({ ...c, ...values });
    expect(text).toContain("Perlin_noise,2.0\r\nline_width,1e-05\r\n");
    expect(text).toContain("Oval_rate_x,1.0\r\n");
    expect(text).toContain("start_pos_h,388.5\r\nstart_pos_w,256.0\r\n");
    expect(text).toContain(`Vertex,${c.vertices}\r\n`);
  });
});

it("layout imagefolder has our own names for them, and the card RCDB's paper", async () => {
  const out = await make("ours", { classes: 2, instances: 2, imageSize: 64 });
  const c = drawClass(parseConfig({ formulation: "rcdb", imageSize: 64 }), 1) as RcdbClass;
  const table = readFileSync(join(out, "param", "00001.csv"), "utf8");
  expect(table.split("\n").slice(0, 3)).toEqual([
    "name,value",
    `vertices,${c.vertices}`,
    `orbits,${c.orbits}`,
  ]);
  const card = readFileSync(join(out, "README.md"), "utf8");
  expect(card).toContain("# Radial contours (RCDB)");
  expect(card).toContain("Auto-Generated Contours");
  expect(card).not.toContain("Visual Atoms");
});
