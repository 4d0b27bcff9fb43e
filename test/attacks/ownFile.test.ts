/** The only way in which a dataset's files are opened: nothing is followed, waited for or believed. */
import { execFileSync, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeError } from "../../main/common/errors.ts";
import {
  createOwnFile,
  kindAt,
  makePrivate,
  openOwnFileToChange,
  readOwnFile,
  readOwnFileSoon,
  readOwnRange,
  replaceOwnFile,
  sizeOfOwnFile,
  writeOwnFile,
  writeWhole,
} from "../../workers/disk/ownFile.ts";
import { makeSubfolder, notOwnFolder, requireOwnFolder } from "../../workers/disk/ownFolder.ts";
import { eachPieceOf } from "../../workers/disk/ownPieces.ts";
import { temporaryFolder } from "../support/folders.ts";

const isWindows = process.platform === "win32";
const most = 1000;

/** Each makes something that is no file at a path; `outside` is a file that must stay as it is. */
const intruders: Record<string, (path: string, outside: string) => void> = {
  "a link to a file": (path, outside) => symlinkSync(outside, path),
  "a link to a folder": (path, outside) => symlinkSync(join(outside, ".."), path),
  "a link to nothing": (path) => symlinkSync("/nowhere/at/all", path),
  "a link to itself": (path) => symlinkSync(path, path),
  "a link to a device": (path) => symlinkSync("/dev/zero", path),
  "a pipe": (path) => execFileSync("mkfifo", [path]),
};

function places(): { path: string; outside: string } {
  const folder = temporaryFolder();
  const outside = join(temporaryFolder(), "outside");
  writeFileSync(outside, "theirs");
  return { path: join(folder, "file"), outside };
}

describe.skipIf(isWindows).each(Object.entries(intruders))("%s", (_, plant) => {
  it("is not read", async () => {
    const { path, outside } = places();
    plant(path, outside);
    const refused = expect.objectContaining({ code: "NOT_OWN_FILE", path });
    expect(() => readOwnFile(path, most)).toThrow(refused);
    expect(() => readOwnRange(path, 0, 1)).toThrow(refused);
    expect(() => openOwnFileToChange(path)).toThrow(refused);
    await expect(readOwnFileSoon(path, most)).rejects.toEqual(refused);
    expect(sizeOfOwnFile(path)).toBe(0);
  });

  it("is told as a sentence with its path and a way out", () => {
    const { path, outside } = places();
    plant(path, outside);
    try {
      readOwnFile(path, most);
    } catch (error) {
      expect(describeError(error)).toContain(`${path} is a link or a special file`);
    }
  });

  it.each(["written", "replaced"])("is not written through where a file is %s", (how) => {
    const { path, outside } = places();
    plant(path, outside);
    if (how === "written") writeOwnFile(path, Buffer.from("ours"));
    else replaceOwnFile(path, (file) => writeWhole(file, Buffer.from("ours"), 0));
    expect(lstatSync(path).isFile()).toBe(true);
    expect(readFileSync(path, "utf8")).toBe("ours");
    expect(readFileSync(outside, "utf8")).toBe("theirs");
  });

  it("is not written through where a temporary file goes", () => {
    const { path, outside } = places();
    plant(`${path}.tmp`, outside);
    replaceOwnFile(path, (file) => writeWhole(file, Buffer.from("ours"), 0));
    expect(readFileSync(path, "utf8")).toBe("ours");
    expect(readFileSync(outside, "utf8")).toBe("theirs");
    expect(existsSync(`${path}.tmp`)).toBe(false);
  });

  it("is not entered as a folder", () => {
    const { path, outside } = places();
    plant(path, outside);
    const root = join(path, "..");
    const refused = expect.objectContaining({ code: "NOT_OWN_FILE", path });
    expect(() => requireOwnFolder(root, "file")).toThrow(refused);
    expect(() => requireOwnFolder(root, join("file", "inside"))).toThrow(refused);
    expect(notOwnFolder(root, "file")?.kind).toMatch(/link|special/);
    expect(() => makeSubfolder(root, path)).toThrow(refused);
  });
});

describe("a file", () => {
  it("with another name is replaced or made private, and the other keeps its bytes", () => {
    for (const change of [
      (path: string) => writeOwnFile(path, Buffer.from("ours")),
      (path: string) => replaceOwnFile(path, (file) => writeWhole(file, Buffer.from("ours"), 0)),
      (path: string) => {
        makePrivate(path, () => 100);
        const { file } = openOwnFileToChange(path);
        writeWhole(file, Buffer.from("ours"), 0);
        closeSync(file);
      },
    ]) {
      const { path, outside } = places();
      linkSync(outside, path);
      change(path);
      expect(readFileSync(path, "utf8").slice(0, 4)).toBe("ours");
      expect(readFileSync(outside, "utf8")).toBe("theirs");
    }
  });

  it("with another name is not changed in its place", () => {
    const { path, outside } = places();
    linkSync(outside, path);
    expect(() => openOwnFileToChange(path)).toThrow(expect.objectContaining({ code: "NOT_OWN_FILE" }));
  });

  it("that is larger than it can be is not read, sparse or not", async () => {
    const { path } = places();
    writeFileSync(path, "x");
    truncateSync(path, 2 ** 40);
    const refused = expect.objectContaining({ code: "FILE_TOO_LARGE", path });
    expect(() => readOwnFile(path, most)).toThrow(refused);
    await expect(readOwnFileSoon(path, most)).rejects.toEqual(refused);
  });

  it("of terabytes that is read piece by piece is given up in the middle", async () => {
    const { path } = places();
    writeFileSync(path, "x");
    truncateSync(path, 2 ** 40);
    const controller = new AbortController();
    let pieces = 0;
    const take = (): void => {
      pieces += 1;
      if (pieces === 3) controller.abort("enough");
    };
    await expect(eachPieceOf(path, 2 ** 50, take, controller.signal)).rejects.toBe("enough");
    expect(pieces).toBe(3);
    const refused = expect.objectContaining({ code: "FILE_TOO_LARGE", path });
    await expect(eachPieceOf(path, most, take)).rejects.toEqual(refused);
    expect(pieces).toBe(3);
  });

  it("has a range read only as far as it goes", () => {
    const { path } = places();
    writeFileSync(path, "0123456789");
    expect(readOwnRange(path, 8, 2 ** 50).toString()).toBe("89");
    expect(readOwnRange(path, 2 ** 50, 5)).toHaveLength(0);
  });

  it("that cannot be written leaves nothing beside and names itself", () => {
    const { path } = places();
    writeFileSync(path, "old");
    const fail = (): never => {
      throw Object.assign(new Error("no space"), { code: "ENOSPC" });
    };
    expect(() => replaceOwnFile(path, fail)).toThrow(expect.objectContaining({ code: "ENOSPC", path }));
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(join(path, ".."))).toEqual(["file"]);
  });

  it("is made with the usual permissions", () => {
    const { path } = places();
    closeSync(createOwnFile(path));
    expect(statSync(path).mode & 0o777).toBe(0o666 & ~process.umask());
  });
});

it("a file that another process makes again and again is made nevertheless", async () => {
  const { path } = places();
  const other = spawn("sh", ["-c", 'while :; do rm -f "$1"; : > "$1"; done', "sh", path]);
  try {
    await expect.poll(() => existsSync(path)).toBe(true);
    for (let i = 0; i < 3000; i++) writeOwnFile(path, Buffer.from("ours"));
  } finally {
    other.kill();
  }
});

it("a folder in the way of the file beside is named itself", () => {
  const path = join(temporaryFolder(), "dataset.json");
  mkdirSync(join(`${path}.tmp`, "inside"), { recursive: true });
  expect(() => replaceOwnFile(path, () => {})).toThrow(
    expect.objectContaining({ code: "EISDIR", path: `${path}.tmp` }),
  );
});

it("a folder where a file belongs is the system's error, and stays", () => {
  const { path } = places();
  mkdirSync(path);
  writeFileSync(join(path, "inside"), "x");
  expect(() => writeOwnFile(path, Buffer.from("ours"))).toThrow(expect.objectContaining({ code: "EISDIR" }));
  expect(() => readOwnFile(path, most)).toThrow(expect.objectContaining({ code: "NOT_OWN_FILE" }));
  expect(kindAt(join(path, "inside"))).toBe("file");
});
