/** Builds dist/: the WebAssembly kernel, the bundles that Node and Electron run, and the page. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import asc from "assemblyscript/asc";
import { build } from "esbuild";
import { writeLicences } from "./packaging/licences.mjs";

async function buildKernel() {
  const { error, stderr } = await asc.main([
    "core/kernel/assembly/index.ts",
    ...["--outFile", "dist/kernel.wasm"],
    ...["--runtime", "stub", "--enable", "simd", "--noAssert"],
    ...["--optimizeLevel", "3", "--shrinkLevel", "0", "--converge"],
  ]);
  if (error) throw new Error(`the kernel was not built:\n${stderr.toString()}`);
}

const forNode = {
  bundle: true,
  platform: "node",
  target: "node20",
  packages: "external",
  logLevel: "warning",
};

/** Returns the files that went into the bundles of the window, packages' files among them. */
async function buildBundles() {
  await build({
    ...forNode,
    entryPoints: {
      commands: "main/hosts/cli/cli.ts",
      serve: "main/hosts/browser/serve.ts",
      worker: "workers/worker.ts",
      "bench-core": "bench/support/core.ts",
    },
    outdir: "dist",
    format: "esm",
  });
  const { dependencies, engines } = JSON.parse(readFileSync("package.json", "utf8"));
  await build({
    ...forNode,
    define: { NODE_NEEDED: JSON.stringify(engines.node.replace(">=", "")) },
    // Every Node that knows modules has to read it, to be told that it is too old.
    target: "node12.20",
    entryPoints: { cli: "main/hosts/cli/entry.ts" },
    outdir: "dist",
    format: "esm",
  });
  // What only the window needs is no dependency of the command line, and is put into the bundle instead.
  const { metafile } = await build({
    ...forNode,
    entryPoints: ["main/hosts/electron/boot.ts", "main/hosts/electron/main.ts"],
    outdir: "dist/electron",
    format: "esm",
    packages: "bundle",
    external: ["electron", ...Object.keys(dependencies)],
    metafile: true,
  });
  await build({
    ...forNode,
    entryPoints: ["main/hosts/electron/preload.ts"],
    outfile: "dist/electron/preload.cjs",
    format: "cjs",
    packages: "bundle",
    external: ["electron"],
  });
  return Object.keys(metafile.inputs);
}

async function buildPage() {
  const vite = await import("vite");
  await vite.build({ configFile: "renderer/vite.config.ts" });
}

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
const [bundled] = await Promise.all([buildBundles(), buildKernel()]);
await buildPage();
// The bundles are modules, also where no package.json lies above them.
writeFileSync("dist/package.json", `${JSON.stringify({ type: "module" })}\n`);
writeLicences(bundled);
