/** A path that a person names is written as a shell's `>` does: through links, pipes and devices, never in their place. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeError } from "../../main/common/errors.ts";
import { writeUserFile } from "../../main/common/userFile.ts";
import { cliPath, runCli } from "../support/cli.ts";
import { temporaryFolder } from "../support/folders.ts";

const isWindows = process.platform === "win32";

it("a new file and a plain one are written whole, with nothing left beside", () => {
  const folder = temporaryFolder();
  const path = join(folder, "table.csv");
  writeUserFile(path, "first, and longer");
  writeUserFile(path, "second");
  expect(readFileSync(path, "utf8")).toBe("second");
  expect(readdirSync(folder)).toEqual(["table.csv"]);
});

it("another name of the file keeps seeing it", () => {
  const folder = temporaryFolder();
  const [path, other] = [join(folder, "table.csv"), join(folder, "other.csv")];
  writeFileSync(path, "before, and longer");
  linkSync(path, other);
  writeUserFile(path, "after");
  expect(readFileSync(other, "utf8")).toBe("after");
  expect(statSync(path).ino).toBe(statSync(other).ino);
});

it("a folder is refused with its path", () => {
  const folder = temporaryFolder();
  const written = (): unknown => {
    try {
      return writeUserFile(folder, "text");
    } catch (error) {
      return describeError(error);
    }
  };
  expect(written()).toBe(`${folder} is a folder, not a file; check the path`);
});

it("a file over the limit of the file system is named, with the way out", () => {
  const error = Object.assign(new Error("EFBIG: file too large, write"), {
    code: "EFBIG",
    path: "/data/a.tar",
  });
  expect(describeError(error)).toMatch(/^\/data\/a\.tar would be larger .*--shard-size/);
});

describe.skipIf(isWindows)("what is no plain file stays what it is:", () => {
  it("a link, through which is written", () => {
    const folder = temporaryFolder();
    const [target, link] = [join(folder, "target"), join(folder, "link")];
    writeFileSync(target, "before");
    symlinkSync(target, link);
    writeUserFile(link, "after");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, "utf8")).toBe("after");
  });

  it("a link to a file that is not there yet", () => {
    const folder = temporaryFolder();
    symlinkSync(join(folder, "target"), join(folder, "link"));
    writeUserFile(join(folder, "link"), "new");
    expect(readFileSync(join(folder, "target"), "utf8")).toBe("new");
  });

  it("a pipe, which takes more than it holds", async () => {
    const pipe = join(temporaryFolder(), "pipe");
    execFileSync("mkfifo", [pipe]);
    const copy = join(temporaryFolder(), "copy");
    // Into a file: nobody here reads while this thread writes.
    const reader = spawn("sh", ["-c", 'cat "$1" > "$2"', "sh", pipe, copy]);
    const ended = once(reader, "exit");
    const content = "0123456789".repeat(50_000);
    writeUserFile(pipe, content);
    await ended;
    expect(readFileSync(copy, "utf8")).toBe(content);
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it("/dev/null", () => {
    writeUserFile("/dev/null", "text");
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it("a socket, which is refused", async () => {
    // What Node gives a child as its output.
    const { code, stderr } = await runCli(["classes", "--preset", "sample", "--csv", "/dev/stdout"]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: \/dev\/stdout is a socket, .*\n$/)]);
  });

  it("/dev/stdout of a command, which is a pipe here", async () => {
    const before = lstatSync("/dev/stdout").isSymbolicLink();
    // Through a shell: what Node gives a child as its output is a socket, which nobody can open by a path.
    const command = `"$0" "$1" classes --preset visualatom-1k --csv /dev/stdout | cat`;
    const stdout = execFileSync("sh", ["-c", command, process.execPath, cliPath], { encoding: "utf8" });
    expect(stdout).toMatch(/^class,/m);
    expect(stdout.split("\n").length).toBeGreaterThan(1000);
    expect(lstatSync("/dev/stdout").isSymbolicLink()).toBe(before);
  });
});
