/** What we write opens in torchvision's ImageFolder, with Pillow, with no adapter. */
import { execFileSync } from "node:child_process";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generate } from "../support/cli.ts";
import { sha256 } from "../support/digests.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import { decode } from "../support/pictures.ts";
import { python, whyMissing } from "../support/python.ts";

const script = fileURLToPath(new URL("imagefolder.py", import.meta.url));
const missing = whyMissing("torchvision.datasets");
if (missing) console.warn(`ImageFolder tests are skipped: ${missing}`);

interface Report {
  classes: string[];
  samples: {
    path: string;
    label: number;
    target: number;
    mode: string;
    size: number[];
    sha256: string;
    grey: boolean;
  }[];
}

describe.skipIf(missing !== null)("torchvision ImageFolder", () => {
  const folder = temporaryFolder();
  const config = writeJson(join(folder, "config.json"), {
    formulation: "paper",
    classes: 12,
    instances: 3,
    imageSize: 96,
  });

  it.each([
    ["imagefolder", "gray", "image"],
    ["imagefolder", "rgb", "image"],
    ["release", "rgb", "."],
  ])("layout %s, %s: finds every class, label and pixel", async (layout, pixel, root) => {
    const out = join(folder, `${layout} ${pixel}`);
    await generate(["--config", config, "--out", out, "--layout", layout, "--pixel", pixel]);
    const images = join(out, root);
    const output = execFileSync(python, [script, images], { encoding: "utf8", maxBuffer: 1 << 24 });
    const { classes, samples } = JSON.parse(output) as Report;
    expect(classes).toEqual(Array.from({ length: 12 }, (_, i) => String(i).padStart(5, "0")));
    expect(samples).toHaveLength(36);
    for (const { path, label, target, mode, size, sha256: pixels, grey } of samples) {
      expect([label, target]).toEqual([Number(relative(images, path).slice(0, 5)), label]);
      // ImageFolder's loader converts to RGB.
      expect([mode, size, grey]).toEqual(["RGB", [96, 96], true]);
      const decoded = await decode(path);
      expect(sha256(decoded.grey)).toBe(pixels);
    }
  });

  it("Pillow checks every PNG without complaint", async () => {
    const out = join(folder, "verified");
    await generate(["--config", config, "--out", out]);
    const verify =
      "import sys,glob\nfrom PIL import Image\nn=0\nfor p in glob.glob(sys.argv[1]+'/image/*/*.png'):\n Image.open(p).verify()\n i=Image.open(p); i.load(); assert i.mode=='L', i.mode\n n+=1\nprint(n)";
    const count = execFileSync(python, ["-W", "error", "-c", verify, out], { encoding: "utf8" });
    expect(count.trim()).toBe("36");
  });
});
