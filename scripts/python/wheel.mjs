/** Packs the Python package into dist-python/: `npm run build:python`. PYTHON names another interpreter, 3.11 or later. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

rmSync(at("dist-python"), { recursive: true, force: true });
mkdirSync(at("dist-python"));
const program = "import sys; from wheel_of_build import build_wheel; print(build_wheel(sys.argv[1]))";
const name = execFileSync(process.env.PYTHON ?? "python3", ["-c", program, at("dist-python")], {
  cwd: at("python/backend"),
  encoding: "utf8",
});
console.log(`dist-python/${name.trim()}`);
