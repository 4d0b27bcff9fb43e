/** Finds classes whose parameters are so close that their images can hardly be told apart. */
import type { ClassParameters, DatasetConfig } from "../config/parameters.ts";
import type { ClassShape } from "../formulations/formulation.ts";
import { polylinesOf } from "../formulations/index.ts";

/** Classes nearer than this count as near duplicates: nothing of them differs by more than 5 %. */
export const NEAR = 0.05;
/** Pairs that are told one by one. */
const TOLD_PAIRS = 20;
/** Where nearly all classes are alike, more than this are not compared: about two seconds. */
const MOST_COMPARISONS = 10_000_000;

export interface NearPair {
  /** Absolute class numbers, ascending. */
  classes: [number, number];
  /** See `classDistance`; 0 of classes that are the same. */
  distance: number;
}

export interface NearDuplicates {
  /** Distance below which classes count; 0 of searched classes, of which only equal ones are told. */
  threshold: number;
  /** Number of such pairs. */
  pairs: number;
  /** Pairs among them at distance 0. */
  identicalPairs: number;
  /** Whether all pairs were compared; if not, there may be more. */
  complete: boolean;
  /** The nearest, at most 20. */
  closest: NearPair[];
}

/**
 * The largest of what differs between two classes, each as a part of the whole: the number of orbits and of vertices
 * (logarithm of the ratio), the innermost and the outermost orbit's semi-axes (relative to the atom's size), the noise
 * (relative to its range) and the waves' amplitudes. Infinite between other frequencies; the two sinusoids may be swapped.
 */
export function classDistance(a: ClassShape, b: ClassShape): number {
  if (frequenciesOf(a) !== frequenciesOf(b)) return Number.POSITIVE_INFINITY;
  return distanceOfAlike(a, b);
}

function distanceOfAlike(a: ClassShape, b: ClassShape): number {
  // Cheap and telling comparisons first: most pairs end here.
  let distance = Math.max(
    ratio(a.orbits, b.orbits),
    ratio(a.vertices, b.vertices),
    Math.abs(a.noise - b.noise),
  );
  const size = Math.max(sizeOf(a), sizeOf(b)) || 1;
  for (const axis of [0, 1] as const) {
    const inner = Math.abs(a.inner[axis] - b.inner[axis]) / size;
    const outer = Math.abs(a.outer[axis] - b.outer[axis]) / size;
    distance = Math.max(distance, inner, outer);
  }
  for (let i = 0; i < a.waves.length; i++) {
    distance = Math.max(distance, Math.abs(a.waves[i].amplitude - b.waves[i].amplitude));
  }
  return distance;
}

/** The same to the last bit in either order, so that the order of classes does not matter. */
function ratio(a: number, b: number): number {
  return Math.log(Math.max(a, b) / Math.min(a, b));
}

function sizeOf({ inner, outer }: ClassShape): number {
  return Math.max(Math.abs(inner[0]), Math.abs(inner[1]), Math.abs(outer[0]), Math.abs(outer[1]));
}

function frequenciesOf({ waves }: ClassShape): string {
  return waves.map(({ frequency }) => frequency).join(" ");
}

/** Classes that are the same, as one. */
interface Group {
  shape: ClassShape;
  /** Ascending. */
  classes: number[];
}

/**
 * @param classes by absolute class number
 * Time grows with the classes, not with their pairs: classes are only compared with those of the same frequencies in
 * the same or the next cell of a grid of orbits, vertices and noise.
 */
export function findNearDuplicates(
  config: DatasetConfig,
  classes: Iterable<readonly [number, ClassParameters]>,
): NearDuplicates {
  const found = new Findings(polylinesOf(config) === null ? 0 : NEAR);
  walk(config, classes, found);
  return found.result();
}

/**
 * The pairs one by one, each of classes that are the same too, nearest first.
 * @param most how many at most
 */
export function listNearPairs(
  config: DatasetConfig,
  classes: Iterable<readonly [number, ClassParameters]>,
  most: number,
): NearPair[] {
  const found = new PairList(most);
  walk(config, classes, found);
  return found.result();
}

/** What is done with what is met on the way through the classes. */
interface Visitor {
  /** @param classes that are the same, ascending */
  addIdentical(classes: readonly number[]): void;
  /** Returns whether there may be more comparisons. */
  compare(a: Group, b: Group): boolean;
}

function walk(
  config: DatasetConfig,
  classes: Iterable<readonly [number, ClassParameters]>,
  found: Visitor,
): void {
  const formulation = polylinesOf(config);
  if (formulation === null) {
    walkSame(classes, found);
    return;
  }
  const families = new Map<string, Map<string, Group>>();
  for (const [classIndex, parameters] of classes) {
    const shape = formulation.shape(config, parameters);
    const family = valueAt(families, frequenciesOf(shape), () => new Map<string, Group>());
    const group = valueAt(family, JSON.stringify(shape), () => ({ shape, classes: [] }));
    group.classes.push(classIndex);
  }
  for (const family of families.values()) {
    for (const { classes: same } of family.values()) found.addIdentical(same.sort((a, b) => a - b));
    comparePairs([...family.values()], found);
  }
}

/** Of searched classes, which are random systems: only those are told that are the same to the last bit. */
function walkSame(classes: Iterable<readonly [number, ClassParameters]>, found: Visitor): void {
  const same = new Map<string, number[]>();
  for (const [classIndex, parameters] of classes) {
    valueAt(same, JSON.stringify(parameters), () => []).push(classIndex);
  }
  for (const equal of same.values()) found.addIdentical(equal.sort((a, b) => a - b));
}

/** Cells of the grid beyond the own one, of which every pair of neighbouring cells is met once. */
const neighbours: readonly number[][] = [-1, 0, 1]
  .flatMap((x) => [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((z) => [x, y, z])))
  .filter(([x, y, z]) => x > 0 || (x === 0 && (y > 0 || (y === 0 && z > 0))));

function comparePairs(groups: readonly Group[], found: Visitor): void {
  const grid = new Map<string, { cell: number[]; groups: Group[] }>();
  for (const group of groups) {
    const { orbits, vertices, noise } = group.shape;
    const cell = [Math.log(orbits), Math.log(vertices), noise].map((value) => Math.floor(value / NEAR));
    valueAt(grid, cell.join(" "), () => ({ cell, groups: [] })).groups.push(group);
  }
  for (const { cell, groups: here } of grid.values()) {
    for (let i = 0; i < here.length; i++) {
      for (let j = i + 1; j < here.length; j++) if (!found.compare(here[i], here[j])) return;
    }
    for (const step of neighbours) {
      const there = grid.get(cell.map((place, i) => place + step[i]).join(" "));
      if (there === undefined) continue;
      for (const a of here) for (const b of there.groups) if (!found.compare(a, b)) return;
    }
  }
}

class Findings implements Visitor {
  private readonly threshold: number;
  private pairs = 0;
  private identicalPairs = 0;
  private comparisons = 0;
  /** Nearest first. */
  private readonly closest: NearPair[] = [];

  constructor(threshold: number) {
    this.threshold = threshold;
  }

  addIdentical(classes: readonly number[]): void {
    const pairs = (classes.length * (classes.length - 1)) / 2;
    this.pairs += pairs;
    this.identicalPairs += pairs;
    for (let i = 1; i < classes.length && i <= TOLD_PAIRS; i++) this.tell(classes[i - 1], classes[i], 0);
  }

  compare(a: Group, b: Group): boolean {
    if (this.comparisons >= MOST_COMPARISONS) return false;
    this.comparisons += 1;
    const distance = distanceOfAlike(a.shape, b.shape);
    if (distance < NEAR) {
      this.pairs += a.classes.length * b.classes.length;
      this.tell(a.classes[0], b.classes[0], distance);
    }
    return true;
  }

  result(): NearDuplicates {
    const { pairs, identicalPairs, closest } = this;
    const complete = this.comparisons < MOST_COMPARISONS;
    return { threshold: this.threshold, pairs, identicalPairs, complete, closest };
  }

  private tell(one: number, other: number, distance: number): void {
    const pair = pairOf(one, other, distance);
    const last = this.closest[TOLD_PAIRS - 1];
    if (last !== undefined && order(last, pair) <= 0) return;
    const at = this.closest.findIndex((known) => order(known, pair) > 0);
    this.closest.splice(at < 0 ? this.closest.length : at, 0, pair);
    this.closest.length = Math.min(this.closest.length, TOLD_PAIRS);
  }
}

/** Of each two groups all pairs, the nearest of them kept. */
class PairList implements Visitor {
  private pairs: NearPair[] = [];
  private comparisons = 0;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  addIdentical(classes: readonly number[]): void {
    let left = this.most;
    for (let i = 0; i < classes.length; i++) {
      for (let j = i + 1; j < classes.length; j++) {
        if (left-- <= 0) return;
        this.add(pairOf(classes[i], classes[j], 0));
      }
    }
  }

  compare(a: Group, b: Group): boolean {
    if (this.comparisons >= MOST_COMPARISONS) return false;
    this.comparisons += 1;
    const distance = distanceOfAlike(a.shape, b.shape);
    if (distance >= NEAR) return true;
    let left = this.most;
    for (const one of a.classes) {
      for (const other of b.classes) {
        if (left-- <= 0) return true;
        this.add(pairOf(one, other, distance));
      }
    }
    return true;
  }

  result(): NearPair[] {
    this.cut();
    return this.pairs;
  }

  private add(pair: NearPair): void {
    this.pairs.push(pair);
    if (this.pairs.length >= 2 * this.most) this.cut();
  }

  private cut(): void {
    this.pairs.sort(order);
    this.pairs.length = Math.min(this.pairs.length, this.most);
  }
}

function pairOf(one: number, other: number, distance: number): NearPair {
  const classes: [number, number] = one < other ? [one, other] : [other, one];
  return { classes, distance: Number(distance.toFixed(6)) };
}

/** Of equal distances the lower classes come first, so that the order in which pairs are met does not matter. */
function order(a: NearPair, b: NearPair): number {
  return a.distance - b.distance || a.classes[0] - b.classes[0] || a.classes[1] - b.classes[1];
}

function valueAt<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}
