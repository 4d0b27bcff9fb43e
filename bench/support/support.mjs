/** What the benchmarks share: sources on the built kernel, statistics, processes and their memory. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const dist = new URL("../../dist/", import.meta.url);
export const {
  KernelSource,
  SpatialKernel,
  applyOverrides,
  createSearcher,
  edgeDensity,
  findPreset,
  groupTitles,
  instantiateKernel,
  measuredText,
  orientationsOf,
  parseConfig,
  reduce,
  rowsOf,
  spectrumExponent,
  sphereOrientation,
  structuralSimilarity,
  structureOf,
  weightRows,
  ...fractals
} = await import(new URL("bench-core.js", dist).href);
const kernel = new WebAssembly.Module(readFileSync(new URL("kernel.wasm", dist)));
export const searcherOf = (config) => createSearcher(config, kernel);
export const createSource = (config) => KernelSource.create(config, kernel);
/** A bare kernel for grey pictures of `size` px. */
export const createKernel = (size) =>
  instantiateKernel(kernel, { size, vertices: 0, orbits: 0, sampleBytes: size * size, rows: size });
export const cli = fileURLToPath(new URL("cli.js", dist));

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

export const milliseconds = (value) => `${value < 1 ? value.toFixed(3) : value.toFixed(2)} ms`;

/** In memory where there is such a file system: a disk's moods would decide a comparison. */
export const memoryDisk = existsSync("/dev/shm") ? "/dev/shm" : null;

/** `work` on a folder in `place` that is gone afterwards. */
export async function withFolder(work, place = tmpdir()) {
  const folder = mkdtempSync(join(place, "visualatom-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs one of bench/peers under the system's Python; throws PeerMissing where its packages are not installed. */
function peer(name, ...options) {
  const file = fileURLToPath(new URL(`../peers/${name}.py`, import.meta.url));
  const run = spawnSync("/usr/bin/python3", [file, ...options.map(String)], { encoding: "utf8" });
  if (run.error?.code === "ENOENT" || run.stderr?.includes("ModuleNotFoundError")) {
    throw new PeerMissing(run.error ? "no /usr/bin/python3" : (run.stderr.trim().split("\n").at(-1) ?? name));
  }
  if (run.error || run.status !== 0) throw new Error(`${name}: ${run.error?.message ?? run.stderr}`);
  return JSON.parse(run.stdout);
}

const environment = fileURLToPath(new URL("../../test/.venv/bin/python", import.meta.url));
/** With what test/readers/install.sh installs, where it has. */
export const readersPython = existsSync(environment) ? environment : "python3";

/** @throws PeerMissing where the readers' Python has not all of these modules */
export function requirePython(modules) {
  const run = spawnSync(readersPython, ["-c", `import ${modules}`], { encoding: "utf8" });
  if (run.status !== 0) throw new PeerMissing(run.stderr?.trim().split("\n").at(-1) ?? readersPython);
}

/** A Python process of bench/support that answers each line of JSON with one. */
export function startPython(script, env = {}) {
  const path = (name) => fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(readersPython, [path(script)], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, PYTHONPATH: path("../../python"), ...env },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (question) => {
    child.stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error("the Python process ended");
    return JSON.parse(value);
  };
  return { ask, end: () => child.stdin.end() };
}

/** Puts a text into a page (`docs/scale.md`) behind the comment that has the command which writes it. */
export function writeInto(page, command, text) {
  const file = new URL(`../../${page}`, import.meta.url);
  const [begin, end] = [`<!-- ${command} -->`, "<!-- end -->"];
  const whole = readFileSync(file, "utf8");
  const from = whole.indexOf(begin) + begin.length;
  const to = whole.indexOf(end, from);
  if (from < begin.length || to < 0) throw new Error(`${page} has no ${begin} … ${end}`);
  writeFileSync(file, `${whole.slice(0, from)}\n\n${text}\n\n${whole.slice(to)}`);
}

const COMPILER_OPTIONS = ["-O3", "-march=native", "-ffast-math"];

/**
 * Compiles one of bench/peers that is C, with libdeflate where the compiler finds it, else with zlib; returns a function that
 * runs it. @throws PeerMissing where there is no compiler or neither library
 */
export function compilePeer(name, folder) {
  const file = fileURLToPath(new URL(`../peers/${name}.c`, import.meta.url));
  const program = join(folder, name);
  let compiled;
  for (const library of [["-DWITH_LIBDEFLATE", "-ldeflate"], ["-lz"]]) {
    const options = [...COMPILER_OPTIONS, file, "-o", program, ...library, "-lm"];
    compiled = spawnSync("cc", options, { encoding: "utf8" });
    if (compiled.error) throw new PeerMissing("no C compiler (cc)");
    if (compiled.status === 0) return (input) => runPeer(program, input);
  }
  throw new PeerMissing(`not compiled: ${compiled.stderr.trim().split("\n")[0]}`);
}

function runPeer(program, input) {
  const run = spawnSync(program, { input, encoding: "utf8" });
  if (run.error || run.status !== 0)
    throw new Error(`${program}: ${run.error?.message ?? `exit code ${run.status}`}`);
  return JSON.parse(run.stdout);
}

export class PeerMissing extends Error {}

/** Runs peers as `peer` does; of one whose packages are not installed it says so once, and gives null. */
export function peersOf(line) {
  const missing = new Set();
  /** @param run plays it; by default the program in Python of this name */
  return (name, options, run = () => peer(name, ...options)) => {
    if (missing.has(name)) return null;
    try {
      return run();
    } catch (error) {
      if (!(error instanceof PeerMissing)) throw error;
      missing.add(name);
      line(`left out: ${name} (${error.message})`);
      return null;
    }
  };
}

/** Wall clock and processor time of some work, ms, and what it returns. */
export function timed(work) {
  const before = process.cpuUsage();
  const start = performance.now();
  const result = work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { result, wall, processor: (user + system) / 1000 };
}

/**
 * Processor time of a whole command with its children, ms, and what it printed. Unlike the time on the clock it does not
 * depend on what else the machine does.
 */
export function processorOf(command, options = {}) {
  const words = ["-c", 'TIMEFORMAT="%U %S"; time "$@"', "bash", ...command.map(String)];
  const run = spawnSync("bash", words, { encoding: "utf8", maxBuffer: 1 << 28, ...options });
  const lines = run.stderr.trim().split("\n");
  if (run.status !== 0) throw new Error(lines.slice(-6).join("\n"));
  const [user, system] = lines.at(-1).split(" ").map(Number);
  return { milliseconds: 1000 * (user + system), stdout: run.stdout };
}

/** Resident memory of a process and all below it, bytes. */
export function treeMemory(pid) {
  let bytes = 0;
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    bytes += 1024 * Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const children = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim();
      for (const child of children ? children.split(" ") : []) bytes += treeMemory(child);
    }
  } catch {
    // The process has ended since.
  }
  return bytes;
}

/**
 * Runs `visualatom generate … --json`, the process's start and end included; `sample`, every 100 ms, gets seconds
 * and resident bytes.
 * @throws Error where the command fails or makes another number of images than `images`
 */
export async function generate(options, { images, sample, env = process.env } = {}) {
  const start = performance.now();
  const child = spawn(process.execPath, [cli, "generate", ...options, "--json", "--quiet"], {
    stdio: ["ignore", "pipe", "inherit"],
    env,
  });
  const ended = new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  const timer =
    sample && setInterval(() => sample((performance.now() - start) / 1000, treeMemory(child.pid)), 100);
  let output = "";
  try {
    for await (const chunk of child.stdout) output += chunk;
    const code = await ended;
    if (code !== 0) throw new Error(`generate ended with exit code ${code}`);
  } finally {
    clearInterval(timer);
  }
  const wallSeconds = (performance.now() - start) / 1000;
  const made = JSON.parse(output).images;
  if (images !== undefined && made !== images) throw new Error(`generate made ${made} images, not ${images}`);
  return { wallSeconds, imagesPerSecond: made / wallSeconds };
}
