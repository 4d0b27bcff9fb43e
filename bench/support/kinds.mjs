/** Runs that differ in what holds memory: every image type, renderer and formulation, as files and as a stream. */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cli, findPreset, treeMemory } from "./support.mjs";

export const INSTANCES = 100;
/** The native canvas takes 60 ms for a picture of Table 1, and one orbit's fills buffers as large. */
const parameters = { orbits: [1, 1], vertices: [200, 200] };

/** WebP is slow to encode, so that it is reduced. */
export const kinds = {
  "png, lines": {},
  "jpeg, lines": { parameters, output: { image: "jpeg" } },
  "webp, lines": { parameters, output: { image: "webp", storedSize: 224 } },
  "png, canvas": { parameters, renderer: "canvas" },
  "stream of jpeg": { parameters, command: "stream", output: { image: "jpeg" } },
  rcdb: { preset: "rcdb-1k" },
  fractaldb: { preset: "fractaldb-1k" },
  exfractaldb: { preset: "exfractaldb-1k" },
};

/**
 * Runs one of them and reads what it writes to its end; `sample`, every 100 ms, gets the process's number and its resident
 * bytes. Returns seconds.
 * @throws Error where the command fails
 */
export async function runKind(kind, { folder, images, workers, sample, env = process.env }) {
  const { preset = "visualatom-1k", command = "generate", ...changes } = kinds[kind];
  const { config } = findPreset(preset);
  const file = join(folder, "config.json");
  const size = { classes: images / INSTANCES, instances: INSTANCES };
  writeFileSync(
    file,
    JSON.stringify({
      ...{ ...config, ...size, ...changes },
      parameters: { ...config.parameters, ...changes.parameters },
      output: { ...config.output, ...changes.output },
    }),
  );
  const where = command === "generate" ? ["--out", join(folder, "out"), "--quiet", "--force"] : [];
  const threads = workers === undefined ? [] : ["--workers", String(workers)];
  const start = performance.now();
  const child = spawn(process.execPath, [cli, command, "--config", file, ...where, ...threads], {
    stdio: ["ignore", "pipe", "inherit"],
    env,
  });
  const ended = new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  child.stdout.resume();
  const timer = setInterval(() => {
    const bytes = treeMemory(child.pid);
    if (bytes > 0) sample(child.pid, bytes);
  }, 100);
  try {
    const code = await ended;
    if (code !== 0) throw new Error(`${kind}: ${command} ended with exit code ${code}`);
  } finally {
    clearInterval(timer);
  }
  return (performance.now() - start) / 1000;
}
