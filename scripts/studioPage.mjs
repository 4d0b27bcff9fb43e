/** The built studio as a page: its host in a process of its own, and a Chromium to look at it with. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const ownCli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

/**
 * Starts `visualatom serve` with settings, cache and home in one folder, so that nothing of the user's is touched.
 * Port 0 is any free one, `env` more of its environment, `cli` the program of another checkout. The address holds the token;
 * `stop` ends the host as Ctrl-C does.
 */
export async function startHost(folder, port = 0, env = {}, cli = ownCli) {
  if (!existsSync(cli)) throw new Error(`${cli} is missing; run \`npm run build\` first`);
  const home = join(folder, "home");
  mkdirSync(home, { recursive: true });
  const child = spawn(process.execPath, [cli, "serve", "--port", String(port)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      HOME: home,
      VISUALATOM_SETTINGS: join(folder, "settings"),
      VISUALATOM_CACHE: join(folder, "cache"),
      VISUALATOM_LOG: join(folder, "log"),
      ...env,
    },
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  let said = "";
  let stopped = false;
  child.stderr.on("data", (data) => {
    said += data;
  });
  const address = await new Promise((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (data) => {
      output += data;
      const found = /http:\S+/.exec(output);
      if (found) resolve(found[0]);
    });
    ended.then((code) => reject(new Error(`the host ended with exit code ${code}: ${said}`)));
  });
  return {
    address,
    home,
    pid: child.pid,
    async stop() {
      if (!stopped && (child.exitCode !== null || child.signalCode !== null))
        throw new Error(`the host had ended by itself (${child.exitCode ?? child.signalCode}): ${said}`);
      stopped = true;
      child.kill("SIGINT");
      await ended;
    },
  };
}

const candidates = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Path of a Chromium that is there, or null. */
export const chromiumPath = () => candidates.find((path) => path && existsSync(path)) ?? null;

/** Without a sandbox, which a container's root user cannot have, and without talking to anyone. */
export function launchChromium() {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error("no Chromium is installed; name one in CHROMIUM");
  const quiet = ["background-networking", "component-update", "sync"].map((name) => `--disable-${name}`);
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", ...quiet];
  return chromium.launch({ executablePath, args });
}
