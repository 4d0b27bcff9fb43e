/** Addresses of classes within the page. */

/** @param from the address of the dataset whose class it is, and to which one returns; without it, of the design at hand */
export function classAddress(classIndex: number, instance = 0, from: string | null = null): string {
  const query = new URLSearchParams({
    ...(instance !== 0 && { instance: String(instance) }),
    ...(from !== null && { from }),
  }).toString();
  return `#/class/${classIndex}${query === "" ? "" : `?${query}`}`;
}

/** Where one came from, as an address of a dataset; null of anything else. */
export function originOf(hash: string): string | null {
  if (!hash.startsWith("#/class/")) return null;
  const from = new URLSearchParams(hash.split("?")[1]).get("from");
  return from?.startsWith("#/dataset?") ? from : null;
}

/** Reads `#/class/12?instance=3`; null of other places, and of a class place without a number. */
export function parseClassAddress(hash: string): { classIndex: number; instance: number } | null {
  const match = /^#\/class\/(\d+)(?:\?(.*))?$/.exec(hash);
  if (match === null) return null;
  const instance = Number(new URLSearchParams(match[2]).get("instance") ?? 0);
  return {
    classIndex: Number(match[1]),
    instance: Number.isSafeInteger(instance) && instance >= 0 ? instance : 0,
  };
}
