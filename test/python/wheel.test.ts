/** The wheel installs where there is nothing of this repository, and its Python is in order. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findPreset, presets } from "../../core/config/presets.ts";
import { sha256 } from "../support/digests.ts";
import { temporaryFolder } from "../support/folders.ts";
import { kernelSource } from "../support/kernel.ts";
import { readersPython, whyMissing, whyNoPackage } from "../support/python.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));

function buildWheel(into: string): string {
  const program = "import sys; from wheel_of_build import build_wheel; print(build_wheel(sys.argv[1]))";
  const cwd = join(repository, "python/backend");
  return join(into, execFileSync(readersPython, ["-c", program, into], { cwd, encoding: "utf8" }).trim());
}

describe.skipIf(whyNoPackage() !== null)("the wheel", () => {
  it("has the version of this repository and is the same whenever it is made", () => {
    const [once, again] = [buildWheel(temporaryFolder()), buildWheel(temporaryFolder())];
    expect(once).toMatch(new RegExp(`visualatom-${version}-py3-none-any\\.whl$`));
    expect(sha256(readFileSync(again))).toBe(sha256(readFileSync(once)));
  });

  it("is installed by pip and draws, far from the repository", async () => {
    const place = temporaryFolder();
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"];
    execFileSync(readersPython, [...pip, "--target", place, buildWheel(place)], { stdio: "pipe" });
    const program =
      "import hashlib, json, visualatom as v; d = v.Dataset('sample'); print(json.dumps([v.__file__, v.__version__, list(v.presets()), hashlib.sha256(d[42][0].tobytes()).hexdigest(), d[42][1]]))";
    const output = execFileSync(readersPython, ["-c", program], {
      cwd: place,
      encoding: "utf8",
      env: { PATH: process.env.PATH, PYTHONPATH: place },
    });
    const [file, itsVersion, names, digest, label] = JSON.parse(output);
    expect(file.startsWith(place)).toBe(true);
    expect([itsVersion, names, label]).toEqual([version, presets.map(({ name }) => name), 4]);
    const source = await kernelSource(findPreset("sample").config);
    source.begin(4, 2);
    expect(digest).toBe(sha256(source.paint()));
  });
});

describe.skipIf(whyMissing("ruff", readersPython) !== null)("Python", () => {
  it.each([["check"], ["format", "--check"]])("passes ruff %s", (...command) => {
    const folders = [
      ...["python", "train", "bench/support", "bench/effect"],
      ...["test/python", "test/readers", "test/train"],
    ].map((folder) => join(repository, folder));
    const config = join(repository, "python/pyproject.toml");
    const output = execFileSync(
      readersPython,
      ["-m", "ruff", ...command, "--no-cache", "--config", config, ...folders],
      { encoding: "utf8" },
    );
    expect(output).not.toBe("");
  });
});
