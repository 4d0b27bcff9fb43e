/**
 * Long runs that must leave no trace: `npm run soak` generates 200,000 images with the command line and 40,000 of every other image
 * type, renderer and formulation, then 50,000 with the studio while a browser goes through its gallery, and fails where memory or handles
 * grow, memory passes 400 MB, or the log has an error.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchChromium, startHost } from "../../scripts/studioPage.mjs";
import { INSTANCES, kinds, runKind } from "../support/kinds.mjs";
import { callApi, openPage, startJob } from "../support/page.mjs";
import { findPreset, mean, treeMemory, withFolder } from "../support/support.mjs";

const { values } = parseArgs({
  options: {
    images: { type: "string", default: "200000" },
    "kind-images": { type: "string", default: "40000" },
    "studio-images": { type: "string", default: "50000" },
  },
});
/** What nearly everybody makes. */
const LONGEST = "png, lines";
/** Memory of the last fifth may be this much above that of the second one: the first still warms up. */
const MOST_GROWTH = 1.15;
/** Or this much, in shorter runs: a heap of some dozen megabytes is collected whole only after minutes. 2 kB an image would show. */
const MOST_GARBAGE_BYTES = 80e6;
const MOST_BYTES = 400e6;
const MOST_MORE_HANDLES = 4;
const SAMPLE_MS = 500;

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;

/** Open handles of a process; null once it has ended. */
function handlesOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return null;
  }
}

/** Memory and handles of a process, sampled while `work` runs. */
async function watched(pid, work) {
  const samples = [];
  const timer = setInterval(() => {
    const handles = handlesOf(pid);
    if (handles !== null) samples.push({ bytes: treeMemory(pid), handles });
  }, SAMPLE_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return samples.filter(({ bytes }) => bytes > 0);
}

/** Says what was seen and returns what is wrong with it. @param garbage bytes that may not have been collected yet */
function judge(what, samples, garbage = 0) {
  const fifth = Math.floor(samples.length / 5);
  if (fifth < 2) return [`${what}: too short to judge`];
  const parts = [0, 1, 2, 3, 4].map((part) => samples.slice(part * fifth, (part + 1) * fifth));
  const memory = parts.map((part) => mean(part.map(({ bytes }) => bytes)));
  const handles = parts.map((part) => Math.max(...part.map((sample) => sample.handles)));
  console.log(`  memory by fifths of the time: ${memory.map(megabytes).join(", ")}`);
  console.log(`  most open handles by fifths: ${handles.join(", ")}`);
  const faults = [];
  if (Math.max(...samples.map(({ bytes }) => bytes)) > MOST_BYTES) faults.push(`${what}: too much memory`);
  if (memory[4] > Math.max(MOST_GROWTH * memory[1], memory[1] + garbage))
    faults.push(`${what}: memory grows`);
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

/** One kind of run, from its start to its end. */
async function commandLine(folder, kind, images) {
  console.log(`command line, ${kind}: ${images} images, all workers`);
  const env = { ...process.env, VISUALATOM_LOG: join(folder, "log") };
  const samples = [];
  const faults = [];
  const sample = (pid, bytes) => {
    const handles = handlesOf(pid);
    if (handles !== null) samples.push({ bytes, handles });
  };
  try {
    mkdirSync(folder, { recursive: true });
    const seconds = await runKind(kind, { folder, images, sample, env });
    console.log(`  ${seconds.toFixed(0)} s, ${(images / seconds).toFixed(0)} images/s`);
  } catch (error) {
    faults.push(error.message);
  }
  const garbage = kind === LONGEST ? 0 : MOST_GARBAGE_BYTES;
  faults.push(...judge(`command line, ${kind}`, samples, garbage), ...faultsOfLog(join(folder, "log")));
  rmSync(folder, { recursive: true, force: true });
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
  const faults = [];
  for (const kind of Object.keys(kinds)) {
    const count = kind === LONGEST ? images[0] : Math.min(images[0], Number(values["kind-images"]));
    if (count > 0) faults.push(...(await commandLine(join(folder, "command line"), kind, count)));
  }
  return [...faults, ...(images[1] > 0 ? await studio(join(folder, "studio"), images[1]) : [])];
});
for (const fault of faults) console.error(`fault: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
