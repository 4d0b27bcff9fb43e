/**
 * Names on the disk are bytes, and need not be UTF-8, though Node tells them as if they were: then nothing is found by them.
 * Here each byte that belongs to no letter is one of U+DC80 to U+DCFF, as Python has it: no name in UTF-8 has these.
 */
import { readdirSync } from "node:fs";

/** A byte that belongs to no letter. */
export const aByte = /[\udc80-\udcff]/u;
/** In a name as Node tells it, the sign for all that is not UTF-8. */
const REPLACEMENT = "\ufffd";
const MOST_LETTER_BYTES = 4;

/** What is in a folder. @throws the system's error */
export function namesIn(folder: string): string[] {
  const names = readdirSync(onDisk(folder));
  if (!names.some((name) => name.includes(REPLACEMENT))) return names;
  return readdirSync(onDisk(folder), { encoding: "buffer" }).map(nameOf);
}

/** A path as the system has to be told it. */
export function onDisk(path: string): string | Buffer {
  if (!aByte.test(path)) return path;
  const bytes = [...path].map((letter) =>
    aByte.test(letter) ? Buffer.of(letter.charCodeAt(0) & 0xff) : Buffer.from(letter),
  );
  return Buffer.concat(bytes);
}

/** As it stands in a string here; of a path or several lines too. */
export function nameOf(bytes: Buffer): string {
  if (isText(bytes)) return bytes.toString();
  let name = "";
  for (let at = 0; at < bytes.length; ) {
    const letter = letterAt(bytes, at);
    name += letter?.toString() ?? String.fromCharCode(0xdc00 + bytes[at]);
    at += letter?.length ?? 1;
  }
  return name;
}

/** The bytes of the letter that begins there, or null. */
function letterAt(bytes: Buffer, at: number): Buffer | null {
  for (let length = 1; length <= MOST_LETTER_BYTES; length++) {
    const letter = bytes.subarray(at, at + length);
    if (isText(letter)) return letter;
  }
  return null;
}

function isText(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString()).equals(bytes);
}
