/** What each measure of `visualatom compare` takes beside drawing a picture. */
import {
  createSource,
  edgeDensity,
  findPreset,
  median,
  milliseconds,
  orientationsOf,
  spectrumExponent,
  structuralSimilarity,
  structureOf,
} from "./support/support.mjs";

export const name = "compare";
export const description =
  "time to measure a picture at 224 px beside the time to draw, reduce and encode it; medians of rounds";

const ROUNDS = 5;
const PICTURES = 40;
const SIDE = 224;

function round(source) {
  const time = { drawing: 0, structure: 0, similarity: 0, orientations: 0, edges: 0, spectrum: 0 };
  let before = null;
  const timed = (what, work) => {
    const start = performance.now();
    const result = work();
    time[what] += (performance.now() - start) / PICTURES;
    return result;
  };
  for (let c = 0; c < PICTURES; c++) {
    const samples = timed("drawing", () => {
      source.begin(c, 0);
      const pixels = source.paint();
      const reduced = source.reduce(pixels, SIDE, "area").slice();
      source.encodePng(pixels, source.size, source.size, "gray");
      return reduced;
    });
    const picture = { side: SIDE, samples };
    const structure = timed("structure", () => structureOf(picture));
    timed("similarity", () => structuralSimilarity(structure, before ?? structure));
    timed("orientations", () => orientationsOf(picture));
    timed("edges", () => edgeDensity(picture));
    timed("spectrum", () => spectrumExponent(picture));
    before = structure;
  }
  return time;
}

export async function run({ table }) {
  const source = await createSource(findPreset("visualatom-1k").config);
  round(source);
  const rounds = Array.from({ length: ROUNDS }, () => round(source));
  const result = Object.fromEntries(
    Object.keys(rounds[0]).map((what) => [what, median(rounds.map((each) => each[what]))]),
  );
  const words = {
    drawing: "draw, reduce and encode",
    structure: "MS-SSIM: prepare a picture",
    similarity: "MS-SSIM: compare a pair",
    orientations: "HOG",
    edges: "edges",
    spectrum: "spectrum",
  };
  table(
    ["work", "time", "of drawing"],
    Object.entries(words).map(([what, text]) => [
      text,
      milliseconds(result[what]),
      `${(result[what] / result.drawing).toFixed(2)} ×`,
    ]),
  );
  return { measures: result };
}
