/** A path that a person names is written as a shell's `>` does: through links, pipes and devices, never in their place. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeError } from "../../main/common/errors.ts";
import { openUserFile, writeUserFile } from "../../main/common/userFile.ts";
import { cliPath, runCli, startCli } from "../support/cli.ts";
import { temporaryFolder } from "../support/folders.ts";

const isWindows = process.platform === "win32";

it("a new file and a plain one are written whole, with nothing left beside", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "table.csv");
  await writeUserFile(path, "first, and longer");
  await writeUserFile(path, "second");
  expect(readFileSync(path, "utf8")).toBe("second");
  expect(readdirSync(folder)).toEqual(["table.csv"]);
});

it("another name of the file keeps seeing it", async () => {
  const folder = temporaryFolder();
  const [path, other] = [join(folder, "table.csv"), join(folder, "other.csv")];
  writeFileSync(path, "before, and longer");
  linkSync(path, other);
  await writeUserFile(path, "after");
  expect(readFileSync(other, "utf8")).toBe("after");
  expect(statSync(path).ino).toBe(statSync(other).ino);
});

describe("the file that is replaced", () => {
  it("harms no other one, however that is called", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "table.csv");
    writeFileSync(`${path}.tmp`, "precious");
    await writeUserFile(path, "text");
    expect(readFileSync(`${path}.tmp`, "utf8")).toBe("precious");
    expect(readdirSync(folder)).toEqual(["table.csv", "table.csv.tmp"]);
  });

  it("may have the longest name that there is", async () => {
    const path = join(temporaryFolder(), "n".repeat(255));
    await writeUserFile(path, "text");
    expect(readFileSync(path, "utf8")).toBe("text");
  });

  it.skipIf(isWindows).each([0o600, 0o664, 0o755])("keeps its rights: %o", async (mode) => {
    const path = join(temporaryFolder(), "table.csv");
    writeFileSync(path, "before");
    chmodSync(path, mode);
    await writeUserFile(path, "after");
    expect(statSync(path).mode & 0o7777).toBe(mode);
    await writeUserFile(path, "again");
    expect(readFileSync(path, "utf8")).toBe("again");
  });

  it("stays as it was when what is to be written is given up", async () => {
    const folder = temporaryFolder();
    const [path, other] = [join(folder, "table.csv"), join(folder, "other.csv")];
    writeFileSync(path, "before");
    const file = await openUserFile(path);
    await file.write("half");
    file.giveUp();
    linkSync(path, other);
    (await openUserFile(path)).giveUp();
    expect(readFileSync(path, "utf8")).toBe("before");
    expect(readdirSync(folder)).toEqual(["other.csv", "table.csv"]);
  });
});

/** Nobody in particular, who needs no entry in any list of users. */
const nobody = 65534;

describe.skipIf(isWindows || process.getuid?.() !== 0)("another user's file", () => {
  /** Owner, rights and text after `classes --csv` has written there as nobody. */
  async function written(folderMode: number, fileMode: number): Promise<unknown[]> {
    const folder = temporaryFolder();
    const path = join(folder, "table.csv");
    writeFileSync(path, "before\n".repeat(1000));
    chmodSync(path, fileMode);
    chmodSync(folder, folderMode);
    const args = ["classes", "--preset", "sample", "--csv", path];
    const { code, stderr } = await runCli(args, { uid: nobody, cwd: folder });
    const { uid, mode } = statSync(path);
    const text = readFileSync(path, "utf8");
    const isTable = /^class,[\s\S]*\n$/.test(text) && !text.includes("before");
    expect(readdirSync(folder)).toEqual(["table.csv"]);
    return [code, isTable, uid, mode & 0o7777, stderr.match(/^error:.*/m)?.[0] ?? null];
  }

  it("is written in its place where the folder lets nobody else in", async () => {
    expect(await written(0o755, 0o666)).toEqual([0, true, 0, 0o666, null]);
  });

  it("keeps its owner where it could be replaced, and where only its owner could replace it", async () => {
    expect(await written(0o777, 0o666)).toEqual([0, true, 0, 0o666, null]);
    expect(await written(0o1777, 0o666)).toEqual([0, true, 0, 0o666, null]);
  });

  it("that is not to be written to is refused, whatever the folder allows", async () => {
    expect(await written(0o777, 0o644)).toEqual([
      1,
      false,
      0,
      0o644,
      expect.stringContaining("no permission to write"),
    ]);
  });

  it("stays another user's when the administrator replaces it", async () => {
    const path = join(temporaryFolder(), "table.csv");
    writeFileSync(path, "before");
    chownSync(path, nobody, nobody);
    await writeUserFile(path, "after");
    expect(statSync(path)).toMatchObject({ uid: nobody, gid: nobody });
  });
});

it("a folder is refused with its path", async () => {
  const folder = temporaryFolder();
  const refused = await writeUserFile(folder, "text").catch(describeError);
  expect(refused).toBe(`${folder} is a folder, not a file; check the path`);
});

it("a file over the limit of the file system is named, with the way out", () => {
  const error = Object.assign(new Error("EFBIG: file too large, write"), {
    code: "EFBIG",
    path: "/data/a.tar",
  });
  expect(describeError(error)).toMatch(/^\/data\/a\.tar would be larger .*--shard-size/);
  expect(describeError(Object.assign(error, { path: "/data/a.png" }))).toMatch(
    /would be larger .*; raise the limit$/,
  );
});

describe.skipIf(isWindows)("what is no plain file stays what it is:", () => {
  it("a link, through which is written", async () => {
    const folder = temporaryFolder();
    const [target, link] = [join(folder, "target"), join(folder, "link")];
    writeFileSync(target, "before");
    symlinkSync(target, link);
    await writeUserFile(link, "after");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, "utf8")).toBe("after");
  });

  it("a link to a file that is not there yet", async () => {
    const folder = temporaryFolder();
    symlinkSync(join(folder, "target"), join(folder, "link"));
    await writeUserFile(join(folder, "link"), "new");
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
    await writeUserFile(pipe, content);
    await ended;
    expect(readFileSync(copy, "utf8")).toBe(content);
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it("a pipe that is read later, for which the command line waits", async () => {
    const pipe = join(temporaryFolder(), "pipe");
    execFileSync("mkfifo", [pipe]);
    const running = startCli(["classes", "--preset", "sample", "--csv", pipe]);
    const reader = spawn("sh", ["-c", 'exec cat "$1"', "sh", pipe]);
    let text = "";
    for await (const piece of reader.stdout) text += piece;
    expect(text).toMatch(/^class,[\s\S]*\n$/);
    expect(await running.ended).toMatchObject({ code: 0 });
  });

  it("a pipe that nobody reads, for which nobody has to wait", async () => {
    const pipe = join(temporaryFolder(), "pipe");
    execFileSync("mkfifo", [pipe]);
    const abort = new AbortController();
    const waiting = writeUserFile(pipe, "text", { waits: true, signal: abort.signal });
    abort.abort();
    await expect(waiting).rejects.toThrow("aborted");
    const refused = writeUserFile(pipe, "text", { waits: false });
    await expect(refused).rejects.toThrow(`${pipe} is a pipe that nobody reads; choose a file`);
  });

  it("a pipe that is full, of which the same holds", async () => {
    const pipe = join(temporaryFolder(), "pipe");
    execFileSync("mkfifo", [pipe]);
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const tooMuch = "0123456789".repeat(200_000);
    const refused = writeUserFile(pipe, tooMuch, { waits: false });
    await expect(refused).rejects.toThrow(`${pipe} is a pipe whose reader takes nothing; choose a file`);
    closeSync(reader);
  });

  it("/dev/null", async () => {
    await writeUserFile("/dev/null", "text");
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
