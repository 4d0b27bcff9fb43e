/**
 * Writes the shards of a packed layout: runs of samples arrive in any order and are appended in theirs, so that
 * nothing is copied on the disk and a run that was cut off goes on where the journal ends.
 */
import { closeSync, ftruncateSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import {
  createOwnFile,
  makePrivate,
  openOwnFileSoon,
  openOwnFileToChange,
  sizeOfOwnFile,
  writeWhole,
} from "../../../workers/disk/ownFile.ts";
import { makeSubfolder, notOwnFolder, requireOwnFolder } from "../../../workers/disk/ownFolder.ts";
import type { UnitResult } from "../../../workers/messages.ts";
import { parquetEnd, type RowGroupPlace } from "../../../workers/packed/parquet.ts";
import { tarEnd } from "../../../workers/packed/tar.ts";
import type { JournalEntry } from "../journal/journalLines.ts";
import { isPlausible } from "../journal/plausible.ts";
import type { Unit } from "../plan.ts";
import type { PackedPlan } from "./packedPlan.ts";
import { isRunSound } from "./shardBytes.ts";

/** A shard that has begun and not ended. */
interface OpenShard {
  /** Samples and bytes that are written and journalled. */
  samples: number;
  bytes: number;
  groups: RowGroupPlace[];
  /** Size of the file when the run began, 0 where there is none. */
  fileSize: number;
  file: number | null;
  /** Runs that wait for those before them, by their first sample. */
  waiting: Map<number, () => void>;
}

export class PackFiles {
  private readonly folder: string;
  private readonly plan: PackedPlan;
  private readonly shards = new Map<number, OpenShard>();
  /** Finished shards and their sizes. */
  private readonly ended = new Map<number, number>();
  /** Shards with a run that could not be drawn. */
  private readonly broken = new Set<number>();
  private stopped = false;

  constructor(folder: string, plan: PackedPlan) {
    this.folder = folder;
    this.plan = plan;
  }

  /** Whether what a journal line stands for is there: the line follows on its shard's lines before, and so do its bytes. */
  accept({ class: number, first, count, bytes, columns }: JournalEntry): boolean {
    if (this.ended.has(number) || !isPlausible(this.plan.config, { count, bytes })) return false;
    const shard = this.shard(number);
    if (first !== shard.samples || shard.bytes + bytes > shard.fileSize) return false;
    this.advance(number, shard, { count, bytes, columns: columns ?? [] });
    return true;
  }

  /**
   * Whether the bytes that a journal line stands for are in its shard; to be asked before the line is accepted.
   * @throws the system's error, the signal's reason
   */
  async isSound(entry: JournalEntry, signal: AbortSignal): Promise<boolean> {
    const { class: number, first, count, bytes, columns = [] } = entry;
    if (this.ended.has(number) || !isPlausible(this.plan.config, { count, bytes })) return false;
    const shard = this.shard(number);
    if (first !== shard.samples || shard.bytes + bytes > shard.fileSize) return false;
    const isLast = first + count === this.plan.samplesOf(number);
    const end = isLast
      ? endOfShard(this.plan.config, [...shard.groups, { rows: count, columns }])
      : new Uint8Array(0);
    const file = await openOwnFileSoon(this.path(number));
    try {
      return await isRunSound(file, shard.bytes, entry, end, signal);
    } finally {
      await file.close();
    }
  }

  /**
   * Appends a finished run once all before it in its shard are there. The result's bytes then count what ends the file
   * too. Resolves with false where the job has stopped, or a run before could not be drawn; it must then not be journalled.
   */
  async append(unit: Unit, result: UnitResult): Promise<boolean> {
    const { classIndex: number, first, count } = unit;
    const shard = this.shard(number);
    while (first !== shard.samples) {
      if (this.stopped || this.broken.has(number)) return false;
      await new Promise<void>((resolve) => shard.waiting.set(first, resolve));
    }
    const { bytes, columns } = result.packed!;
    const isLast = first + count === this.plan.samplesOf(number);
    const groups = [...shard.groups, { rows: count, columns }];
    const end = isLast ? endOfShard(this.plan.config, groups) : new Uint8Array(0);
    this.write(number, shard, [bytes, end]);
    result.bytes = bytes.length + end.length;
    this.advance(number, shard, { count, bytes: result.bytes, columns });
    return true;
  }

  /** A run that could not be drawn: what follows it in its shard has to wait for another job. */
  giveUp({ classIndex: number }: Unit): void {
    this.broken.add(number);
    for (const wake of this.shard(number).waiting.values()) wake();
  }

  /** Whether a run can be written once it is drawn. */
  takes({ classIndex: number }: Unit): boolean {
    return !this.broken.has(number);
  }

  /** Lets go of all runs that wait for one that will not come. */
  stop(): void {
    this.stopped = true;
    for (const { waiting } of this.shards.values()) for (const wake of waiting.values()) wake();
  }

  /** The relative path of a shard in which something that was written is not there any more, or null. */
  findMissing(): string | null {
    const begun = [...this.shards].map(([number, { bytes }]): [number, number] => [number, bytes]);
    // All shards lie in one folder; what a link in its place leads to was not written by this run.
    const isOwn = notOwnFolder(this.folder, dirname(shardName(this.plan, 0))) === null;
    for (const [number, bytes] of [...this.ended, ...begun]) {
      const size = isOwn ? sizeOfOwnFile(this.path(number)) : 0;
      if (size < bytes) return shardName(this.plan, number);
    }
    return null;
  }

  close(): void {
    for (const { file } of this.shards.values()) if (file !== null) closeSync(file);
    this.shards.clear();
  }

  private shard(number: number): OpenShard {
    const known = this.shards.get(number);
    if (known) return known;
    const fileSize = sizeOfOwnFile(this.path(number));
    const shard = { samples: 0, bytes: 0, groups: [], fileSize, file: null, waiting: new Map() };
    this.shards.set(number, shard);
    return shard;
  }

  private advance(
    number: number,
    shard: OpenShard,
    { count, bytes, columns }: { count: number; bytes: number; columns: number[] },
  ): void {
    shard.samples += count;
    shard.bytes += bytes;
    shard.groups.push({ rows: count, columns });
    if (shard.samples === this.plan.samplesOf(number)) {
      if (shard.file !== null) closeSync(shard.file);
      // A finished shard may have grown after its last line, as by a write that was cut off.
      else if (shard.fileSize > shard.bytes) cutOff(this.path(number), shard.bytes);
      this.shards.delete(number);
      this.ended.set(number, shard.bytes);
      return;
    }
    const next = shard.waiting.get(shard.samples);
    shard.waiting.delete(shard.samples);
    next?.();
  }

  private write(number: number, shard: OpenShard, parts: Uint8Array[]): void {
    const path = this.path(number);
    try {
      if (shard.file === null) {
        makeSubfolder(this.folder, dirname(path));
        requireOwnFolder(this.folder, dirname(shardName(this.plan, number)));
        shard.file = this.openAt(path, shard.bytes);
      }
      let at = shard.bytes;
      for (const part of parts) {
        writeWhole(shard.file, part, at);
        at += part.length;
      }
    } catch (error) {
      throw Object.assign(error as Error, { path });
    }
  }

  /** Behind what is journalled; what a run that was cut off wrote beyond it goes. */
  private openAt(path: string, bytes: number): number {
    if (bytes === 0) return createOwnFile(path);
    makePrivate(path, () => bytes);
    const { file, size } = openOwnFileToChange(path);
    if (size > bytes) ftruncateSync(file, bytes);
    return file;
  }

  /** Of a shard's file. */
  path(number: number): string {
    return join(this.folder, shardName(this.plan, number));
  }
}

function cutOff(path: string, bytes: number): void {
  makePrivate(path, () => bytes);
  const { file } = openOwnFileToChange(path);
  try {
    ftruncateSync(file, bytes);
  } finally {
    closeSync(file);
  }
}

/** What follows the samples of a shard. */
export function endOfShard(config: DatasetConfig, groups: readonly RowGroupPlace[]): Uint8Array {
  return config.output.layout === "parquet" ? parquetEnd(config, groups) : tarEnd;
}

/** The shard whose name this is, whatever its case; null for any other. @param name without its folder */
export function shardCalled(plan: PackedPlan, name: string): number | null {
  const shard = Number(/\d+/.exec(name)?.[0] ?? Number.NaN);
  if (!(shard < plan.shards)) return null;
  return posix.basename(shardName(plan, shard)).toLowerCase() === name.toLowerCase() ? shard : null;
}

/** `SHARDS-000000.tar`, or `data/train-00000-of-00012.parquet` as the Hugging Face hub names it. */
export function shardName({ config, shards }: PackedPlan, shard: number): string {
  if (config.output.layout === "webdataset") return `SHARDS-${String(shard).padStart(6, "0")}.tar`;
  const [number, total] = [shard, shards].map((value) => String(value).padStart(5, "0"));
  return `data/train-${number}-of-${total}.parquet`;
}
