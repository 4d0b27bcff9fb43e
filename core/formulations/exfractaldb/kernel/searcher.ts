/** Looks for classes of formulation `exfractaldb` with the kernel. */
import type { KernelExports } from "../../../kernel/kernel.ts";
import { numpyState } from "../../../random/numpyRandom.ts";
import type { ClassRow, Found, Searcher } from "../../pointFormulation.ts";
import type { ExfractaldbConfig } from "../parameters.ts";
import { exfractaldbRows } from "../rows.ts";
import { SpatialKernel } from "./spatialKernel.ts";

/** Seed of the numbers with which classes are measured that were brought: those of their search are not known. */
const MEASURE_SEED = 1;

export class SpatialSearcher implements Searcher {
  private readonly kernel: SpatialKernel;
  /** Variance that a class's points must exceed along each axis. */
  private readonly least: number;

  constructor(kernel: KernelExports, { parameters }: ExfractaldbConfig) {
    this.kernel = new SpatialKernel(kernel, parameters.searchPoints);
    this.least = parameters.variance;
  }

  restore(state: Uint32Array): void {
    this.kernel.restore(state);
  }

  state(): Uint32Array {
    return this.kernel.state();
  }

  tryNext(candidates: number): Found[] {
    const found: Found[] = [];
    for (let first = 0; first < candidates; first++) {
      const next = this.kernel.searchStream(candidates - first, this.least);
      if (next === null) break;
      first += next.tried;
      found.push({ candidate: first, row: exfractaldbRows.toRow(next.variance, next.system) });
    }
    return found;
  }

  skip(candidates: number): void {
    this.kernel.skipCandidates(candidates);
  }

  tryAlone(classIndex: number, first: number, candidates: number): ClassRow | null {
    const found = this.kernel.searchClass(classIndex, first, candidates, this.least);
    return found === null ? null : exfractaldbRows.toRow(found.variance, found.system);
  }

  measure(row: ClassRow): ClassRow {
    this.kernel.restore(numpyState(MEASURE_SEED));
    const system = exfractaldbRows.systemOf(row);
    return exfractaldbRows.toRow(this.kernel.measure(system), system);
  }
}
