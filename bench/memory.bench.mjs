/** Resident memory over a long run. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "./support.mjs";

export const description = "resident memory of 20,000 images with two workers";

const IMAGES = 20_000;

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "visualatom-bench-"));
  const samples = [];
  try {
    const options = ["--preset", "visualatom-1k", "--classes", "200", "--instances", "100", "--workers", "2"];
    const result = await generate([...options, "--out", join(folder, "out")], (seconds, bytes) =>
      samples.push({ seconds, bytes }),
    );
    const megabytes = (part) => Math.max(...part.map(({ bytes }) => bytes)) / 1e6;
    const thousand = Math.max(1, Math.floor(samples.length / (IMAGES / 1000)));
    const start = Math.floor(0.05 * samples.length);
    console.log(
      `  ${result.images} images in ${result.seconds.toFixed(1)} s (${result.imagesPerSecond.toFixed(0)} images/s)`,
    );
    console.log(
      `  peak ${megabytes(samples).toFixed(0)} MB; second thousand images ${megabytes(samples.slice(start, start + thousand)).toFixed(0)} MB, last thousand ${megabytes(samples.slice(-thousand)).toFixed(0)} MB`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
