/** The desktop package as electron-builder makes it, on a stand-in for Electron: what is in it, and that it works. */
import { execFile } from "node:child_process";
import { appendFileSync, chmodSync, cpSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { extractFile, listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ownExtension } from "../../core/studio/configFile.ts";
import { commandNames } from "../../main/hosts/cli/commandNames.ts";
import { findDamage } from "../../main/hosts/electron/unpackedFiles.ts";
import packageJson from "../../package.json" with { type: "json" };
import { makeStubElectron } from "../../scripts/packaging/stubElectron.mjs";
import { generate } from "../support/cli.ts";
import { electronApplication } from "../support/electron/electronMain.ts";
import { filesIn, temporaryFolder, writeJson } from "../support/folders.ts";
import { smallConfig, until } from "../support/studio.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
// People have spaces and more in their paths.
const output = join(temporaryFolder(), "My packages, ä");
const application = join(output, "linux-unpacked");
const archive = join(application, "resources", "app.asar");
const unpacked = `${archive}.unpacked`;

beforeAll(async () => {
  const electron = join(temporaryFolder(), "electron");
  makeStubElectron(electron, packageJson.devDependencies.electron);
  const builder = join(root, "node_modules", "electron-builder", "cli.js");
  const words = ["--linux", "--x64", "--dir", "--publish", "never"];
  const settings = [`-c.electronDist=${electron}`, `-c.directories.output=${output}`];
  await run(process.execPath, [builder, ...words, ...settings], { cwd: root });
  const bytes = filesIn(unpacked).reduce((sum, name) => sum + statSync(join(unpacked, name)).size, 0);
  console.log(`The package adds ${(bytes / 1e6).toFixed(1)} MB to Electron.`);
});

/** Name of the package that a file under node_modules belongs to. */
const packageOf = (path: string): string => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)![1];

/** Packages that the bundles import, and those that these need, as far as they have something to run. */
function neededPackages(): Set<string> {
  const bundles = filesIn(join(unpacked, "dist"))
    .filter((name) => /^(electron\/main|worker|commands|part-\w+)\.js$/.test(name))
    .map((name) => readFileSync(join(unpacked, "dist", name), "utf8"));
  const imported = bundles.flatMap((text) =>
    [...text.matchAll(/(?:from |import\(|require(?:\d)?\()"((?:@[\w-]+\/)?[\w-]+)[^":]*"/g)].map(
      (found) => found[1],
    ),
  );
  const dependencies = Object.keys(packageJson.dependencies);
  const waiting = dependencies.filter((name) => imported.includes(name));
  const needed = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    const text = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(text);
    waiting.push(...Object.keys(dependencies));
    const installed = Object.keys(optionalDependencies).filter((optional) => {
      try {
        return statSync(join(root, "node_modules", optional)).isDirectory();
      } catch {
        return false;
      }
    });
    waiting.push(...installed);
  }
  return needed;
}

describe("what is packaged", () => {
  test("lies beside Electron: the archive, what is unpacked, and the licences", () => {
    const own = filesIn(application).filter((name) => !name.startsWith("resources/app.asar.unpacked/"));
    expect(own).toEqual([
      "LICENSE.electron.txt",
      "LICENSES.chromium.html",
      "chrome-sandbox",
      "chrome_crashpad_handler",
      "locales/en-US.pak",
      "resources/app.asar",
      "resources/docs/compare.md",
      "resources/docs/configuration.md",
      "resources/docs/training.md",
      "resources/licences.txt",
      "version",
      "visualatom-studio",
    ]);
  });

  test("is the bundles, the kernel, the worker and the page, and no more of ours", () => {
    const ours = filesIn(unpacked).filter((name) => !name.startsWith("node_modules/"));
    expect([...new Set(ours.map((name) => name.replace(/-[\w-]{8}\./, "-*.")))].sort()).toEqual([
      "dist/commands.js",
      "dist/electron/main.js",
      "dist/electron/preload.cjs",
      "dist/kernel.wasm",
      "dist/package.json",
      "dist/page/assets/32x32-*.png",
      "dist/page/assets/index-*.css",
      "dist/page/assets/index-*.js",
      "dist/page/index.html",
      "dist/page/licences.txt",
      "dist/part-*.js",
      "dist/thread.cjs",
      "dist/worker.js",
    ]);
  });

  test("of others, is only the packages that run, without their tests, sources and documentation", () => {
    const theirs = filesIn(unpacked).filter((name) => name.startsWith("node_modules/"));
    const needed = neededPackages();
    expect(needed).toContain("piscina");
    expect([...new Set(theirs.map(packageOf))].filter((name) => !needed.has(name))).toEqual([]);
    expect(theirs.filter((name) => !/\.(js|cjs|mjs|json|node)$/.test(name))).toEqual([]);
    expect(
      theirs.filter((name) => /\.(test|spec)\.|\/(tests?|__tests__|benchmarks?|docs?)\//.test(name)),
    ).toEqual([]);
    const listed = readFileSync(join(application, "resources", "licences.txt"), "utf8");
    for (const name of new Set(theirs.map(packageOf))) expect(listed).toContain(`${name} `);
  });

  test("has Electron's fuses set: no Node, no inspection, an archive that is vouched for", async () => {
    const wire = await getCurrentFuseWire(join(application, "visualatom-studio"));
    const enabled = (fuse: FuseV1Options): boolean => String.fromCharCode(wire[fuse]!) === "1";
    const names = Object.values(FuseV1Options).filter((value) => typeof value === "number");
    expect(names.filter(enabled).map((fuse) => FuseV1Options[fuse])).toEqual([
      "EnableCookieEncryption",
      "EnableEmbeddedAsarIntegrityValidation",
      "OnlyLoadAppFromAsar",
    ]);
  });
});

test("configurations as the studio saves them are opened by a double click", () => {
  const { fileAssociations } = parse(readFileSync(join(root, "electron-builder.yml"), "utf8"));
  expect(fileAssociations).toMatchObject([{ ext: ownExtension }]);
});

/** Path of its archive; to be damaged. */
function copyOfPackage(): string {
  const copy = join(temporaryFolder(), "app.asar");
  cpSync(archive, copy);
  cpSync(unpacked, `${copy}.unpacked`, { recursive: true });
  return copy;
}

describe("the archive", () => {
  test("holds the entry and its description itself, and starts there", () => {
    const inside = listPackage(archive, { isPack: true }).filter((line) => /^pack +: .*\.\w+$/.test(line));
    const packed = inside.map((line) => line.replace(/^pack +: \//, "").replaceAll("\\", "/"));
    expect(
      packed.filter((name) => statSync(join(unpacked, name), { throwIfNoEntry: false }) === undefined),
    ).toEqual(["dist/electron/boot.js", "package.json"]);
    const { main, devDependencies } = JSON.parse(extractFile(archive, "package.json").toString());
    expect(devDependencies).toBeUndefined();
    expect(main).toBe("dist/electron/boot.js");
    expect(extractFile(archive, "dist/electron/boot.js").toString()).toContain("app.asar.unpacked");
  });

  test("vouches for every unpacked file: one changed, missing or added is named", async () => {
    const copy = copyOfPackage();
    expect(await findDamage(copy)).toBeNull();
    const worker = join(`${copy}.unpacked`, "dist", "worker.js");
    const before = readFileSync(worker);
    writeFileSync(worker, `${before} `);
    expect(await findDamage(copy)).toBe("dist/worker.js has been changed");
    rmSync(worker);
    expect(await findDamage(copy)).toBe("dist/worker.js is missing");
    writeFileSync(worker, before);
    writeFileSync(join(`${copy}.unpacked`, "dist", "piscina.js"), "");
    expect(await findDamage(copy)).toBe("dist/piscina.js does not belong to it");
  });

  test("leaves native modules, which signing changes, to macOS", async () => {
    const copy = copyOfPackage();
    const native = filesIn(`${copy}.unpacked`).find((name) => name.endsWith(".node"))!;
    appendFileSync(join(`${copy}.unpacked`, native), "a signature");
    expect(await findDamage(copy, "darwin")).toBeNull();
    expect(await findDamage(copy, "win32")).toBe(`${native} has been changed`);
    rmSync(join(`${copy}.unpacked`, native));
    expect(await findDamage(copy, "darwin")).toBe(`${native} is missing`);
  });

  test("starts the unpacked main process, and does not where a file has been changed", async () => {
    const boot = (path: string) =>
      run(process.execPath, [join(root, "test/support/electron/bootPackaged.mjs"), path]);
    expect((await boot(archive)).stdout).toBe("the main process has started\n");
    const copy = copyOfPackage();
    writeFileSync(join(`${copy}.unpacked`, "dist", "electron", "main.js"), "console.log('something else')");
    await expect(boot(copy)).rejects.toMatchObject({
      code: 1,
      stdout:
        "VisualAtom Studio cannot start: dist/electron/main.js has been changed. Install the application again.\n",
    });
  });
});

describe("the package called with a command", () => {
  const script = join(root, "test/support/electron/bootPackaged.mjs");
  const boot = (...words: string[]) => run(process.execPath, [script, ...words]);

  test.skipIf(process.getuid?.() !== 0)(
    "needs no home, also of a user that the system does not list (needs root)",
    async () => {
      const out = temporaryFolder();
      for (const path of [out, dirname(output)]) chmodSync(path, 0o777);
      const { HOME: _, ...env } = process.env;
      const small = ["--preset", "sample", "--classes", "1", "--instances", "1", "--image-size", "64"];
      const words = [script, archive, "generate", ...small, "--out", join(out, "dataset"), "--quiet"];
      expect(await run(process.execPath, words, { uid: 12345, env })).toEqual({ stdout: "", stderr: "" });
    },
  );

  test("is the command line, with its threads, words and exit codes", async () => {
    const out = join(temporaryFolder(), "a b");
    const { stdout, stderr } = await boot(
      archive,
      "generate",
      "--preset",
      "sample",
      "--instances",
      "2",
      "--out",
      out,
    );
    expect(stdout).not.toContain("main process");
    expect(stderr + stdout).toMatch(/images +20$/m);
    expect(filesIn(join(out, "image")).length).toBe(20);
    expect((await boot(archive, "--help")).stdout).toContain("Usage: visualatom");
    await expect(boot(archive, "generate", "--preset", "none")).rejects.toMatchObject({ code: 2 });
  });

  test("knows each of its commands", async () => {
    const { stdout } = await boot(archive, "--help");
    const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)]
      .map(([, name]) => name)
      .filter((n) => n !== "visualatom");
    expect(commandNames).toEqual(expect.arrayContaining(names));
    expect(names.length).toBeGreaterThan(10);
  });

  test("does nothing with a file that has been changed", async () => {
    const copy = copyOfPackage();
    writeFileSync(join(`${copy}.unpacked`, "dist", "commands.js"), "console.log('something else')");
    await expect(boot(copy, "presets")).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("dist/commands.js has been changed. Install the application again."),
    });
  });
});

describe("the packaged main process", () => {
  const start = electronApplication(join(unpacked, "dist", "electron"));

  test("draws with its own threads, kernel and canvas, and generates what the source tree generates", async () => {
    const { electron, page } = await start();
    const bridge = page();
    const config = smallConfig();
    const result = await bridge.api.registerConfig({ config });
    if (!result.ok) throw new Error("the configuration has problems");
    const { configId } = result.registered;
    const picture = await electron.fetch(`visualatom://studio/picture/${configId}/0/0?size=32`);
    expect(picture.status).toBe(200);
    electron.answers.folder = temporaryFolder();
    const chosen = await bridge.api.chooseFolder({ title: "Where to" });
    const out = join(chosen!.path, "dataset");
    await bridge.api.startJob({ configId, out, force: true });
    const finished = await until(async () => {
      const [job] = await bridge.api.jobs();
      return job.state === "finished" || job.state === "failed" ? job : null;
    });
    expect(finished).toMatchObject({ state: "finished", error: null });
    const folder = temporaryFolder();
    const words = [
      "--config",
      writeJson(join(folder, "config.json"), config),
      "--out",
      join(folder, "dataset"),
    ];
    expect(finished.fingerprint).toBe((await generate(words)).fingerprint);
  });

  test("answers with its page and the licences", async () => {
    const { electron } = await start();
    const answer = await electron.fetch("visualatom://studio/index.html");
    expect(await answer.text()).toContain("VisualAtom Studio");
    const licences = await electron.fetch("visualatom://studio/licences.txt");
    expect(await licences.text()).toContain("piscina");
  });
});
