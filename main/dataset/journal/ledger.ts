/** What of a plan is done: the journal in memory, small even for hundreds of thousands of units. */
import { createHash } from "node:crypto";
import { isPacked } from "../../../core/config/layouts.ts";
import type { ClassParameters } from "../../../core/config/parameters.ts";
import { type ToneSums, unpackToneSums } from "../../../workers/toneSums.ts";
import type { Part, Plan, Unit } from "../plan.ts";
import type { JournalEntry } from "./journalLines.ts";
import { isPlausible } from "./plausible.ts";

export interface DoneCounts {
  images: number;
  bytes: number;
  blankImages: number;
  /** Stored pixels that are not background, and the sum of the stored greys; NaN where a part was not measured. */
  ink: number;
  grey: number;
  /** Images that were drawn again because they came out blank. */
  redrawn: number;
  /** Images whose points overflow; of single classes not known in the packed layouts. */
  diverging: number;
}

/** A finished run that is not the whole of its unit. */
interface Piece extends DoneCounts {
  first: number;
  end: number;
}

const DIGEST_BYTES = 32;
const PAGE_UNITS = 4096;

export class Ledger {
  readonly plan: Plan;
  readonly counts: DoneCounts = nothing();
  /** Of each class; bytes only where images are files of their own. */
  readonly classCounts = new Map<number, DoneCounts>();
  /** Parameters of every class of which something is done. */
  readonly classes = new Map<number, ClassParameters>();
  private wholeUnits = 0;
  /** Digests of whole units by page of units; a page exists once one of its units is done. */
  private readonly pages = new Map<number, { digests: Buffer; done: Uint8Array }>();
  private readonly pieces = new Map<number, Piece[]>();

  constructor(plan: Plan) {
    this.plan = plan;
  }

  get complete(): boolean {
    return this.wholeUnits === this.plan.unitCount;
  }

  /** Takes note of a finished run; what does not belong to the plan is ignored. Returns whether it was new. */
  record(entry: JournalEntry): boolean {
    if (entry.unit >= this.plan.unitCount || !isPlausible(this.plan.config, entry)) return false;
    const whole = this.plan.unitAt(entry.unit);
    const first = entry.first;
    const end = first + entry.count;
    if (entry.class !== whole.classIndex || first < whole.first || end > whole.first + whole.count)
      return false;
    if (entry.parameters !== undefined) this.classes.set(entry.class, entry.parameters);
    if (this.isDone(entry.unit)) return false;
    const { ink = Number.NaN, grey = Number.NaN, redrawn = 0, diverging = 0 } = entry;
    const counts = {
      images: entry.count,
      bytes: entry.bytes,
      blankImages: entry.blank,
      ink,
      grey,
      redrawn,
      diverging,
    };
    if (entry.count === whole.count) this.recordWhole(entry);
    else if (!this.recordPiece(entry.unit, { first, end, ...counts })) return false;
    this.add(this.counts, counts, 1);
    this.addToClasses(entry, counts, 1);
    return true;
  }

  /** What is left to do of a run that was planned; a whole unit is redone whole, for its digest. */
  pending(unit: Unit): Unit[] {
    if (this.isDone(unit.unit)) return [];
    const pieces = this.pieces.get(unit.unit);
    if (pieces === undefined || this.plan.isWhole(unit)) return [unit];
    let left = [{ first: unit.first, end: unit.first + unit.count }];
    for (const piece of pieces) {
      left = left.flatMap(({ first, end }) => [
        { first, end: Math.min(end, Math.max(first, piece.first)) },
        { first: Math.max(first, Math.min(end, piece.end)), end },
      ]);
    }
    return left
      .filter(({ first, end }) => end > first)
      .map(({ first, end }) => ({ ...unit, first, count: end - first }));
  }

  *pendingOf(part: Part): Generator<Unit> {
    for (const unit of this.plan.unitsOf(part)) yield* this.pending(unit);
  }

  /** Images of a part that are still to be drawn. */
  pendingImages(part: Part): number {
    if (this.wholeUnits === 0 && this.pieces.size === 0) return this.plan.imagesIn(part);
    if (this.complete) return 0;
    let images = 0;
    for (const unit of this.pendingOf(part)) images += unit.count;
    return images;
  }

  /** SHA-256 over the digests of all units in order, or null while one is missing. */
  fingerprint(): string | null {
    if (!this.complete) return null;
    const hash = createHash("sha256");
    for (let page = 0; page * PAGE_UNITS < this.plan.unitCount; page++) {
      const units = Math.min(PAGE_UNITS, this.plan.unitCount - page * PAGE_UNITS);
      hash.update(this.pages.get(page)!.digests.subarray(0, units * DIGEST_BYTES));
    }
    return hash.digest("hex");
  }

  private isDone(unit: number): boolean {
    return this.pages.get(Math.floor(unit / PAGE_UNITS))?.done[unit % PAGE_UNITS] === 1;
  }

  private recordWhole(entry: JournalEntry): void {
    const number = Math.floor(entry.unit / PAGE_UNITS);
    const page = this.pages.get(number) ?? {
      digests: Buffer.alloc(PAGE_UNITS * DIGEST_BYTES),
      done: new Uint8Array(PAGE_UNITS),
    };
    this.pages.set(number, page);
    page.digests.write(entry.digest, (entry.unit % PAGE_UNITS) * DIGEST_BYTES, "hex");
    page.done[entry.unit % PAGE_UNITS] = 1;
    this.wholeUnits += 1;
    for (const piece of this.pieces.get(entry.unit) ?? []) {
      this.add(this.counts, piece, -1);
      this.addToClasses(entry, piece, -1);
    }
    this.pieces.delete(entry.unit);
  }

  /** Pieces never overlap, so that their counts add up. */
  private recordPiece(unit: number, piece: Piece): boolean {
    const pieces = this.pieces.get(unit) ?? [];
    if (pieces.some(({ first, end }) => piece.first < end && first < piece.end)) return false;
    this.pieces.set(unit, [...pieces, piece]);
    return true;
  }

  private addToClasses(entry: JournalEntry, counts: DoneCounts, sign: 1 | -1): void {
    if (!isPacked(this.plan.config.output.layout)) {
      this.add(this.ofClass(entry.class), counts, sign);
      return;
    }
    for (const [label, { images, blank, redrawn, ink, grey }] of tonesOf(entry)) {
      const ofClass = this.ofClass(this.plan.config.startClass + label);
      this.add(ofClass, { images, bytes: 0, blankImages: blank, redrawn, ink, grey, diverging: 0 }, sign);
    }
  }

  private ofClass(classIndex: number): DoneCounts {
    const known = this.classCounts.get(classIndex) ?? nothing();
    this.classCounts.set(classIndex, known);
    return known;
  }

  private add(total: DoneCounts, counts: DoneCounts, sign: 1 | -1): void {
    for (const key of Object.keys(total) as (keyof DoneCounts)[]) total[key] += sign * counts[key];
  }
}

/** Nothing of a line that does not say of which classes its images are: that is told where they are drawn. */
function tonesOf({ classTones = "" }: JournalEntry): [number, ToneSums][] {
  try {
    return unpackToneSums(classTones);
  } catch {
    return [];
  }
}

function nothing(): DoneCounts {
  return { images: 0, bytes: 0, blankImages: 0, ink: 0, grey: 0, redrawn: 0, diverging: 0 };
}
