/** What a machine may lack: a home, an entry in the system's list of users, a recent Node, a package above the working directory. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { openConfStore } from "../../../main/common/settings.ts";
import { cliPath, runCli } from "../../support/cli.ts";
import { temporaryFolder } from "../../support/folders.ts";
import { serve } from "../../support/served.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const small = ["--preset", "sample", "--classes", "1", "--instances", "1", "--image-size", "64"];
const { HOME: _, ...homeless } = process.env;
const isRoot = process.getuid?.() === 0;
/** In no list of users. */
const STRANGER = 12345;

describe.skipIf(!isRoot)("without HOME, as a user that the system does not list (needs root)", () => {
  it("every command starts", async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o777);
    const out = join(folder, "out");
    const options = { uid: STRANGER, env: homeless };
    const { code, stderr } = await runCli(["generate", ...small, "--out", out, "--quiet"], options);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  it("the studio starts, and keeps nothing that it has no place for", async () => {
    const folder = temporaryFolder();
    const own = ["HOME", "VISUALATOM_SETTINGS", "VISUALATOM_CACHE", "VISUALATOM_LOG"];
    const unset = Object.fromEntries(own.map((name) => [name, undefined]));
    const words = [join(root, "dist/cli.js"), "serve", "--port", "0"];
    const host = await serve(folder, words, unset, { cwd: folder, uid: STRANGER });
    await host.call("saveSettings", { theme: "light" });
    expect(await host.call("settings")).toMatchObject({ theme: "light" });
    host.child.kill("SIGINT");
    expect(await host.ended).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test.each([
  ["without a home", "missing", "there is no home folder"],
  ["in a home in which nothing can be made", "/proc", "/proc"],
])("that found classes are not kept is said once, %s", async (_, home, why) => {
  const folder = temporaryFolder();
  const unset = { XDG_CACHE_HOME: undefined, XDG_CONFIG_HOME: undefined, XDG_STATE_HOME: undefined };
  const own = { VISUALATOM_CACHE: undefined, VISUALATOM_SETTINGS: undefined, VISUALATOM_LOG: undefined };
  const env = { ...process.env, ...unset, ...own, HOME: home === "missing" ? join(folder, home) : home };
  const size = ["--preset", "fractaldb-1k", "--classes", "2"];
  const classes = await runCli(["classes", ...size, "--csv", join(folder, "classes.csv")], { env });
  expect(classes.code).toBe(0);
  expect(classes.stderr.match(/is not kept for the next time: .*/g)).toEqual([expect.stringContaining(why)]);
  const quiet = ["--instances", "1", "--image-size", "64", "--out", join(folder, "out"), "--quiet"];
  const generated = await runCli(["generate", ...size, ...quiet], { env });
  expect(generated).toMatchObject({ code: 0, stderr: "" });
});

test("a working directory that was deleted is said", async () => {
  const folder = join(temporaryFolder(), "deleted");
  mkdirSync(folder);
  const script = 'rmdir "$PWD" && exec "$0" "$@"';
  const words = [process.execPath, cliPath, "estimate", "--preset", "sample"];
  const { status, stderr } = spawnSync("sh", ["-c", script, ...words], { cwd: folder, encoding: "utf8" });
  expect(stderr).toBe("error: the working directory was deleted; change to a folder that is there\n");
  expect(status).toBe(2);
});

test("no command needs a temporary folder", async () => {
  const folder = temporaryFolder();
  const out = join(folder, "out");
  const env = { ...process.env, TMPDIR: join(folder, "missing") };
  expect(await runCli(["generate", ...small, "--out", out, "--quiet"], { env })).toMatchObject({ code: 0 });
  rmSync(join(out, "classes.csv"));
  expect(await runCli(["verify", out, "--quiet"], { env })).toMatchObject({ code: 1, stderr: "" });
  expect(await runCli(["repair", out, "--quiet"], { env })).toMatchObject({ code: 0, stderr: "" });
  expect(await runCli(["verify", out, "--quiet"], { env })).toMatchObject({ code: 0, stderr: "" });
});

test("serve starts where the home is no folder, says once that settings are not kept, and keeps them while it runs", async () => {
  const folder = temporaryFolder();
  const home = join(folder, "a file");
  writeFileSync(home, "");
  const settings = { VISUALATOM_SETTINGS: join(home, "settings"), VISUALATOM_CACHE: join(home, "cache") };
  const entry = join(root, "dist/cli.js");
  const host = await serve(folder, [entry, "serve", "--port", "0"], { HOME: home, ...settings });
  await host.call("saveSettings", { theme: "light" });
  await host.call("saveSettings", { notifications: false });
  expect(await host.call("settings")).toMatchObject({ theme: "light", notifications: false });
  expect(host.output().match(/are not kept/g)).toHaveLength(1);
});

test("a folder of settings that is lost on the way is said once, and what was set stays set", async () => {
  const folder = join(temporaryFolder(), "settings");
  const said: string[] = [];
  const store = await openConfStore(folder, (sentence) => said.push(sentence));
  const settings = store.get("settings");
  store.set("settings", { ...settings, workers: 2 });
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "");
  store.set("settings", { ...settings, workers: 3 });
  store.set("settings", { ...settings, workers: 4 });
  expect(store.get("settings").workers).toBe(4);
  expect(said).toHaveLength(1);
});

describe("a log is written from a working directory without a package above it", () => {
  it("by generate", async () => {
    const folder = temporaryFolder();
    const env = { ...process.env, VISUALATOM_LOG: join(folder, "log") };
    const cli = await runCli(["generate", ...small, "--out", join(folder, "out")], { env, cwd: "/" });
    expect(cli.code).toBe(0);
    expect(readFileSync(join(folder, "log/visualatom.log"), "utf8")).toMatch(/ended with code 0/);
  });

  it("by serve", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "log"));
    const words = [join(root, "dist/cli.js"), "serve", "--port", "0"];
    await serve(folder, words, { VISUALATOM_LOG: join(folder, "log") }, { cwd: "/" });
    expect(readFileSync(join(folder, "log/visualatom.log"), "utf8")).toMatch(/serve\] \[info\]/);
  });
});

describe("a Node that is too old", () => {
  it("is told so in one sentence", async () => {
    const preload = fileURLToPath(new URL("../../faults/preload/oldNode.cjs", import.meta.url));
    const env = { ...process.env, NODE_OPTIONS: `--require ${JSON.stringify(preload)}` };
    const { code, stdout, stderr } = await runCli(["presets"], { env });
    expect(stderr).toMatch(/^error: visualatom needs Node.js 20.19 or later; this is 18.20.8 \(.*\)\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("meets nothing that it has to load, or cannot read, before", () => {
    const entry = readFileSync(join(root, "dist/cli.js"), "utf8");
    expect(entry).not.toMatch(/^import\b|^await\b|\?\?=|\|\|=/m);
  });
});
