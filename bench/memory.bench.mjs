/** Resident memory over a long run. */
import { join } from "node:path";
import { generate, mean, withFolder } from "./support.mjs";

export const name = "memory";
export const description =
  "resident memory of the process tree over 20,000 images with two workers, sampled every 0.1 s";

const CLASSES = 200;
const INSTANCES = 100;
const THOUSANDS = (CLASSES * INSTANCES) / 1000;

export async function run({ line, table }) {
  const samples = [];
  const { wallSeconds: seconds, imagesPerSecond } = await withFolder((folder) => {
    const size = ["--classes", CLASSES, "--instances", INSTANCES];
    const options = ["--preset", "visualatom-1k", ...size, "--workers", 2, "--out", join(folder, "out")];
    const sample = (at, bytes) => {
      // Between the end of the process and its report there is nothing left to measure.
      if (bytes > 0) samples.push({ at, bytes });
    };
    return generate(options.map(String), { images: CLASSES * INSTANCES, sample });
  });
  line(`${CLASSES * INSTANCES} images in ${seconds.toFixed(1)} s (${imagesPerSecond.toFixed(0)} images/s)`);
  // Every thousand takes about as long as any other: classes of all kinds alternate.
  const thousands = Array.from({ length: THOUSANDS }, (_, part) => {
    const from = (part * seconds) / THOUSANDS;
    const within = samples.filter(({ at }) => at >= from && at < from + seconds / THOUSANDS);
    const bytes = within.map((sample) => sample.bytes);
    return { mean: bytes.length ? mean(bytes) : 0, peak: Math.max(0, ...bytes) };
  });
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
  const shown = [0, 1, Math.floor(THOUSANDS / 2), THOUSANDS - 2, THOUSANDS - 1];
  table(
    ["thousand", "mean", "peak"],
    shown.map((part) => [part + 1, megabytes(thousands[part].mean), megabytes(thousands[part].peak)]),
  );
  line(`peak of the whole run ${megabytes(Math.max(...samples.map(({ bytes }) => bytes)))}`);
  return { seconds, thousands };
}
