/** The whole way to the disk, with several workers in one stream, ends in the released script's pixels. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { generate } from "../../support/cli.ts";
import { sha256 } from "../../support/digests.ts";
import { temporaryFolder, writeJson } from "../../support/folders.ts";
import { decode } from "../../support/pictures.ts";

interface Golden {
  classes: number;
  instances: number;
  images: { class: number; instance: number; vertices: number; sha256: string }[];
}

it("writes the script's files: names and pixels", async () => {
  const path = fileURLToPath(new URL("../../fixtures/goldens/best-practice-40x2.json", import.meta.url));
  const { classes, instances, images } = JSON.parse(readFileSync(path, "utf8")) as Golden;
  const folder = temporaryFolder();
  const output = { layout: "release" };
  const config = { formulation: "release", streams: 1, seed: 1, classes, instances, output };
  const out = join(folder, "out");
  await generate(["--config", writeJson(join(folder, "c.json"), config), "--out", out, "--workers", "3"]);
  expect(images).toHaveLength(80);
  for (const image of images) {
    const [number, vertices, instance] = [
      String(image.class).padStart(5, "0"),
      String(image.vertices).padStart(4, "0"),
      String(image.instance).padStart(4, "0"),
    ];
    const { grey, isGrey } = await decode(join(out, number, `vertex_${vertices}_instance_${instance}.png`));
    expect(isGrey).toBe(true);
    expect(sha256(grey)).toBe(image.sha256);
  }
});
