/** Folders are made for any path that a person names, and every attempt ends. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { makeFolders } from "../../main/common/makeFolders.ts";
import { runCli } from "../support/cli.ts";
import { temporaryFolder } from "../support/folders.ts";

it("makes what is missing, and says whether anything was", () => {
  const folder = temporaryFolder();
  expect(makeFolders(join(folder, "a/b/c"))).toBe(true);
  expect(makeFolders(join(folder, "a/b/c"))).toBe(false);
  symlinkSync(join(folder, "a"), join(folder, "link"));
  expect(makeFolders(join(folder, "link/d"))).toBe(true);
  expect(existsSync(join(folder, "a/d"))).toBe(true);
});

it.each([
  ["a file in the way", "file/x/y", /EEXIST/],
  ["a file in its place", "file", /EEXIST/],
  ["a link to nothing", "nothing/x", /ENOENT|EEXIST/],
])("says what the system says: %s", (_name, path, message) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "");
  symlinkSync(join(folder, "nowhere"), join(folder, "nothing"));
  expect(() => makeFolders(join(folder, path))).toThrow(message);
});

const hasProc = existsSync("/proc/self/fd");
it.skipIf(!hasProc)("ends where the system refuses by saying that nothing is there", async () => {
  expect(() => makeFolders("/proc/self/nope/x")).toThrow(/ENOENT/);
  const table = ["classes", "--preset", "fractaldb-1k", "--classes", "1"];
  const env = { ...process.env, VISUALATOM_CACHE: "/proc/self/nope/cache" };
  const [cached, given] = await Promise.all([
    runCli(table, { env }),
    runCli([...table, "--table", "/proc/self/nope/x"]),
  ]);
  expect(cached.code).toBe(0);
  expect([given.code, given.stderr]).toEqual([1, expect.stringMatching(/^error: .*\/proc\/self\/nope/m)]);
});

it("is the only way in which folders are made recursively", () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const files = execFileSync("git", ["ls-files", "main", "workers"], { cwd: root, encoding: "utf8" });
  const others = files
    .trim()
    .split("\n")
    .filter((file) => file.endsWith(".ts") && existsSync(join(root, file)))
    .filter((file) => /mkdir(Sync)?\([^;]*recursive/.test(readFileSync(join(root, file), "utf8")));
  expect(others).toEqual([]);
});
