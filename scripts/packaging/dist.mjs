/**
 * `npm run dist`: builds the desktop packages of this platform into dist-packages/ and says how large they are. Words
 * behind it go to electron-builder: `npm run dist -- --dir` stops at the unpacked folder.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const out = join(root, "dist-packages");
/** An application for both processors of a Mac needs the native modules of both. */
const UNIVERSAL = ["canvas", "nice"].flatMap((name) => [
  `@napi-rs/${name}-darwin-arm64`,
  `@napi-rs/${name}-darwin-x64`,
]);

function run(program, words) {
  const { status, error } = spawnSync(program, words, { cwd: root, stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** npm installs what fits this machine only; the other processor's modules are asked for by name. */
function installOtherProcessor(names) {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const missing = names.filter((name) => !existsSync(join(root, "node_modules", name)));
  if (missing.length === 0) return;
  const exact = missing.map((name) => `${name}@${packages[`node_modules/${name}`].version}`);
  console.log(`Installing ${exact.join(", ")}.`);
  run("npm", ["install", "--no-save", "--force", "--ignore-scripts", "--no-audit", ...exact]);
}

if (process.platform === "darwin") installOtherProcessor(UNIVERSAL);
run(process.execPath, [join(root, "scripts", "build.mjs")]);
const builder = join(root, "node_modules", "electron-builder", "cli.js");
run(process.execPath, [builder, "--publish", "never", ...process.argv.slice(2)]);

for (const entry of readdirSync(out, { withFileTypes: true })) {
  if (!entry.isFile() || /\.(ya?ml|blockmap)$/.test(entry.name)) continue;
  const { size } = statSync(join(out, entry.name));
  console.log(`${entry.name}  ${(size / 1e6).toFixed(1)} MB`);
}
