/** Builds dist/: the WebAssembly kernel and the bundles that Node runs. */
import { existsSync, mkdirSync } from "node:fs";
import { build } from "esbuild";

mkdirSync("dist", { recursive: true });

const { default: asc } = await import("assemblyscript/asc");
const { error, stderr } = await asc.main([
  "core/kernel/assembly/index.ts",
  "--outFile",
  "dist/kernel.wasm",
  "--runtime",
  "stub",
  "--enable",
  "simd",
  "--optimizeLevel",
  "3",
  "--shrinkLevel",
  "0",
  "--converge",
  "--noAssert",
]);
if (error) {
  console.error(stderr.toString());
  process.exit(1);
}

await build({
  entryPoints: {
    cli: "main/cli/cli.ts",
    worker: "workers/worker.ts",
    serve: "main/browser/serve.ts",
    "bench-core": "bench/core.ts",
  },
  outdir: "dist",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  logLevel: "warning",
});
