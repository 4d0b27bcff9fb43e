/** What it costs to measure every picture as it is written. */
import { createSource, findPreset, median, milliseconds } from "./support/support.mjs";

export const name = "statistics";
export const description =
  "time to measure ink and grey of a picture beside the time to draw and encode it; medians of rounds";

const ROUNDS = 5;
const CLASSES = 200;
const PRESETS = ["visualatom-1k", "visualatom-1k-release"];

function round(source) {
  const time = { drawing: 0, measuring: 0 };
  for (let c = 0; c < CLASSES; c++) {
    const start = performance.now();
    source.begin(c, 0);
    const pixels = source.paint();
    const drawn = performance.now();
    source.measure(pixels);
    const measured = performance.now();
    source.encodePng(pixels, source.size, source.size, "gray");
    time.drawing += (drawn - start + performance.now() - measured) / CLASSES;
    time.measuring += (measured - drawn) / CLASSES;
  }
  return time;
}

export async function run({ table }) {
  const result = {};
  for (const preset of PRESETS) {
    const source = await createSource(findPreset(preset).config);
    round(source);
    const rounds = Array.from({ length: ROUNDS }, () => round(source));
    const of = (what) => median(rounds.map((times) => times[what]));
    result[preset] = { drawing: of("drawing"), measuring: of("measuring") };
  }
  table(
    ["pictures", "draw and encode", "measure", "part"],
    Object.entries(result).map(([preset, { drawing, measuring }]) => [
      preset,
      milliseconds(drawing),
      milliseconds(measuring),
      `${((100 * measuring) / drawing).toFixed(2)} %`,
    ]),
  );
  return { pictures: result };
}
