/** `npm start`: the studio in its window, or, where that cannot be, as a page in the browser. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const main = join(root, "dist", "electron", "main.js");
/** A window that ends this soon, and not by itself, never came up. */
const STARTUP_MILLISECONDS = 10_000;

/** Path of the Electron executable, or null. Asking the package itself would make it download one. */
function electronRuntime() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, "node_modules", "electron", "dist");
  const pathFile = join(root, "node_modules", "electron", "path.txt");
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8").trim() : "electron";
  const path = join(folder, name);
  return existsSync(path) ? path : null;
}

function hasDisplay(platform = process.platform, environment = process.env) {
  return platform !== "linux" || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/** Why no window can be opened, or null. */
function obstacle(runtime, platform = process.platform, environment = process.env) {
  if (runtime === null)
    return "Electron's runtime is not installed (fetch it once with: npx install-electron)";
  if (!hasDisplay(platform, environment))
    return "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)";
  return null;
}

/** Resolves to why the window did not come up, or null when it was closed in the end. */
function openWindow(runtime, words) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(runtime, [main, ...words], { stdio: "inherit" });
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code, signal) => {
      const failed = code !== 0 && signal !== "SIGINT" && Date.now() - started < STARTUP_MILLISECONDS;
      resolve(failed ? `Electron ended at once (${signal ?? `exit code ${code}`})` : null);
    });
  });
}

if (!existsSync(main)) {
  console.error("The studio has not been built; run npm run build first.");
  process.exit(2);
}
const words = process.argv.slice(2);
const runtime = electronRuntime();
const reason = obstacle(runtime) ?? (await openWindow(runtime, words.filter(existsSync)));
if (reason !== null) {
  console.error(`No window: ${reason}. Starting the studio as a page for your browser instead.`);
  const open = hasDisplay() && !words.includes("--open") ? ["--open"] : [];
  const host = spawn(process.execPath, [join(root, "dist", "cli.js"), "serve", ...open, ...words], {
    stdio: "inherit",
  });
  // Ctrl-C in a terminal reaches the host by itself, and a signal for this process alone is passed on; the host
  // takes two in the same moment for one.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => host.kill(signal));
  host.on("exit", (code) => process.exit(code ?? 1));
}
