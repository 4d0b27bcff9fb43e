/** What the names of images have in common in the authors' scripts. */

/** The number before the extension, which is the instance's in most; null where there is none. */
export function lastNumberIn(name: string): number | null {
  const number = /(\d+)\.\w+$/.exec(name)?.[1];
  return number === undefined ? null : Number(number);
}
