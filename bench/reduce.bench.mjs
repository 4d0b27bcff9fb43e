/** What it costs to store pictures smaller than they are drawn, beside the kernel's twin in TypeScript. */
import { createSource, findPreset, median, milliseconds, reduce } from "./support/support.mjs";

export const name = "reduce";
export const description = "milliseconds a picture of 512 × 512, reduced; medians of interleaved rounds";

const ROUNDS = 40;

export async function run({ table }) {
  const source = await createSource(findPreset("visualatom-1k").config);
  source.begin(0, 0);
  const picture = source.paint();
  const rows = [];
  for (const target of [256, 224]) {
    for (const resample of ["area", "lanczos"]) {
      const times = { kernel: [], twin: [] };
      const time = (way, work) => {
        const start = performance.now();
        work();
        times[way].push(performance.now() - start);
      };
      for (let round = 0; round < ROUNDS; round++) {
        time("kernel", () => source.reduce(picture, target, resample));
        time("twin", () => reduce(picture, source.size, target, resample));
      }
      rows.push({ target, resample, kernel: median(times.kernel), twin: median(times.twin) });
    }
  }
  table(
    ["to", "by", "kernel", "twin", "ratio"],
    rows.map(({ target, resample, kernel, twin }) => [
      `${target} × ${target}`,
      resample,
      milliseconds(kernel),
      milliseconds(twin),
      `${(twin / kernel).toFixed(1)} ×`,
    ]),
  );
  return { rows };
}
