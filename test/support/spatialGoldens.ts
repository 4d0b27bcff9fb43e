/** What the authors' own programs of MV-FractalDB find and draw: class table and clouds, as digests. */
import { readFileSync } from "node:fs";
import type { Cloud } from "../../core/formulations/exfractaldb/geometry/chaosGame.ts";

function read<T>(name: string): T {
  const url = new URL(`../fixtures/goldens/exfractaldb/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as T;
}

interface ClassesGolden {
  seed: number;
  variance: number;
  /** Random numbers of a walk. */
  points: number;
  /** Rows of a … l, p of class 0. */
  first: number[][];
  /** The digest's first 16 digits. */
  classes: { class: number; maps: number; sha256: string }[];
}

interface CloudsGolden {
  points_seed: number;
  clouds: {
    class: number;
    weight: number;
    points: number;
    first: number[];
    last: number[];
    sha256: string;
  }[];
}

interface PicturesGolden {
  /** Of CPython's generator, from which the views' jitter comes. */
  jitter_seed: number;
  size: number;
  /** The digests' first 16 digits. */
  pictures: { class: number; weight: number; view: number; sha256: string }[];
}

interface RingGolden {
  /** One digest over a class's pictures in order. */
  classes: { class: number; pictures: number; sha256: string }[];
}

export const classesGolden = read<ClassesGolden>("classes-seed-1");
export const cloudsGolden = read<CloudsGolden>("points-seed-0");
export const picturesGolden = read<PicturesGolden>("pictures-seed-0");
export const ringGolden = read<RingGolden>("ring-seed-0");

/** x, y and z of each point in turn. */
export function pointByPoint({ x, y, z }: Cloud): Float64Array {
  return Float64Array.from({ length: 3 * x.length }, (_, n) => [x, y, z][n % 3][Math.floor(n / 3)]);
}
