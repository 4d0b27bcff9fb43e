/** Size and time of the PNG path beside the platform's zlib on the same pictures. */
import { deflateSync } from "node:zlib";
import { createSource, findPreset, median, milliseconds } from "./support.mjs";

export const description =
  "deflate of grey pictures over Table 1's distribution beside the platform's zlib, level 1";

const CLASSES = 200;

function scanLines(pixels, side) {
  const rows = Buffer.alloc((side + 1) * side);
  for (let y = 0; y < side; y++) rows.set(pixels.subarray(y * side, (y + 1) * side), y * (side + 1) + 1);
  return rows;
}

export async function run() {
  for (const preset of ["visualatom-1k", "visualatom-1k-release"]) {
    const source = await createSource(findPreset(preset).config);
    const totals = { ours: 0, zlib: 0 };
    const times = { ours: [], zlib: [] };
    const time = (name, work) => {
      const start = performance.now();
      totals[name] += work().length;
      times[name].push(performance.now() - start);
    };
    for (let c = 0; c < CLASSES; c++) {
      source.begin(c, 0);
      const pixels = source.paint();
      const rows = scanLines(pixels, source.size);
      time("ours", () => source.encodePng(pixels, source.size, source.size, "gray"));
      time("zlib", () => deflateSync(rows, { level: 1 }));
    }
    const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const name of ["ours", "zlib"]) {
      const row = [`${(totals[name] / CLASSES).toFixed(0)} bytes`, milliseconds(mean(times[name]))];
      console.log(
        `  ${preset.padEnd(24)}${name.padEnd(6)}${row.map((cell) => cell.padEnd(14)).join("")}median ${milliseconds(median(times[name]))}`,
      );
    }
    const size = (100 * (totals.ours / totals.zlib - 1)).toFixed(1);
    console.log(
      `  ${preset.padEnd(24)}${size} % in size, ${(mean(times.zlib) / mean(times.ours)).toFixed(1)} times as fast`,
    );
  }
}
