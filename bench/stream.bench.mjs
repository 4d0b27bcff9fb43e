/** Shards and streams beside files: the same images, drawn in another order and written in another way. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cli, generate, median } from "./support.mjs";

export const description =
  "images a second of `generate` by layout and of `stream`, start-up included, two workers; medians of interleaved rounds";

const ROUNDS = 5;
const IMAGES = 4000;
const options = ["--preset", "visualatom-1k", "--classes", "200", "--instances", "20", "--workers", "2"];

/** Reads a stream to its end as fast as it comes. */
async function stream() {
  const start = performance.now();
  const child = spawn(process.execPath, [cli, "stream", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let bytes = 0;
  for await (const chunk of child.stdout) bytes += chunk.length;
  return { wallSeconds: (performance.now() - start) / 1000, bytes };
}

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "visualatom-bench-"));
  const rates = { imagefolder: [], webdataset: [], parquet: [], stream: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of Object.keys(rates)) {
        const out = join(folder, name);
        const written = ["--layout", name, "--out", out];
        const result = name === "stream" ? await stream() : await generate([...options, ...written]);
        rates[name].push(IMAGES / result.wallSeconds);
        rmSync(out, { recursive: true, force: true });
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const files = median(rates.imagefolder);
  for (const [name, values] of Object.entries(rates)) {
    const rate = median(values);
    console.log(
      `  ${name.padEnd(12)}${rate.toFixed(0).padStart(6)} images/s  ${((100 * rate) / files).toFixed(0)} % of imagefolder`,
    );
  }
}
