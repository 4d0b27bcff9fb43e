/** What it costs that a job survives a loss of power: bringing files to the disk while drawing, and looking at them before going on. */
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cli, generate, median, withFolder } from "./support/support.mjs";

export const description =
  "images a second with and without a `sync` of the disk every 3 s (a job makes one every 30 s), and a killed job's check of its files; medians of interleaved rounds, two workers";

const ROUNDS = 3;
const IMAGES = 2000;
const EVERY_MS = 3000;
const options = ["--preset", "visualatom-1k", "--classes", "100", "--instances", "20", "--workers", "2"];

async function drawn(out, syncs) {
  const timer = syncs && setInterval(() => spawn("sync", ["-f", out]), EVERY_MS);
  try {
    return (await generate([...options, "--out", out, "--force"], { images: IMAGES })).imagesPerSecond;
  } finally {
    clearInterval(timer);
  }
}

/** Kills a job near its end and lets it go on; the seconds are those of the whole second run. */
async function continued(out) {
  const args = [cli, "generate", ...options, "--out", out, "--force", "--quiet"];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const done = () => {
    try {
      const lines = readFileSync(join(out, "journal.jsonl"), "utf8").split("\n");
      return lines.slice(1, -1).reduce((sum, line) => sum + JSON.parse(line).count, 0);
    } catch {
      return 0;
    }
  };
  while (done() < 0.9 * IMAGES) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill("SIGKILL");
  await ended;
  const images = done();
  // What is left is drawn in another run; only the looking is timed.
  const start = performance.now();
  spawnSync(process.execPath, [...args, "--only-classes", "0-0"], { stdio: "ignore" });
  return { images, seconds: (performance.now() - start) / 1000 };
}

export async function run({ line }) {
  const rates = { none: [], often: [] };
  const checks = [];
  await withFolder(async (folder) => {
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of Object.keys(rates)) {
        const out = join(folder, name);
        rates[name].push(await drawn(out, name === "often"));
        rmSync(out, { recursive: true });
      }
    }
    const out = join(folder, "killed");
    checks.push(await continued(out));
    rmSync(out, { recursive: true });
  });
  const [none, often] = [median(rates.none), median(rates.often)];
  const lost = 1 - often / none;
  const [check] = checks;
  line(`without                 ${none.toFixed(1)} images/s`);
  line(`a sync every 3 s        ${often.toFixed(1)} images/s, ${(100 * lost).toFixed(1)} % fewer`);
  line(`so one every 30 s       ${(10 * lost).toFixed(2)} % fewer`);
  line(
    `going on after a kill   ${check.seconds.toFixed(2)} s to look at ${check.images} images, start-up included`,
  );
  return { imagesPerSecond: { none, often }, check };
}
