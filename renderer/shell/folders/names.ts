/** Names that file systems take. */

/** Bytes of UTF-8; what file systems of today agree on. */
const LONGEST_NAME = 255;

/** What is wrong with the name of a new folder or file, in a sentence; null of a good one. */
export function nameProblem(name: string): string | null {
  if (name.trim() === "") return "Give it a name.";
  if (/[/\\]/.test(name) || name === "." || name === "..") return "A name has no / or \\.";
  if (new TextEncoder().encode(name).length > LONGEST_NAME) return "This name is too long.";
  return null;
}
