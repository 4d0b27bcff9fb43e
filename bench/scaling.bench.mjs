/** How much a second worker adds, disk included, and how many the main thread could feed. */
import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { feeding } from "./support/feeding.mjs";
import { twoThreadFactor } from "./support/spin.mjs";
import { generate, median, withFolder } from "./support/support.mjs";

export const name = "scaling";
export const description =
  "`generate` with one and with two workers, process start and disk included, and what two threads can do here at all; medians of interleaved rounds";

const ROUNDS = 5;
const CLASSES = 100;
const INSTANCES = 50;

/** Where the table of the main thread is written. */
export const page = "docs/scale.md";

const header = [
  "preset",
  "layout",
  "main thread, ms an image",
  "workers, ms an image",
  "workers it can feed",
];

export async function run({ line, table }) {
  if (availableParallelism() < 2) line("only one core here: a second worker cannot add anything");
  const rates = { 1: [], 2: [] };
  const factors = [];
  await withFolder(async (folder) => {
    for (let round = 0; round < ROUNDS; round++) {
      factors.push(await twoThreadFactor());
      // There and back, so that a drift of the machine meets both alike.
      for (const workers of round % 2 ? [2, 1] : [1, 2]) {
        const out = join(folder, `${round}-${workers}`);
        const size = ["--classes", CLASSES, "--instances", INSTANCES];
        const options = ["--preset", "visualatom-1k", ...size, "--workers", workers, "--out", out];
        const { imagesPerSecond } = await generate(options.map(String), { images: CLASSES * INSTANCES });
        rates[workers].push(imagesPerSecond);
        rmSync(out, { recursive: true });
      }
    }
  });
  const [one, two] = [median(rates[1]), median(rates[2])];
  const ratio = median(rates[2].map((rate, round) => rate / rates[1][round]));
  line(
    `one worker ${one.toFixed(0)} images/s, two workers ${two.toFixed(0)} images/s: ${ratio.toFixed(2)} times`,
  );
  const factor = median(factors);
  const texts = factors.map((each) => each.toFixed(2)).join(", ");
  line(`two threads that only count do ${factor.toFixed(2)} times the work of one here (${texts})`);
  const fed = await feeding();
  if (fed === null) {
    line("what the main thread takes is told by Linux alone");
    return { rates, ratio, factor };
  }
  const rows = fed.map(({ preset, layout, main, worker, threads }) => [
    ...[preset, layout, main.toFixed(4), worker.toFixed(2), threads],
  ]);
  table(header, rows);
  const text = [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
  return { rates, ratio, factor, fed, text };
}
