/** Addresses of classes within the page. */

export function classAddress(classIndex: number, instance = 0): string {
  return `#/class/${classIndex}${instance === 0 ? "" : `?instance=${instance}`}`;
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
