/** The log that a user can send. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { logStart, openLog } from "../../main/common/log.ts";
import { runCli } from "../support/cli.ts";
import { filesIn, temporaryFolder } from "../support/folders.ts";

const small = ["--preset", "sample", "--classes", "2", "--instances", "2", "--image-size", "64"];

describe("log", () => {
  test("has how a command was called, on which machine, and how it ended; runs follow one another", async () => {
    const [folder, out] = [temporaryFolder(), temporaryFolder()];
    const env = { ...process.env, VISUALATOM_LOG: folder };
    expect((await runCli(["generate", ...small, "--out", join(out, "a b")], { env })).code).toBe(0);
    writeFileSync(join(out, "file"), "");
    expect((await runCli(["generate", ...small, "--out", join(out, "file", "x")], { env })).code).not.toBe(0);
    const lines = readFileSync(join(folder, "visualatom.log"), "utf8").trim().split("\n");
    expect(lines[0]).toMatch(/ generate\] \[info\] +visualatom-studio \S+, Node .* cores, .* GiB: generate /);
    expect(lines[0]).toContain(join(out, "a b"));
    expect(lines[1]).toMatch(/\[info\] +ended with code 0$/);
    expect(lines[2]).toContain(join(out, "file", "x"));
    expect(lines.at(-1)).toMatch(/\[info\] +ended with code [12]$/);
  });

  test("what is shown as a sentence is there with its stack", async () => {
    const folder = temporaryFolder();
    const env = { ...process.env, VISUALATOM_LOG: folder };
    const { stderr } = await runCli(["generate", ...small, "--out", "/proc/nowhere"], { env });
    expect(stderr.trim()).toBe("error: /proc/nowhere does not exist; check the path");
    expect(readFileSync(join(folder, "visualatom.log"), "utf8")).toMatch(/\[error\] .*\n {4}at /);
  });

  test("lies in the platform's own place where the environment names an empty one", async () => {
    const [home, cwd] = [temporaryFolder(), temporaryFolder()];
    const env = { ...process.env, HOME: home, XDG_STATE_HOME: home, LOCALAPPDATA: home, VISUALATOM_LOG: "" };
    const { code } = await runCli(["generate", ...small, "--out", join(home, "out")], { env, cwd });
    expect(code).toBe(0);
    expect(readdirSync(cwd)).toEqual([]);
    expect(filesIn(home).filter((name) => name.endsWith("visualatom.log"))).toHaveLength(1);
  });

  test("shows control characters of names, and keeps the ends of lines", () => {
    const folder = temporaryFolder();
    openLog("test", folder).error("it contains \u001b]0;hi\u0007\n    at \u009b31m");
    expect(readFileSync(join(folder, "visualatom.log"), "utf8")).toMatch(
      /it contains \\u001b\]0;hi\\u0007\n {4}at \\u009b31m\n$/,
    );
  });

  test("begins anew at a mebibyte and keeps the file before", () => {
    const folder = temporaryFolder();
    const log = openLog("test", folder);
    logStart(log);
    for (let i = 0; i < 3000; i++) log.info(`${i} ${"x".repeat(1000)}`);
    expect(readdirSync(folder).sort()).toEqual(["visualatom.log", "visualatom.old.log"]);
    for (const name of readdirSync(folder))
      expect(statSync(join(folder, name)).size).toBeLessThan(1.1 * 2 ** 20);
    const kept = ["visualatom.old.log", "visualatom.log"].map((name) =>
      readFileSync(join(folder, name), "utf8"),
    );
    const numbers = [...kept.join("").matchAll(/\[info\] +(\d+) x/g)].map(([, number]) => Number(number));
    expect(numbers.at(-1)).toBe(2999);
    expect(numbers).toEqual(numbers.map((_, i) => numbers[0]! + i));
  });

  test("that cannot be written keeps nothing from working, and says nothing", async () => {
    const [folder, out] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(folder, "file"), "");
    const env = { ...process.env, VISUALATOM_LOG: join(folder, "file", "log") };
    const { code, stderr } = await runCli(["generate", ...small, "--out", out, "--quiet"], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(existsSync(join(out, "dataset.json"))).toBe(true);
  });

  test.skipIf(process.platform === "win32")("nothing waits for a pipe in its place", async () => {
    const [folder, out] = [temporaryFolder(), temporaryFolder()];
    execFileSync("mkfifo", [join(folder, "visualatom.log")]);
    const env = { ...process.env, VISUALATOM_LOG: folder };
    const options = { env, timeout: 300_000 };
    const { code, stderr } = await runCli(["generate", ...small, "--out", out, "--quiet"], options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
