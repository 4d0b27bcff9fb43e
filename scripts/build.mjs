/** Builds dist/: the WebAssembly kernel, the bundles that Node and Electron run, and the page. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import asc from "assemblyscript/asc";
import { build } from "esbuild";

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

async function buildBundles() {
  await build({
    ...forNode,
    entryPoints: {
      cli: "main/cli/cli.ts",
      serve: "main/browser/serve.ts",
      worker: "workers/worker.ts",
      "bench-core": "bench/core.ts",
    },
    outdir: "dist",
    format: "esm",
  });
  if (!existsSync("main/electron/main.ts")) return;
  await build({
    ...forNode,
    entryPoints: ["main/electron/boot.ts", "main/electron/main.ts"],
    outdir: "dist/electron",
    format: "esm",
    external: ["electron"],
  });
  await build({
    ...forNode,
    entryPoints: ["main/electron/preload.ts"],
    outfile: "dist/electron/preload.cjs",
    format: "cjs",
    packages: "bundle",
    external: ["electron"],
  });
}

async function buildPage() {
  const vite = await import("vite");
  await vite.build({ configFile: "renderer/vite.config.ts" });
}

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
await Promise.all([buildKernel(), buildBundles()]);
await buildPage();
