/** Paths of the studio's machine, which the page takes apart without knowing its system. */

/** A path's folder and its last name; null of a path without either. */
export function splitPath(path: string): { parent: string; name: string } | null {
  // A backslash may be part of a name where paths begin with a slash.
  const parts =
    path.startsWith("/") || path.startsWith("~") ? /^(.*\/)([^/]+)\/*$/ : /^(.*[\\/])([^\\/]+)[\\/]*$/;
  const [, parent, name] = parts.exec(path) ?? [];
  return parent === undefined || name === undefined ? null : { parent, name };
}
