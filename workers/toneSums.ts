/** Sums of what images are like, and their short form for the journal: numbers of a few bytes each, in base64. */
import type { DrawnImage } from "./drawImage.ts";

export interface ToneSums {
  images: number;
  /** Images whose stored pixels are all background. */
  blank: number;
  /** Images that were drawn again because they came out blank. */
  redrawn: number;
  /** Stored pixels that are not background. */
  ink: number;
  /** Sum of the stored greys, 0 … 255 each; of colours the means of their channels. */
  grey: number;
  /** Images whose points overflow, so that some are left out; never of polylines. */
  diverging: number;
}

export function noTones(): ToneSums {
  return { images: 0, blank: 0, redrawn: 0, ink: 0, grey: 0, diverging: 0 };
}

export function addImage(sums: ToneSums, { tone, attempt, diverges }: DrawnImage): void {
  sums.images += 1;
  if (tone.ink === 0) sums.blank += 1;
  if (attempt > 0) sums.redrawn += 1;
  sums.ink += tone.ink;
  sums.grey += tone.grey;
  if (diverges) sums.diverging += 1;
}

/** Adds sums to others, or takes them away. */
export function addTones(to: ToneSums, sums: ToneSums, sign: 1 | -1 = 1): void {
  for (const column of [...columns, "diverging"] as const) to[column] += sign * sums[column];
}

export function sumOfTones(all: Iterable<ToneSums>): ToneSums {
  const sum = noTones();
  for (const sums of all) addTones(sum, sums);
  return sum;
}

/** What is packed of each class. */
const columns = ["images", "blank", "redrawn", "ink", "grey"] as const;

/** @param sums by class number or label, non-negative integers */
export function packToneSums(sums: ReadonlyMap<number, ToneSums>): string {
  const bytes: number[] = [];
  let before = 0;
  for (const key of [...sums.keys()].sort((a, b) => a - b)) {
    putInteger(bytes, key - before);
    before = key;
    const values = sums.get(key)!;
    for (const column of columns) putInteger(bytes, values[column]);
  }
  return Buffer.from(bytes).toString("base64");
}

/** @throws RangeError where the text is not one that `packToneSums` makes */
export function unpackToneSums(text: string): [number, ToneSums][] {
  const bytes = Buffer.from(text, "base64");
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (at >= bytes.length) throw new RangeError("sums of classes end in the middle");
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const all: [number, ToneSums][] = [];
  let key = 0;
  while (at < bytes.length) {
    key += next();
    // In the order of the columns: written out it takes a fifth of the time, for all lines of a journal.
    const [images, blank, redrawn, ink, grey] = [next(), next(), next(), next(), next()];
    all.push([key, { images, blank, redrawn, ink, grey, diverging: 0 }]);
  }
  return all;
}

/** Seven bits a byte, the lowest first; all but the last byte have the eighth bit. Division, since sums exceed 32 bits. */
function putInteger(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(128 + (rest % 128));
  bytes.push(rest);
}
