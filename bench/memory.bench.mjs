/** Resident memory over long runs of every image type, renderer and formulation. */
import { kinds, runKind } from "./support/kinds.mjs";
import { mean, withFolder } from "./support/support.mjs";

export const name = "memory";
export const description =
  "resident memory of the process tree over 20,000 images of each kind with two workers, sampled every 0.1 s, by fifths of the time";

const IMAGES = 20_000;
const FIFTHS = 5;

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

export async function run({ line, table }) {
  const results = {};
  for (const kind of Object.keys(kinds)) {
    const samples = [];
    const sample = (_, bytes) => samples.push(bytes);
    const seconds = await withFolder((folder) =>
      runKind(kind, { folder, images: IMAGES, workers: 2, sample }),
    );
    const fifth = Math.ceil(samples.length / FIFTHS);
    const means = Array.from({ length: FIFTHS }, (_, part) =>
      mean(samples.slice(part * fifth, (part + 1) * fifth)),
    );
    line(`${kind}: ${megabytes(means.at(-1))} in the end, ${(IMAGES / seconds).toFixed(0)} images/s`);
    results[kind] = { seconds, means, peak: Math.max(...samples) };
  }
  table(
    ["", "seconds", ...Array.from({ length: FIFTHS }, (_, part) => `mean of ${part + 1}/5`), "peak"],
    Object.entries(results).map(([kind, { seconds, means, peak }]) => [
      kind,
      seconds.toFixed(0),
      ...means.map(megabytes),
      megabytes(peak),
    ]),
  );
  return results;
}
