/** The command line as a package: packed, installed into an empty folder as people do, and used there. */
import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { generate } from "../support/cli.ts";
import { filesIn, temporaryFolder } from "../support/folders.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
/** npm says itself where it is; on Windows its command is no program that could be started without a shell. */
const [npm, ...npmWords] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];

interface Packed {
  filename: string;
  size: number;
  unpackedSize: number;
  files: { path: string }[];
}

/** dist/ is built before the tests; to build it again would pull it from under the others. */
function pack(folder: string): Packed {
  const words = [...npmWords, "pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const text = execFileSync(npm, words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const packed = JSON.parse(text);
  return Array.isArray(packed) ? packed[0] : (Object.values(packed)[0] as Packed);
}

/** Why packages cannot be installed here, or null. */
function obstacle(): string | null {
  try {
    execFileSync(
      npm,
      [...npmWords, "view", "commander", "version", "--fetch-retries=0", "--fetch-timeout=10000"],
      {
        stdio: "ignore",
      },
    );
    return null;
  } catch {
    return "the registry of npm does not answer";
  }
}

const folder = temporaryFolder();
const packed = pack(folder);
const missing = obstacle();
if (missing) console.warn(`The packed command line is not installed: ${missing}.`);

test("the package holds the bundles, the kernel and the page, and nothing of the window or the tests", () => {
  const names = packed.files.map(({ path }) => path.replace(/-[\w-]{8}\./, "-*."));
  expect([...new Set(names)].sort()).toEqual([
    "LICENSE",
    "README.md",
    "dist/cli.js",
    "dist/commands.js",
    "dist/kernel.wasm",
    "dist/licences.txt",
    "dist/package.json",
    "dist/page/assets/32x32-*.png",
    "dist/page/assets/index-*.css",
    "dist/page/assets/index-*.js",
    "dist/page/index.html",
    "dist/page/licences.txt",
    "dist/part-*.js",
    "dist/thread.cjs",
    "dist/worker.js",
    "docs/compare.md",
    "docs/configuration.md",
    "docs/training.md",
    "package.json",
  ]);
});

test("the package has each document that the help of a command names", () => {
  const bundles = packed.files.map(({ path }) => path).filter((path) => /^dist\/[\w.-]+\.js$/.test(path));
  const named = bundles.flatMap(
    (path) => readFileSync(join(root, path), "utf8").match(/docs\/\w+\.md/g) ?? [],
  );
  expect(named).not.toEqual([]);
  expect(packed.files.map(({ path }) => path)).toEqual(expect.arrayContaining([...new Set(named)]));
});

describe.skipIf(missing !== null)(`installed${missing ? ` (skipped: ${missing})` : ""}`, () => {
  const place = join(folder, "an empty folder, ä");
  const visualatom = join(place, "node_modules", "visualatom-studio", "dist", "cli.js");
  const call = (...words: string[]) => run(process.execPath, [visualatom, ...words], { cwd: place });

  beforeAll(async () => {
    mkdirSync(place);
    const words = [
      ...npmWords,
      "install",
      "--no-audit",
      "--no-fund",
      "--prefer-offline",
      join(folder, packed.filename),
    ];
    await run(npm, words, { cwd: place });
    const modules = join(place, "node_modules");
    const bytes = filesIn(modules).reduce((sum, name) => sum + statSync(join(modules, name)).size, 0);
    console.log(
      `The package has ${(packed.size / 1e3).toFixed(0)} kB; with what it needs, ${(bytes / 1e6).toFixed(0)} MB are installed.`,
    );
  });

  test("brings neither Electron nor the libraries of the page, and builds nothing", () => {
    const { packages } = JSON.parse(readFileSync(join(place, "package-lock.json"), "utf8"));
    const names = Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, ""));
    expect(names).toContain("piscina");
    expect(
      names.filter((name) =>
        /^(electron|electron-store|electron-builder|react.*|@mantine.*|vite|esbuild|sharp)$/.test(name),
      ),
    ).toEqual([]);
    const scripted = Object.entries(packages as Record<string, { hasInstallScript?: boolean }>);
    expect(scripted.filter(([path, { hasInstallScript }]) => path !== "" && hasInstallScript)).toEqual([]);
  });

  test("generates what the source tree generates, by its command's name", async () => {
    const words = ["--preset", "sample", "--image-size", "64"];
    const command = ["generate", ...words, "--out", "my data", "--json", "--quiet"];
    const link = join(place, "node_modules", ".bin", "visualatom");
    const { stdout } =
      process.platform === "win32" ? await call(...command) : await run(link, command, { cwd: place });
    const there = JSON.parse(stdout);
    const here = await generate([...words, "--out", join(temporaryFolder(), "data")]);
    expect(there).toMatchObject({ complete: true, images: 100, fingerprint: here.fingerprint });
    expect(filesIn(join(place, "my data", "image"))).toHaveLength(100);
  });

  test("verifies and repairs what it generated", async () => {
    await call("generate", "--preset", "sample", "--image-size", "64", "--out", "checked", "--quiet");
    expect((await call("verify", "checked")).stdout).toMatch(/All is as it should be/);
    const [first, second] = filesIn(join(place, "checked", "image"));
    rmSync(join(place, "checked", "image", first));
    writeFileSync(join(place, "checked", "image", second), "spoiled");
    await expect(call("verify", "checked")).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(new RegExp(`${first}[^]*${second}`)),
    });
    await call("repair", "checked");
    expect((await call("verify", "checked")).stdout).toMatch(/All is as it should be/);
  });

  test("lists classes and draws with the native canvas", async () => {
    const { stdout } = await call("classes", "--preset", "sample");
    expect(stdout.trim().split("\n").length).toBeGreaterThanOrEqual(10);
    await call("preview", "--preset", "sample", "--image-size", "64", "--out", "sheet.png");
    expect(readFileSync(join(place, "sheet.png")).subarray(1, 4).toString()).toBe("PNG");
  });

  test("streams a tar that tar reads", async () => {
    const words = ["stream", "--preset", "sample", "--image-size", "64", "--instances", "2"];
    const stream = spawn(process.execPath, [visualatom, ...words], {
      cwd: place,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const tar = spawn("tar", ["-t"], { stdio: [stream.stdout, "pipe", "inherit"] });
    let names = "";
    tar.stdout.on("data", (data) => {
      names += data;
    });
    expect(await new Promise((resolve) => tar.on("close", resolve))).toBe(0);
    expect(
      names
        .trim()
        .split("\n")
        .filter((name) => name.endsWith(".png")),
    ).toHaveLength(20);
  });

  test("serves its page", async () => {
    const env = { ...process.env, HOME: place, XDG_CONFIG_HOME: place, XDG_CACHE_HOME: place };
    const host = spawn(process.execPath, [visualatom, "serve", "--port", "0"], { cwd: place, env });
    try {
      let text = "";
      const address = await new Promise<string>((resolve, reject) => {
        host.on("exit", () => reject(new Error(`the host ended: ${text}`)));
        for (const output of [host.stdout, host.stderr])
          output.on("data", (data) => {
            text += data;
            const found = /http:\/\/\S+token=\S+/.exec(text);
            if (found) resolve(found[0]);
          });
      });
      const entry = await fetch(address, { redirect: "manual" });
      const cookie = entry.headers.get("set-cookie")!.split(";")[0];
      const base = new URL(entry.headers.get("location")!, address);
      const page = await fetch(base, { headers: { cookie } });
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("<title>VisualAtom Studio</title>");
      const licences = await fetch(new URL("licences.txt", base), { headers: { cookie } });
      expect(await licences.text()).toContain("piscina");
    } finally {
      host.kill();
    }
  });
});
