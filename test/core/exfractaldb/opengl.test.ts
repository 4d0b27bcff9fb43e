/** The kernel's pictures are those of a software OpenGL, from any side, of any size, and of points that it does not see. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Orientation,
  ringOrientation,
  sphereOrientation,
} from "../../../core/formulations/exfractaldb/geometry/camera.ts";
import { WEIGHTS, weightRows } from "../../../core/formulations/exfractaldb/geometry/weights.ts";
import type { SpatialKernel } from "../../../core/formulations/exfractaldb/kernel/spatialKernel.ts";
import { temporaryFolder, writeJson } from "../../support/folders.ts";
import { spatialKernel } from "../../support/kernel.ts";
import { runPython, whyMissing } from "../../support/python.ts";

const NUMBERS = 10_000;
const VIEWS_A_CLOUD = 5;
const rows = weightRows();

// Python's OpenGL imports without the library that draws.
const missing = whyMissing("OpenGL, numpy, ctypes; ctypes.CDLL('libOSMesa.so.8')");

/** Puts model number n of its own class, made larger by a factor, at hand. */
function place(kernel: SpatialKernel, n: number, factor: number): void {
  const { system } = kernel.searchClass(n, 0, 10_000, 0.05)!;
  kernel.setClass(system);
  let weight = (7 * n) % WEIGHTS;
  while (!kernel.play(rows[weight], n, 0)) weight = (weight + 1) % WEIGHTS;
  const model = kernel.model();
  model.set(model.map((value) => value * factor));
}

function orientation(n: number): Orientation {
  const heights = [0.9, -0.2, 1, 0.45, -1, -0.77, 0];
  return n % 2 === 0 ? ringOrientation(n % 12, (n % 7) - 3.1) : sphereOrientation(n * 0.7, heights[n % 7]);
}

describe.skipIf(missing)(`pictures beside Mesa's${missing ? ` (skipped: ${missing})` : ""}`, () => {
  it.each([
    { size: 224, clouds: 20, factor: 1 },
    { size: 63, clouds: 4, factor: 1 },
    { size: 512, clouds: 4, factor: 1 },
    { size: 224, clouds: 4, factor: 6 },
  ])("of $size px, models $factor times as large", async ({ size, clouds, factor }) => {
    const folder = temporaryFolder();
    const kernel = await spatialKernel(NUMBERS, size);
    const views: object[] = [];
    const pictures: Uint8Array[] = [];
    for (let n = 0; n < clouds; n++) {
      place(kernel, n, factor);
      writeFileSync(join(folder, `${n}.points`), kernel.model());
      for (let view = 0; view < VIEWS_A_CLOUD; view++) {
        const seen = orientation(views.length);
        views.push({ points: `${n}.points`, size, ...seen });
        pictures.push(kernel.paint(seen, size).slice());
      }
    }
    writeJson(join(folder, "views.json"), views);
    expect(runPython("core/exfractaldb/opengl.py", folder)).toMatchObject({ pictures: views.length });

    let white = 0;
    let different = 0;
    for (const [number, picture] of pictures.entries()) {
      const theirs = readFileSync(join(folder, `${number}.grey`));
      expect(theirs).toHaveLength(size * size);
      theirs.forEach((grey, pixel) => {
        white += grey / 255;
        if (grey !== picture[pixel]) different += 1;
      });
    }
    expect(white).toBeGreaterThan(views.length * 20);
    // A processor without fused multiplication and addition rounds a few points in a million another way.
    expect(different).toBeLessThanOrEqual(2);
  });
});
