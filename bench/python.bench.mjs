/** The Python package beside `generate`'s own work before its PNG: the same images, drawn, reduced and measured. */
import {
  applyOverrides,
  createSource,
  findPreset,
  fractals,
  median,
  milliseconds,
  requirePython,
  startPython,
  timed,
} from "./support/support.mjs";

export const name = "python";
export const description =
  "one core, processor time an image of visualatom.Dataset and of what `generate` does before its PNG; medians of interleaved rounds";

const ROUNDS = 7;
const IMAGES = 200;

const inEachClass =
  ({ instances }, round) =>
  (i) =>
    (round * IMAGES + i) * instances;
const inOneClass =
  ({ instances }, round) =>
  (i) =>
    round * instances + i;
const cases = {
  "paper, a class each": [findPreset("visualatom-21k").config, inEachClass],
  "paper, of one class": [findPreset("visualatom-21k").config, inOneClass],
  "paper, stored at 224 px": [
    applyOverrides(findPreset("visualatom-21k").config, { storedSize: 224 }),
    inEachClass,
  ],
  release: [findPreset("visualatom-21k-release").config, inEachClass],
  rcdb: [findPreset("rcdb-21k").config, inEachClass],
  "fractaldb, of one class": [applyOverrides(findPreset("fractaldb-1k").config, { classes: 8 }), inOneClass],
  "exfractaldb, of one class": [
    applyOverrides(findPreset("exfractaldb-1k").config, { classes: 8 }),
    inOneClass,
  ],
};

/** Processor seconds of the work of `drawImage` in workers/, but for the PNG. */
function draw(source, config, indices) {
  const { storedSize, resample } = config.output;
  const { processor } = timed(() => {
    for (const index of indices) {
      source.begin(Math.floor(index / config.instances), index % config.instances);
      const rendered = source.paint();
      source.measure(storedSize === null ? rendered : source.reduce(rendered, storedSize, resample));
    }
  });
  return processor / 1000;
}

/** The classes that a search found, where there was one. */
function takeClasses(config, rows) {
  const points = fractals.pointsOf(config);
  for (const [classIndex, row] of rows.entries()) {
    const key = fractals.tableKey(config, points.search);
    fractals.putClassRow(key, classIndex, Float64Array.from(row));
  }
}

async function compare(config, order) {
  const python = startPython("dataset.py");
  const start = await python.ask({ source: config });
  takeClasses(config, start.classes);
  const source = await createSource(config);
  const times = { generate: [], python: [] };
  let memory = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const indices = Array.from({ length: IMAGES }, (_, i) => order(config, round)(i));
    // Both engines make their code ready in the first round.
    if (round === 0) draw(source, config, indices);
    times.generate.push(draw(source, config, indices));
    const answer = await python.ask(indices);
    times.python.push(answer.seconds);
    memory = answer.memory;
  }
  python.end();
  const ratios = times.generate.map((seconds, round) => seconds / times.python[round]);
  const perImage = (seconds) => (1000 * median(seconds)) / IMAGES;
  const { generate, python: ours } = times;
  return { generate: perImage(generate), python: perImage(ours), ratio: median(ratios), start, memory };
}

export async function run({ table, line }) {
  requirePython("numpy, wasmtime");
  const results = {};
  for (const [label, [config, order]] of Object.entries(cases)) results[label] = await compare(config, order);
  table(
    ["", "generate", "Python", "images/s beside generate's", "peak memory"],
    Object.entries(results).map(([label, { generate, python, ratio, memory }]) => [
      label,
      milliseconds(generate),
      milliseconds(python),
      ratio.toFixed(2),
      `${(memory / 1e6).toFixed(0)} MB`,
    ]),
  );
  const { start } = results["paper, a class each"];
  line(
    `import ${(1000 * start.import).toFixed(0)} ms, first image ${(1000 * start.firstImage).toFixed(0)} ms`,
  );
  return results;
}
