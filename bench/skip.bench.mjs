/** What it costs to reach an image deep in an exact stream. */
import { createSource, findPreset, milliseconds } from "./support.mjs";

export const description = "milliseconds for each image passed over in stream 0 of visualatom-1k-exact";

export async function run() {
  const source = await createSource(findPreset("visualatom-1k-exact").config);
  source.begin(0, 0);
  for (const classIndex of [10, 20, 30, 40]) {
    const from = (classIndex - 10) * 1000;
    const start = performance.now();
    source.begin(classIndex, 0);
    const each = (performance.now() - start) / (classIndex * 1000 - from);
    console.log(`  images ${from}–${classIndex * 1000}: ${milliseconds(each)} each`);
  }
}
