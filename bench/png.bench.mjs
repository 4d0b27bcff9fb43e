/** Size and time of the PNG path beside the platform's zlib on the same pictures. */
import { deflateSync } from "node:zlib";
import { createSource, findPreset, mean, median, milliseconds } from "./support/support.mjs";

export const name = "png";
export const description =
  "our whole PNG files beside the platform's zlib, level 1, on the same unfiltered scan lines; medians of rounds";

const ROUNDS = 3;
const CLASSES = 200;
const PRESETS = ["visualatom-1k", "visualatom-1k-release", "rcdb-1k"];

/** Rows with the byte of filter 0 before each, as our files hold them. */
function scanLines(pixels, side) {
  const rows = Buffer.alloc((side + 1) * side);
  for (let y = 0; y < side; y++) rows.set(pixels.subarray(y * side, (y + 1) * side), y * (side + 1) + 1);
  return rows;
}

function measure(source) {
  const encoders = {
    ours: (pixels) => source.encodePng(pixels, source.size, source.size, "gray"),
    zlib: (_, rows) => deflateSync(rows, { level: 1 }),
  };
  const time = { ours: 0, zlib: 0 };
  const bytes = { ours: 0, zlib: 0 };
  for (let c = 0; c < CLASSES; c++) {
    source.begin(c, 0);
    const pixels = source.paint();
    const rows = scanLines(pixels, source.size);
    for (const encoder of c % 2 ? ["ours", "zlib"] : ["zlib", "ours"]) {
      const start = performance.now();
      bytes[encoder] += encoders[encoder](pixels, rows).length / CLASSES;
      time[encoder] += (performance.now() - start) / CLASSES;
    }
  }
  return { bytes, time };
}

export async function run({ table }) {
  const rounds = Object.fromEntries(PRESETS.map((preset) => [preset, []]));
  const sources = {};
  for (const preset of PRESETS) {
    sources[preset] = await createSource(findPreset(preset).config);
    measure(sources[preset]);
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const preset of PRESETS) rounds[preset].push(measure(sources[preset]));
  }
  const result = {};
  for (const preset of PRESETS) {
    const [first] = rounds[preset];
    const time = (encoder) => median(rounds[preset].map((round) => round.time[encoder]));
    result[preset] = { bytes: first.bytes, time: { ours: time("ours"), zlib: time("zlib") } };
  }
  const over = (quantity, encoder) => mean(PRESETS.map((preset) => result[preset][quantity][encoder]));
  const all = (quantity) => ({ ours: over(quantity, "ours"), zlib: over(quantity, "zlib") });
  result["the mix of all"] = { bytes: all("bytes"), time: all("time") };
  table(
    ["pictures", "ours", "zlib", "size", "ours", "zlib", "times as fast"],
    Object.entries(result).map(([pictures, { bytes, time }]) => [
      pictures,
      `${bytes.ours.toFixed(0)} bytes`,
      `${bytes.zlib.toFixed(0)} bytes`,
      `${(100 * (bytes.ours / bytes.zlib - 1)).toFixed(1)} %`,
      milliseconds(time.ours),
      milliseconds(time.zlib),
      (time.zlib / time.ours).toFixed(1),
    ]),
  );
  return { pictures: result };
}
