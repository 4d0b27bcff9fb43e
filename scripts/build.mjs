/** Builds dist/: the WebAssembly kernel, the bundles that Node and Electron run, and the page. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import asc from "assemblyscript/asc";
import { build } from "esbuild";
import { writeLicences } from "./packaging/licences.mjs";
import { generatePythonPackage } from "./python/generate.mjs";

async function buildKernel() {
  const { error, stderr } = await asc.main([
    "core/kernel/assembly/index.ts",
    ...["--outFile", "dist/kernel.wasm"],
    ...["--runtime", "stub", "--enable", "simd", "--noAssert"],
    ...["--optimizeLevel", "3", "--shrinkLevel", "0", "--converge"],
  ]);
  if (error) throw new Error(`the kernel was not built:\n${stderr.toString()}`);
}

const { dependencies, engines } = JSON.parse(readFileSync("package.json", "utf8"));

/** Packages are put into the bundles, of which a part is loaded in a tenth of the time; but for those with files of their own. */
const forNode = {
  bundle: true,
  platform: "node",
  target: "node20",
  external: ["electron", ...Object.keys(dependencies)],
  logLevel: "warning",
};
/** Packages that are no modules ask for Node's own by `require`. */
const withRequire = {
  js: 'import { createRequire as requireFrom } from "node:module";\nconst require = requireFrom(import.meta.url);',
};

/** Returns the files that went into the bundles, packages' files among them. */
async function buildBundles() {
  const shared = await build({
    ...forNode,
    entryPoints: {
      commands: "main/hosts/cli/cli.ts",
      worker: "workers/worker.ts",
      "bench-core": "bench/support/core.ts",
    },
    outdir: "dist",
    format: "esm",
    splitting: true,
    chunkNames: "part-[hash]",
    banner: withRequire,
    metafile: true,
  });
  await build({
    ...forNode,
    define: { NODE_NEEDED: JSON.stringify(engines.node.replace(">=", "")) },
    // Every Node that knows modules has to read it, to be told that it is too old.
    target: "node12.20",
    entryPoints: { cli: "main/hosts/cli/entry.ts" },
    outdir: "dist",
    format: "esm",
  });
  const window = await build({
    ...forNode,
    entryPoints: ["main/hosts/electron/boot.ts", "main/hosts/electron/main.ts"],
    outdir: "dist/electron",
    format: "esm",
    banner: withRequire,
    metafile: true,
  });
  await build({
    ...forNode,
    entryPoints: ["main/hosts/electron/preload.ts"],
    outfile: "dist/electron/preload.cjs",
    format: "cjs",
  });
  return [shared, window].flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

async function buildPage() {
  const vite = await import("vite");
  await vite.build({ configFile: "renderer/vite.config.ts" });
}

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
const [bundled] = await Promise.all([buildBundles(), buildKernel()]);
await Promise.all([buildPage(), generatePythonPackage()]);
copyFileSync("workers/thread.cjs", "dist/thread.cjs");
// The bundles are modules, also where no package.json lies above them.
writeFileSync("dist/package.json", `${JSON.stringify({ type: "module" })}\n`);
writeLicences(bundled);
