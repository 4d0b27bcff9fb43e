/** Images into a PyTorch DataLoader from the formula, a folder, shards and a stream, and the cores that GPUs need. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { gpuRates } from "./support/gpus.mjs";
import {
  cli,
  generate,
  median,
  memoryDisk,
  readersPython,
  requirePython,
  startPython,
  withFolder,
} from "./support/support.mjs";

export const name = "loaders";
export const description =
  "images/s into a PyTorch DataLoader without augmentation, and processor time an image of all processes; medians of interleaved rounds";
/** Where the tables are written. */
export const page = "docs/training.md";

const IMAGES = Number(process.env.BENCH_IMAGES ?? 2000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const SIZES = [512, 256];
const WORKERS = [1, 2];
const GPUS = [1, 2, 8];
/** More than are read, so that no reader meets its own pages. */
const CLASSES = 100;
const INSTANCES = Math.ceil((IMAGES + 1000) / CLASSES);

const sources = ["formula", "folder", "shards", "stream"];
const layouts = { folder: "imagefolder", shards: "webdataset" };

/** What train/sources.py is told. */
function wordsOf(source, folder, size) {
  if (source in layouts) return [`--${source}`, join(folder, `${source}-${size}`)];
  const fields = ["--classes", CLASSES, "--instances", INSTANCES, "--stored-size", size];
  return [`--${source}`, "visualatom-1k", ...fields.map(String)];
}

async function store(folder) {
  for (const [source, layout] of Object.entries(layouts)) {
    for (const size of SIZES) {
      const fields = ["--classes", CLASSES, "--instances", INSTANCES, "--stored-size", size];
      const out = ["--layout", layout, "--shard-size", 1000, "--out", join(folder, `${source}-${size}`)];
      await generate(["--preset", "visualatom-1k", ...fields, ...out].map(String));
    }
  }
}

async function measure(folder) {
  const command = [process.execPath, cli].map((word) => `'${word}'`).join(" ");
  const python = startPython("loaders.py", { VISUALATOM: command, OMP_NUM_THREADS: "1" });
  const cases = SIZES.flatMap((size) =>
    sources.flatMap((source) => WORKERS.map((workers) => ({ size, source, workers, rounds: [] }))),
  );
  const augmentation = Object.fromEntries(SIZES.map((size) => [size, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of cases) {
      const words = wordsOf(each.source, folder, each.size);
      each.rounds.push(await python.ask({ do: "read", words, workers: each.workers, images: IMAGES }));
    }
    for (const size of SIZES) {
      const words = wordsOf("folder", folder, size);
      const { processorSeconds } = await python.ask({ do: "augment", words, images: Math.min(500, IMAGES) });
      augmentation[size].push(processorSeconds);
    }
  }
  python.end();
  const of = (rounds, key) => median(rounds.map((round) => round[key]));
  const reading = SIZES.flatMap((size) =>
    sources.map((source) => {
      const ofWorkers = WORKERS.map((workers) =>
        cases.find((each) => each.size === size && each.source === source && each.workers === workers),
      );
      const all = ofWorkers.flatMap(({ rounds }) => rounds);
      return {
        ...{ source, size, imagesPerSecond: ofWorkers.map(({ rounds }) => of(rounds, "imagesPerSecond")) },
        milliseconds: 1000 * of(all, "processorSeconds"),
      };
    }),
  );
  const augmenting = Object.fromEntries(SIZES.map((size) => [size, 1000 * median(augmentation[size])]));
  return { reading, augmenting };
}

const number = (value, digits = 0) => value.toLocaleString("en", { maximumFractionDigits: digits });
const readingHeader = [
  "source",
  "stored size, px",
  "images/s, one process",
  "two",
  "processor time an image",
  "images/s a core",
];
const readingRows = ({ reading }) =>
  reading.map(({ source, size, imagesPerSecond: [one, two], milliseconds }) => [
    ...[source, size, number(one), number(two), `${milliseconds.toFixed(2)} ms`, number(1000 / milliseconds)],
  ]);

/** Cores that draw, decode and augment as fast as the GPUs train. */
function coreRows({ reading, augmenting }) {
  const size = SIZES.at(-1);
  return gpuRates.flatMap(({ network, gpu, rate }) =>
    GPUS.map((gpus) => {
      const cores = sources.map((source) => {
        const { milliseconds } = reading.find((each) => each.source === source && each.size === size);
        return number(Math.ceil((gpus * rate * (milliseconds + augmenting[size])) / 1000));
      });
      return [network, `${gpus} × ${gpu}`, number(gpus * rate), ...cores];
    }),
  );
}
const coreHeader = ["network", "GPUs", "images/s", ...sources];

const markdown = (header, rows) =>
  [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

function textOf(results, versions, processor) {
  const { augmenting } = results;
  const [large, small] = SIZES;
  const published = [...new Set(gpuRates.map(({ source }) => source))].join("; ");
  return `Measured on ${processor} with ${versions}: ${number(IMAGES)} images of \`visualatom-1k\` into a \`DataLoader\`, as RGB, cropped to 224 px and without augmentation, grey PNGs from a ${memoryDisk === null ? "disk" : "memory disk"}. Processor time is that of all processes; with a stream, a loader process has a drawing one beside it.

${markdown(readingHeader, readingRows(results))}

DeiT's augmentation to 224 px takes ${augmenting[large].toFixed(1)} ms of a core an image of ${large} px and ${augmenting[small].toFixed(1)} ms one of ${small} px. Cores that GPUs need for both, of images stored at ${small} px, at rates that others have published (${published}):

${markdown(coreHeader, coreRows(results))}`;
}

export async function run({ table, line, machine }) {
  requirePython("torch, timm, webdataset, wasmtime");
  const print = "import torch, PIL; print('PyTorch', torch.__version__, 'and Pillow', PIL.__version__)";
  const versions = spawnSync(readersPython, ["-c", print], { encoding: "utf8" }).stdout.trim();
  const results = await withFolder(async (folder) => {
    await store(folder);
    return await measure(folder);
  }, memoryDisk ?? undefined);
  table(readingHeader, readingRows(results));
  for (const size of SIZES) line(`augmenting ${size} px to 224: ${results.augmenting[size].toFixed(2)} ms`);
  table(coreHeader, coreRows(results));
  return { ...results, text: textOf(results, versions, machine.processor.trim()) };
}
