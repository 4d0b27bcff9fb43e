/** What it costs to reach an image deep in an exact stream. */
import { createSource, findPreset, mean, median, milliseconds } from "./support/support.mjs";

export const name = "skip";
export const description =
  "milliseconds for each image passed over in stream 0 of visualatom-1k-exact; medians of rounds";

const ROUNDS = 3;
const STEP = 10;
const CLASSES = [10, 20, 30, 40];

export async function run({ line, table }) {
  const { config } = findPreset("visualatom-1k-exact");
  const source = await createSource(config);
  const spans = new Map(CLASSES.map((classIndex) => [classIndex, []]));
  for (let round = 0; round < ROUNDS; round++) {
    // Back to the stream's seed.
    source.begin(0, 0);
    for (const [classIndex, times] of spans) {
      const start = performance.now();
      source.begin(classIndex, 0);
      times.push((performance.now() - start) / (STEP * config.instances));
    }
  }
  const medians = [...spans].map(([classIndex, times]) => [classIndex, median(times)]);
  table(
    ["classes", "each image"],
    medians.map(([classIndex, each]) => [`${classIndex - STEP} … ${classIndex - 1}`, milliseconds(each)]),
  );
  const overall = mean(medians.map(([, each]) => each));
  line(`mean ${milliseconds(overall)}`);
  return { millisecondsPerImage: overall, spans: Object.fromEntries(medians) };
}
