/**
 * Long runs that must leave no trace: `npm run soak` generates 200,000 images with the command line, then 50,000 with the
 * studio while a browser goes through its gallery, and fails where memory or handles grow, or the log has an error.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchChromium, startHost } from "../scripts/studioPage.mjs";
import { callApi, openPage, startJob } from "./page.mjs";
import { cli, findPreset, mean, treeMemory, withFolder } from "./support.mjs";

const { values } = parseArgs({
  options: {
    images: { type: "string", default: "200000" },
    "studio-images": { type: "string", default: "50000" },
  },
});
const INSTANCES = 100;
/** Memory of the last fifth may be this much above that of the second one: the first still warms up. */
const MOST_GROWTH = 1.15;
const MOST_MORE_HANDLES = 4;
const SAMPLE_MS = 500;

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

/** Memory and handles of a process, sampled while `work` runs. */
async function watched(pid, work) {
  const samples = [];
  const timer = setInterval(() => {
    try {
      const handles = readdirSync(`/proc/${pid}/fd`).length;
      samples.push({ bytes: treeMemory(pid), handles });
    } catch {
      // The process has ended since.
    }
  }, SAMPLE_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return samples.filter(({ bytes }) => bytes > 0);
}

/** Says what was seen and returns what is wrong with it. */
function judge(what, samples) {
  const fifth = Math.floor(samples.length / 5);
  if (fifth < 2) return [`${what}: too short to judge`];
  const parts = [0, 1, 2, 3, 4].map((part) => samples.slice(part * fifth, (part + 1) * fifth));
  const memory = parts.map((part) => mean(part.map(({ bytes }) => bytes)));
  const handles = parts.map((part) => Math.max(...part.map((sample) => sample.handles)));
  console.log(`  memory by fifths of the time: ${memory.map(megabytes).join(", ")}`);
  console.log(`  most open handles by fifths: ${handles.join(", ")}`);
  const faults = [];
  if (memory[4] > MOST_GROWTH * memory[1]) faults.push(`${what}: memory grows`);
  if (handles[4] > handles[1] + MOST_MORE_HANDLES) faults.push(`${what}: handles grow`);
  return faults;
}

/** What a log must not have. */
function faultsOfLog(folder) {
  const text = ["visualatom.old.log", "visualatom.log"]
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, "utf8"))
    .join("");
  if (text === "") return ["the log is empty"];
  const errors = text.split("\n").filter((line) => line.includes("[error]"));
  console.log(`  log: ${text.split("\n").length - 1} lines, ${errors.length} errors`);
  return errors;
}

async function commandLine(folder, images) {
  console.log(`command line: ${images} images, all workers`);
  const size = ["--classes", String(images / INSTANCES), "--instances", String(INSTANCES)];
  const out = ["--out", join(folder, "out"), "--quiet", "--force"];
  const env = { ...process.env, VISUALATOM_LOG: join(folder, "log") };
  const start = performance.now();
  const options = { stdio: "inherit", env };
  const child = spawn(
    process.execPath,
    [cli, "generate", "--preset", "visualatom-1k", ...size, ...out],
    options,
  );
  let code = null;
  const samples = await watched(child.pid, async () => {
    code = await new Promise((resolve) => child.on("close", resolve));
  });
  const seconds = (performance.now() - start) / 1000;
  console.log(`  ${seconds.toFixed(0)} s, ${(images / seconds).toFixed(0)} images/s`);
  const faults = code === 0 ? [] : [`generate ended with exit code ${code}`];
  faults.push(...judge("command line", samples), ...faultsOfLog(join(folder, "log")));
  rmSync(join(folder, "out"), { recursive: true, force: true });
  return faults;
}

/** Scrolls, opens classes and comes back, as fast as a restless user. */
async function browse(page) {
  for (const place of ["gallery", "gallery", "class/7", "design", "jobs", "gallery"]) {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#/${place}`);
    await page.mouse.move(600, 450);
    for (let turn = 0; turn < 10; turn++) {
      await page.mouse.wheel(0, 1500);
      await page.waitForTimeout(100);
    }
  }
}

async function studio(folder, images) {
  console.log(`studio: ${images} images while the gallery of visualatom-21k is browsed`);
  const host = await startHost(folder);
  const browser = await launchChromium();
  const problems = [];
  try {
    const page = await openPage(browser, host, { place: "gallery", preset: "visualatom-21k", seed: 1 });
    page.on("pageerror", (error) => problems.push(`page: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && problems.push(`page: ${message.text()}`));
    const heap = () => page.evaluate(() => performance.memory.usedJSHeapSize);
    const { config } = findPreset("visualatom-1k");
    const size = { classes: images / INSTANCES, instances: INSTANCES };
    const { jobId } = await startJob(page, { ...config, ...size }, join(folder, "dataset"));
    const heaps = [];
    let job = null;
    const samples = await watched(host.pid, async () => {
      do {
        await browse(page);
        heaps.push(await heap());
        job = (await callApi(page, "jobs")).find((each) => each.jobId === jobId);
      } while (["starting", "running"].includes(job.state));
    });
    console.log(`  job ${job.state}: ${job.imagesDone} images in ${job.secondsElapsed.toFixed(0)} s`);
    console.log(`  memory of the page's scripts: ${heaps.map(megabytes).join(", ")}`);
    if (job.state !== "finished") problems.push(`the job ended as ${job.state}: ${job.error}`);
    problems.push(...judge("studio", samples));
  } finally {
    await browser.close();
    await host.stop();
  }
  return [...problems, ...faultsOfLog(join(folder, "log"))];
}

const faults = await withFolder(async (folder) => {
  const images = [Number(values.images), Number(values["studio-images"])];
  return [
    ...(images[0] > 0 ? await commandLine(join(folder, "command line"), images[0]) : []),
    ...(images[1] > 0 ? await studio(join(folder, "studio"), images[1]) : []),
  ];
});
for (const fault of faults) console.error(`fault: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
