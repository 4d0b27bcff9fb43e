/** What the benchmarks share: sources on the built kernel, medians, processes and their memory. */
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const dist = new URL("../dist/", import.meta.url);
export const { KernelSource, applyOverrides, findPreset, parseConfig } = await import(
  new URL("bench-core.js", dist).href
);
const kernel = new WebAssembly.Module(readFileSync(new URL("kernel.wasm", dist)));
export const createSource = (config) => KernelSource.create(config, kernel);
export const cli = fileURLToPath(new URL("cli.js", dist));

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const milliseconds = (value) => `${value < 1 ? value.toFixed(3) : value.toFixed(2)} ms`;

/** Runs one of bench/peers under Debian's Python; null where its packages are missing. */
export function peer(name, ...options) {
  const file = fileURLToPath(new URL(`peers/${name}.py`, import.meta.url));
  const run = spawnSync("/usr/bin/python3", [file, ...options], { encoding: "utf8" });
  if (run.status !== 0) {
    console.log(`  left out: ${name} (${run.stderr.trim().split("\n").at(-1)})`);
    return null;
  }
  return JSON.parse(run.stdout);
}

/** Resident memory of a process and all below it, bytes. */
function treeMemory(pid) {
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

/** Runs `visualatom generate … --json`; `sample`, every 100 ms, gets seconds and resident bytes. */
export async function generate(options, sample) {
  const start = performance.now();
  const child = spawn(process.execPath, [cli, "generate", ...options, "--json", "--quiet"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const timer =
    sample && setInterval(() => sample((performance.now() - start) / 1000, treeMemory(child.pid)), 100);
  let output = "";
  for await (const chunk of child.stdout) output += chunk;
  clearInterval(timer);
  return { ...JSON.parse(output), wallSeconds: (performance.now() - start) / 1000 };
}
