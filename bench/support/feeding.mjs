/** What the main thread of a job takes of the processor for each image, and so how many threads it can keep busy. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { generate, median, memoryDisk, withFolder } from "./support.mjs";

const LAYOUTS = ["imagefolder", "release", "webdataset", "parquet"];
const PRESETS = ["visualatom-1k", "rcdb-1k", "fractaldb-1k", "exfractaldb-1k"];
const ROUNDS = 3;
const CLASSES = 100;
/** The difference of two sizes leaves out what a process takes once. */
const INSTANCES = [20, 120];

const preload = new URL("threadTimes.mjs", import.meta.url).href;

/** Milliseconds of the processor: of the main thread, and of all. */
async function timesOf(preset, layout, instances, folder) {
  const [out, file] = [join(folder, "out"), join(folder, "times.json")];
  const size = ["--classes", CLASSES, "--instances", instances];
  const options = ["--preset", preset, ...size, "--layout", layout, "--workers", 2, "--out", out];
  const env = { ...process.env, NODE_OPTIONS: `--import ${preload}`, THREAD_TIMES: file };
  await generate(options.map(String), { images: CLASSES * instances, env });
  rmSync(out, { recursive: true });
  return JSON.parse(readFileSync(file, "utf8"));
}

/** For each case milliseconds an image, and the threads that the main thread can feed. Linux tells a thread's time. */
export async function feeding() {
  if (!existsSync("/proc/self/schedstat")) return null;
  const cases = PRESETS.flatMap((preset) =>
    LAYOUTS.filter(
      (layout) => preset === PRESETS[0] || layout === "imagefolder" || layout === "webdataset",
    ).map((layout) => ({ preset, layout, rounds: [] })),
  );
  await withFolder(async (folder) => {
    for (let round = 0; round < ROUNDS; round++) {
      for (const { preset, layout, rounds } of cases) {
        const [few, many] = [
          await timesOf(preset, layout, INSTANCES[0], folder),
          await timesOf(preset, layout, INSTANCES[1], folder),
        ];
        const images = CLASSES * (INSTANCES[1] - INSTANCES[0]);
        const main = (many.main - few.main) / images;
        rounds.push({ main, worker: (many.all - few.all) / images - main });
      }
    }
  }, memoryDisk ?? undefined);
  return cases.map(({ preset, layout, rounds }) => {
    const main = median(rounds.map((each) => each.main));
    const worker = median(rounds.map((each) => each.worker));
    return { preset, layout, main, worker, threads: Math.floor(worker / main) };
  });
}
