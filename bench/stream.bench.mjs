/** Shards and streams beside files: the same images, drawn in another order and written in another way. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cli, generate, median, memoryDisk } from "./support/support.mjs";

export const name = "stream";
export const description =
  "images a second of `generate` by layout and of `stream`, start-up included, two workers; medians of interleaved rounds";

const ROUNDS = 5;
const IMAGES = 4000;
const options = ["--preset", "visualatom-1k", "--classes", "200", "--instances", "20", "--workers", "2"];
const place = memoryDisk ?? tmpdir();

/** Reads a stream to its end as fast as it comes. */
async function stream() {
  const start = performance.now();
  const child = spawn(process.execPath, [cli, "stream", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  for await (const _ of child.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`stream ended with exit code ${code}`);
  return { wallSeconds: (performance.now() - start) / 1000 };
}

export async function run({ table, line }) {
  const folder = mkdtempSync(join(place, "visualatom-bench-"));
  const rates = { imagefolder: [], webdataset: [], parquet: [], stream: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const way of Object.keys(rates)) {
        const out = join(folder, way);
        const written = [...options, "--layout", way, "--out", out];
        const { wallSeconds } =
          way === "stream" ? await stream() : await generate(written, { images: IMAGES });
        rates[way].push(IMAGES / wallSeconds);
        rmSync(out, { recursive: true, force: true });
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const result = Object.fromEntries(Object.entries(rates).map(([way, values]) => [way, median(values)]));
  line(`files are written to ${place}`);
  table(
    ["", "images/s", "of imagefolder"],
    Object.entries(result).map(([way, rate]) => [
      way,
      rate.toFixed(0),
      `${((100 * rate) / result.imagefolder).toFixed(0)} %`,
    ]),
  );
  return { imagesPerSecond: result };
}
