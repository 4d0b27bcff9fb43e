/** Runs the studio's real Electron main process and preload on the stand-in. */
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { JobProgress, StudioEvent } from "../../../core/studio/api.ts";
import type { StudioBridge } from "../../../core/studio/bridge.ts";
import { temporaryFolder } from "../folders.ts";
import { smallConfig, until } from "../studio.ts";
import { ElectronStandIn, type StandInOptions } from "./electronStandIn.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** Where a bundle finds the worker, the kernel and the page. */
let built = `${root}dist/electron`;
const bundlePath = (): string => `${built}/stand-in-${process.pid}.mjs`;
const GLOBAL = "electronStandIn";

/** Main process and electron-store both import `electron`; whatever is the stand-in of the moment answers. */
const standInPlugin: Plugin = {
  name: "electron stand-in",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^electron$/ }, () => ({ path: "electron", namespace: "stand-in" }));
    onLoad({ filter: /.*/, namespace: "stand-in" }, () => {
      const names = Object.keys(new ElectronStandIn({ folder: "" }).modules);
      const lines = names.map((name) => `export const ${name} = modules.${name};`);
      return {
        contents: `const { modules } = globalThis.${GLOBAL};\n${lines.join("\n")}\nexport default modules;`,
      };
    });
    const bundled = new Set(["electron-store"]);
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === "entry-point" || bundled.has(path)) return undefined;
      return { path, external: true };
    });
  },
};

const nativeImport = createRequire(import.meta.url)("./nativeImport.cjs") as (
  address: string,
) => Promise<unknown>;
let runs = 0;

export interface RunningElectron {
  electron: ElectronStandIn;
  folder: string;
  /** What the page has as `window.studio`. */
  page(): StudioBridge;
}

export interface StartOptions extends Partial<StandInOptions> {
  /** Files and folders on the command line. */
  open?: string[];
}

const running: ElectronStandIn[] = [];

/**
 * To be called once in a test file.
 * @param packaged dist/electron of a package, whose own main process is to run instead of the source tree's
 */
export function electronApplication(packaged?: string): (options?: StartOptions) => Promise<RunningElectron> {
  const cacheBefore = process.env.XDG_CACHE_HOME;
  const argvBefore = process.argv;
  beforeAll(async () => {
    built = packaged ?? built;
    await build({
      entryPoints: [packaged === undefined ? `${root}main/hosts/electron/main.ts` : `${packaged}/main.js`],
      outfile: bundlePath(),
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      logLevel: "warning",
      plugins: [standInPlugin],
    });
  });
  afterEach(async () => {
    for (const electron of running.splice(0)) await quit(electron);
  });
  afterAll(() => {
    rmSync(bundlePath(), { force: true });
    process.argv = argvBefore;
    process.removeAllListeners("uncaughtExceptionMonitor");
    if (cacheBefore === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = cacheBefore;
  });
  return startElectron;
}

async function startElectron(options: StartOptions = {}): Promise<RunningElectron> {
  const folder = options.folder ?? temporaryFolder();
  const electron = new ElectronStandIn({ ...options, folder });
  process.env.XDG_CACHE_HOME = `${folder}/cache`;
  (globalThis as Record<string, unknown>)[GLOBAL] = electron;
  runs += 1;
  // A process of its own would load the module anew; here a new address does.
  // The test runner's own words are not files to open.
  process.argv = [process.execPath, ...(options.open ?? [])];
  await nativeImport(`${pathToFileURL(bundlePath()).href}?run=${runs}`);
  running.push(electron);
  if (options.lock === false) return { electron, folder, page: () => fail() };
  await until(() => (electron.desktop.windows[0]?.shown ? true : null));
  return { electron, folder, page: () => runPreload(electron) };
}

function fail(): never {
  throw new Error("no window, no page");
}

/** Runs the built preload as Electron runs a sandboxed one: with `require` for electron alone. */
export function runPreload(electron: ElectronStandIn, window: object = fakeWindow()): StudioBridge {
  const run = new Function("require", "window", readFileSync(`${built}/preload.cjs`, "utf8"));
  run(electron.requireInPreload, window);
  return electron.exposed.studio as StudioBridge;
}

function fakeWindow(): object {
  return { location: { href: "visualatom://studio/index.html" }, addEventListener() {} };
}

/** Ends the application, whatever it asks. */
export async function quit(electron: ElectronStandIn): Promise<void> {
  electron.answers.button = 0;
  (electron.app.quit as () => void)();
  await until(() => (electron.desktop.exited || electron.desktop.windows.length === 0 ? true : null));
  await until(() => (electron.desktop.exited ? true : null), 10).catch(() => {});
}

/** Drawn long enough to be caught while it runs. */
export const longConfig = smallConfig({
  classes: 40,
  instances: 200,
  imageSize: 256,
  parameters: { orbits: [150, 200], vertices: [800, 1000] },
});

export function listen(page: ReturnType<RunningElectron["page"]>): StudioEvent[] {
  const events: StudioEvent[] = [];
  page.subscribe((event) => events.push(event));
  return events;
}

/** Starts a job as the page does, in a folder that the user chooses in the dialog. */
export async function startJob({ electron, page }: RunningElectron, config: unknown) {
  const bridge = page();
  const events = listen(bridge);
  electron.answers.folder = temporaryFolder();
  const chosen = await bridge.api.chooseFolder({ title: "Where to" });
  const result = await bridge.api.registerConfig({ config });
  if (!result.ok) throw new Error("the configuration has problems");
  const out = join(chosen!.path, "dataset");
  const { configId } = result.registered;
  const { jobId } = await bridge.api.startJob({ configId, out, force: true });
  const state = (wanted: string) =>
    until(() => {
      const jobs = events.flatMap((event): JobProgress[] => (event.type === "job" ? [event.job] : []));
      return jobs.findLast((job) => job.jobId === jobId && job.state === wanted) ?? null;
    });
  return { bridge, jobId, out, state };
}
