/** Collects what is wrong with a dataset on the disk, by name. */
import type { Fault, FaultKind } from "../../core/studio/datasetCheck.ts";
import type { FileFault } from "../../workers/messages.ts";

/** More are only counted: a disk may have lost a million files. */
const MOST_NAMED = 10_000;

export class FaultList {
  readonly faults: Fault[] = [];
  readonly counts: Partial<Record<FaultKind, number>> = {};
  /** What systems leave in folders by themselves: told, but no fault. */
  readonly strays: string[] = [];
  total = 0;
  repaired = 0;
  private readonly digests = new Map<Fault, FileFault>();

  /** A fault that was told before has been put right. */
  mended(fault: Fault): void {
    if (fault.repaired) return;
    fault.repaired = true;
    this.repaired += 1;
  }

  /** Whether the next fault would only be counted. */
  get full(): boolean {
    return this.faults.length >= MOST_NAMED;
  }

  /** What was deleted for it is named even then: tasks that were given out before may still delete. */
  add(fault: Fault, of?: FileFault): void {
    this.total += 1;
    if (fault.repaired) this.repaired += 1;
    this.counts[fault.kind] = (this.counts[fault.kind] ?? 0) + 1;
    if (this.full && of?.removed !== true) return;
    this.faults.push(fault);
    if (of?.found) this.digests.set(fault, of);
  }

  addFile(fault: FileFault, repaired: boolean): void {
    const { path, kind, left } = fault;
    const detail = left ?? fault.detail;
    this.add(
      { path, kind, ...(detail !== undefined && { detail }), repaired: repaired && left === undefined },
      fault,
    );
  }

  /** In the order of their names; pictures that have changed places are told as such. */
  finish(): void {
    const owners = new Map([...this.digests.values()].map(({ expected, path }) => [expected, path]));
    for (const [fault, { found, path }] of this.digests) {
      const owner = owners.get(found);
      if (owner !== undefined && owner !== path) fault.detail = `the picture of ${owner}`;
    }
    this.faults.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }
}
