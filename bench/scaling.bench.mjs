/** How much a second worker adds, disk included. */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { generate, median } from "./support.mjs";

export const description =
  "`generate` with one and with two workers, disk included; medians of interleaved rounds";

const ROUNDS = 3;

export async function run() {
  console.log(`  ${availableParallelism()} cores`);
  const folder = mkdtempSync(join(tmpdir(), "visualatom-bench-"));
  const rates = { 1: [], 2: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const workers of [1, 2]) {
        const out = join(folder, `${round}-${workers}`);
        const options = ["--preset", "visualatom-1k", "--classes", "100", "--instances", "50"];
        const result = await generate([...options, "--workers", String(workers), "--out", out]);
        rates[workers].push(result.imagesPerSecond);
        rmSync(out, { recursive: true });
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const [one, two] = [median(rates[1]), median(rates[2])];
  console.log(
    `  one worker ${one.toFixed(0)} images/s, two workers ${two.toFixed(0)} images/s: ${(two / one).toFixed(2)} times`,
  );
}
