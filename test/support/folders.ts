/** Temporary folders that go when the test file ends, and what is in a folder. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { afterAll } from "vitest";
import { sha256 } from "./digests.ts";

const made: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "visualatom-test-"));
  made.push(folder);
  return folder;
}

/** From here on what can be made again is kept in a folder of this test file alone, and nothing of earlier runs is there. */
export function cacheOfOwn(folder = temporaryFolder()): string {
  process.env.VISUALATOM_CACHE = folder;
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export function writeJson(path: string, value: unknown): string {
  writeFileSync(path, JSON.stringify(value));
  return path;
}

/** Relative paths of all files, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => relative(".", name).split(sep).join("/"))
    .sort();
}

/**
 * Digest of every file by its path. The journal is read as a set of lines, which come in any order, without the
 * parameters, which the first line of a class to come carries, and the checksum, which is over them too.
 */
export function contentsOf(folder: string): Record<string, string> {
  return Object.fromEntries(filesIn(folder).map((name) => [name, digestOf(join(folder, name))]));
}

function digestOf(path: string): string {
  const bytes = path.endsWith("journal.jsonl") ? journalText(path) : readFileSync(path);
  return sha256(bytes);
}

function journalText(path: string): string {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines
    .map((line) => JSON.stringify({ ...JSON.parse(line), parameters: undefined, crc: undefined }))
    .sort()
    .join("\n");
}

/** Digests of the images alone, by their paths. */
export function imagesOf(folder: string): Record<string, string> {
  const images = filesIn(folder).filter((name) => /\.(png|jpg|webp)$/.test(name));
  return Object.fromEntries(images.map((name) => [name, digestOf(join(folder, name))]));
}
