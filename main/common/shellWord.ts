/** Paths in command lines that people copy. */

/** A path as one word of a shell. */
export function shellWord(path: string, platform: NodeJS.Platform = process.platform): string {
  if (/^[\w./:@%+,-]+$/.test(path) || (platform === "win32" && /^[\w./\\:-]+$/.test(path))) return path;
  return platform === "win32" ? `'${path.replaceAll("'", "''")}'` : `'${path.replaceAll("'", "'\\''")}'`;
}
