/** An installation that lacks something: what needs it says so, what does not works. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.ts";
import { temporaryFolder } from "../support/folders.ts";

const preload = fileURLToPath(new URL("./preload/brokenInstallation.cjs", import.meta.url));
const small = ["--preset", "sample", "--classes", "2", "--instances", "2", "--image-size", "64"];

function runWithout(broken: "canvas" | "threads", args: string[]) {
  const NODE_OPTIONS = `--require ${JSON.stringify(preload)}`;
  return runCli(args, { env: { ...process.env, NODE_OPTIONS, BROKEN: broken } });
}

describe("without the native canvas", () => {
  const folder = temporaryFolder();

  it("lines are drawn, written as PNG and verified", async () => {
    const out = join(folder, "lines");
    expect(await runWithout("canvas", ["generate", ...small, "--out", out, "--quiet"])).toMatchObject({
      code: 0,
      stderr: "",
    });
    rmSync(join(out, "image/00001/00001_0001.png"));
    const { stdout } = await runWithout("canvas", ["verify", out]);
    expect(stdout).toContain("00001_0001.png");
  });

  it.each([
    ["renderer canvas", ["generate", ...small, "--renderer", "canvas", "--out", join(folder, "canvas")]],
    ["WebP", ["generate", ...small, "--image", "webp", "--out", join(folder, "webp")]],
    ["a contact sheet", ["preview", ...small, "--out", join(folder, "sheet.png")]],
  ])("%s names the package in one sentence", async (_, args) => {
    const { code, stderr } = await runWithout("canvas", args);
    expect(stderr).toMatch(
      /^error: [^\n]* need the native canvas, whose package @napi-rs\/canvas-\S+ [^\n]*\n$/,
    );
    expect(code).toBe(1);
  });
});

it("threads that cannot start are not told as a lack of memory", async () => {
  const args = ["generate", ...small, "--out", join(temporaryFolder(), "out")];
  const { code, stderr } = await runWithout("threads", args);
  expect(stderr).toMatch(/^error: the drawing threads cannot start \(Cannot find package 'zod'\); [^\n]*\n$/);
  expect(stderr).not.toMatch(/memory/);
  expect(code).toBe(1);
});
