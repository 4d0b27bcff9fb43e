/** How fast a dataset is verified, beside making it. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { cli, generate, median, withFolder } from "./support/support.mjs";

export const name = "verify";
export const description =
  "`verify`, which draws every image again, beside `generate`: 5,000 images of Table 1, all workers, start included; medians of interleaved rounds";

const ROUNDS = 3;
const CLASSES = 100;
const INSTANCES = 50;
const IMAGES = CLASSES * INSTANCES;

export async function run({ line }) {
  const rates = { generate: [], verify: [] };
  await withFolder(async (folder) => {
    for (let round = 0; round < ROUNDS; round++) {
      const out = join(folder, String(round));
      const size = ["--classes", String(CLASSES), "--instances", String(INSTANCES)];
      const made = await generate(["--preset", "visualatom-1k", ...size, "--out", out], { images: IMAGES });
      rates.generate.push(made.imagesPerSecond);
      const start = performance.now();
      const { status } = spawnSync(process.execPath, [cli, "verify", out, "--quiet"], { stdio: "inherit" });
      if (status !== 0) throw new Error(`verify ended with exit code ${status}`);
      rates.verify.push((1000 * IMAGES) / (performance.now() - start));
      rmSync(out, { recursive: true });
    }
  });
  const [made, verified] = [median(rates.generate), median(rates.verify)];
  const ratio = median(rates.verify.map((rate, round) => rate / rates.generate[round]));
  line(
    `generate ${made.toFixed(0)} images/s, verify ${verified.toFixed(0)} images/s: ${(100 * ratio).toFixed(0)} %`,
  );
  return { rates, ratio };
}
