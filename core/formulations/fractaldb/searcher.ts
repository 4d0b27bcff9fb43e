/** Looks for classes of formulation `fractaldb` with the kernel (`core/kernel/assembly/fractaldb/search.ts`). */
import type { KernelExports } from "../../kernel/kernel.ts";
import { restoreTwister, twisterState } from "../../kernel/twisterState.ts";
import { numpyState } from "../../random/numpyRandom.ts";
import type { ClassRow, Found, Searcher } from "../pointFormulation.ts";
import { MOST_MAPS } from "../systems/maps.ts";
import { PICTURE_SEED } from "./geometry/chaosGame.ts";
import { SEARCH_SIZE } from "./geometry/search.ts";
import { MAP_NUMBERS } from "./geometry/system.ts";
import type { FractaldbConfig } from "./parameters.ts";
import { fractaldbRows } from "./rows.ts";

/** Number of the candidate, of its maps, of the pixels that it fills; then its rows. */
const FOUND_HEAD = 3;
const FOUND_NUMBERS = FOUND_HEAD + MOST_MAPS * MAP_NUMBERS;
/** Candidates that the kernel tries in one call. */
const AT_ONCE = 64;

interface SearchKernel extends KernelExports {
  configureFractal(size: number, points: number, searchPoints: number, candidates: number): void;
  searchFractalStream(candidates: number, points: number, least: number): number;
  skipFractalCandidates(candidates: number, points: number): void;
  searchFractalClass(
    classIndex: number,
    first: number,
    candidates: number,
    points: number,
    least: number,
  ): number;
  measureFractal(maps: number, points: number): number;
  fractalSystem(): number;
  foundFractals(): number;
}

export class FractalSearcher implements Searcher {
  private readonly kernel: SearchKernel;
  private readonly points: number;
  /** Pixels that have to be filled. */
  private readonly least: number;

  constructor(kernel: KernelExports, { imageSize, parameters }: FractaldbConfig) {
    this.kernel = kernel as SearchKernel;
    this.points = parameters.searchPoints;
    this.least = Math.ceil(parameters.rate * SEARCH_SIZE ** 2);
    this.kernel.configureFractal(imageSize, 0, this.points, AT_ONCE);
  }

  restore(state: Uint32Array): void {
    restoreTwister(this.kernel, state);
  }

  state(): Uint32Array {
    return twisterState(this.kernel);
  }

  tryNext(candidates: number): Found[] {
    const found: Found[] = [];
    for (let first = 0; first < candidates; first += AT_ONCE) {
      const some = Math.min(AT_ONCE, candidates - first);
      const accepted = this.kernel.searchFractalStream(some, this.points, this.least);
      for (let i = 0; i < accepted; i++) {
        const { candidate, row } = this.found(i);
        found.push({ candidate: first + candidate, row });
      }
    }
    return found;
  }

  skip(candidates: number): void {
    this.kernel.skipFractalCandidates(candidates, this.points);
  }

  tryAlone(classIndex: number, first: number, candidates: number): ClassRow | null {
    const accepted = this.kernel.searchFractalClass(classIndex, first, candidates, this.points, this.least);
    return accepted === 0 ? null : this.found(0).row;
  }

  /** With the numbers that draw its pictures, since those of its search are not known. */
  measure(row: ClassRow): ClassRow {
    const { kernel } = this;
    const system = fractaldbRows.systemOf(row);
    new Float64Array(kernel.memory.buffer, kernel.fractalSystem(), system.length).set(system);
    this.restore(numpyState(PICTURE_SEED));
    const filled = kernel.measureFractal(system.length / MAP_NUMBERS, this.points);
    return rowOf(filled, system);
  }

  private found(number: number): Found {
    const { kernel } = this;
    const at = kernel.foundFractals() + number * FOUND_NUMBERS * Float64Array.BYTES_PER_ELEMENT;
    const [candidate, maps, filled, ...rows] = new Float64Array(kernel.memory.buffer, at, FOUND_NUMBERS);
    return { candidate, row: rowOf(filled, rows.slice(0, maps * MAP_NUMBERS)) };
  }
}

/** @param filled pixels of the search's picture */
function rowOf(filled: number, system: readonly number[]): ClassRow {
  return fractaldbRows.toRow([filled / SEARCH_SIZE ** 2], system);
}
