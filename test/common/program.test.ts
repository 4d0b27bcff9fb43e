/** Commands that people copy begin as this program is called where they are. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { programWords, type Surroundings, serveCommand } from "../../main/common/program.ts";
import { shellWord } from "../../main/common/shellWord.ts";
import { temporaryFolder } from "../support/folders.ts";

const posix = { path: "/usr/bin", platform: "linux", application: null } as const;

function script(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "#!/bin/sh\necho ours\n");
  chmodSync(path, 0o755);
  return path;
}
function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
const words = (around: Partial<Surroundings> & Pick<Surroundings, "script" | "folder">): string =>
  programWords({ ...posix, ...around });

test("npx in a checkout, and in any folder of it", () => {
  const checkout = temporaryFolder();
  const own = script(join(checkout, "dist", "cli.js"));
  mkdirSync(join(checkout, "docs"));
  expect(words({ script: own, folder: checkout })).toBe("npx visualatom");
  expect(words({ script: own, folder: join(checkout, "docs") })).toBe("npx visualatom");
});

test("npx beside a package that a project has installed, though npm put its folder on the path", () => {
  const project = temporaryFolder();
  const own = script(join(project, "node_modules", "visualatom-studio", "dist", "cli.js"));
  const bin = join(project, "node_modules", ".bin");
  link(own, join(bin, "visualatom"));
  expect(words({ script: own, folder: project, path: `${bin}:/usr/bin` })).toBe("npx visualatom");
});

test("its name where a shell finds it, and not where the shell finds another", () => {
  const base = temporaryFolder();
  const own = script(join(base, "lib", "node_modules", "visualatom-studio", "dist", "cli.js"));
  link(own, join(base, "bin", "visualatom"));
  const path = `${join(base, "bin")}:/usr/bin`;
  expect(words({ script: own, folder: "/", path })).toBe("visualatom");
  expect(execFileSync("sh", ["-c", "visualatom"], { env: { PATH: path }, encoding: "utf8" })).toBe("ours\n");
  const other = script(join(base, "other bin", "visualatom"));
  expect(words({ script: own, folder: "/", path: dirname(other) })).toBe(`node ${shellWord(own)}`);
});

test("by its path from anywhere else, as one word of the shell", () => {
  const own = script(join(temporaryFolder(), "a b", "cli.js"));
  expect(words({ script: own, folder: "/" })).toBe(`node '${own}'`);
});

test("the desktop package itself", () => {
  const around = { script: "", folder: "/", application: "/opt/VisualAtom Studio/visualatom-studio" };
  expect(words(around)).toBe("'/opt/VisualAtom Studio/visualatom-studio'");
  const windows = { ...around, platform: "win32", application: "C:\\Studio files\\studio.exe" } as const;
  expect(words(windows)).toBe("& 'C:\\Studio files\\studio.exe'");
});

test("what starts the page again: as it was started, with the port that was asked for", () => {
  const checkout = temporaryFolder();
  const own = script(join(checkout, "dist", "cli.js"));
  const around = { ...posix, script: own, folder: checkout };
  expect(serveCommand(undefined, around)).toBe("npx visualatom serve");
  expect(serveCommand(0, around)).toBe("npx visualatom serve");
  expect(serveCommand(5000, around)).toBe("npx visualatom serve --port 5000");
  expect(serveCommand(undefined, { ...around, npmScript: "start" })).toBe("npm start");
  expect(serveCommand(5000, { ...around, npmScript: "start" })).toBe("npm start -- --port 5000");
  const application = "/opt/VisualAtom Studio/visualatom-studio";
  expect(serveCommand(undefined, { ...around, application })).toBe(`'${application}' serve`);
});
