/** How large a dataset becomes and how long it takes, from calibrations that are kept for the next start. */
import { cpus } from "node:os";
import { dirname } from "node:path";
import { isPacked } from "../../core/config/layouts.ts";
import type { DatasetConfig, Layout } from "../../core/config/parameters.ts";
import { configFingerprintInput } from "../../core/config/schema.ts";
import type { Estimate } from "../../core/studio/api.ts";
import { readOwnFile, replaceOwnFile, writeWhole } from "../../workers/disk/ownFile.ts";
import { diskSpaceAt, hasRoomFor } from "../common/diskSpace.ts";
import { makeFolders } from "../common/makeFolders.ts";
import { generator } from "../common/version.ts";
import { type Calibration, calibrate, filesOf } from "../generate/calibrate.ts";
import { isSearchSpeedKnown, searchSecondsOf } from "../generate/classes/search/sampleSearch.ts";
import type { BackgroundPool } from "./backgroundPool.ts";
import { closing } from "./errors.ts";

const KEPT_CALIBRATIONS = 500;
const MOST_BYTES = 1 << 24;

export interface EstimatesOptions {
  /** File that keeps the calibrations. */
  file: string;
  homeFolder: string;
  pool: BackgroundPool;
  workers(): number;
  /** Whether a job has the processors: what is measured then is not kept. */
  disturbed(): boolean;
  /** Keeps other background work from disturbing the measurement. */
  hold<R>(work: () => Promise<R>): Promise<R>;
}

/** Room on a disk. */
export interface Room {
  bytes: number;
  files: number;
}

/** With what the dataset occupies. */
export interface MeasuredEstimate extends Estimate {
  /** Whole blocks. */
  diskBytes: number;
  files: number;
}

interface Measuring {
  key: string;
  run(): Promise<Calibration>;
  resolve(calibration: Calibration): void;
  reject(error: unknown): void;
}

export class Estimates {
  private readonly options: EstimatesOptions;
  private readonly kept: Map<string, Calibration>;
  /** Measured while a job had the processors, and used while one has. */
  private readonly rough = new Map<string, Calibration>();
  private readonly measuring = new Map<string, Promise<Calibration>>();
  private readonly queue: Measuring[] = [];
  private active = false;
  private closed = false;

  constructor(options: EstimatesOptions) {
    this.options = options;
    this.kept = new Map(Object.entries(readKept(options.file)));
  }

  /**
   * @param out canonical folder of the dataset, which need not exist; null: no folder chosen yet
   * @param reserved what will still be written to its disk by others
   */
  async estimate(
    config: DatasetConfig,
    out: string | null,
    reserved: Room = { bytes: 0, files: 0 },
  ): Promise<MeasuredEstimate> {
    const disk = await diskSpaceAt(out ?? this.options.homeFolder);
    const workers = this.options.workers();
    const calibration = await this.calibration(config, workers, disk.blockSize);
    const images = config.classes * config.instances;
    const diskBytes = Math.round(images * calibration.diskBytesPerImage);
    const files = filesOf(config, images);
    return {
      images,
      bytes: Math.round(images * calibration.bytesPerImage),
      seconds: searchSecondsOf(config, calibration) + images / calibration.imagesPerSecond,
      imagesPerSecond: calibration.imagesPerSecond,
      workers,
      diskBytes,
      files,
      freeBytes: out === null ? null : disk.freeBytes,
      reservedBytes: reserved.bytes,
      enoughSpace: out === null || hasRoomFor(disk, diskBytes + reserved.bytes, files + reserved.files),
    };
  }

  close(): void {
    this.closed = true;
    for (const { reject } of this.queue.splice(0)) reject(closing());
  }

  private async calibration(config: DatasetConfig, workers: number, blockSize: number): Promise<Calibration> {
    const key = calibrationKey(config, workers, blockSize);
    const kept = this.kept.get(key) ?? (this.options.disturbed() ? this.rough.get(key) : undefined);
    if (kept && isSearchSpeedKnown(config, kept)) return kept;
    const running = this.measuring.get(key);
    if (running) {
      const calibration = await running;
      // One who had no classes to find has not measured how long that takes.
      return isSearchSpeedKnown(config, calibration)
        ? calibration
        : this.calibration(config, workers, blockSize);
    }
    const promise = new Promise<Calibration>((resolve, reject) => {
      const run = () =>
        this.options.hold(() =>
          this.options.pool.use(workers, (pool) => calibrate(config, pool, { blockSize })),
        );
      this.queue.push({ key, run, resolve, reject });
    }).finally(() => this.measuring.delete(key));
    this.measuring.set(key, promise);
    void this.measureNext();
    return promise;
  }

  /** One at a time, the latest question first: it is what the user looks at. */
  private async measureNext(): Promise<void> {
    if (this.active || this.closed) return;
    const next = this.queue.pop();
    if (!next) return;
    this.active = true;
    try {
      const disturbed = this.options.disturbed();
      const calibration = await next.run();
      if (disturbed || this.options.disturbed()) this.rough.set(next.key, calibration);
      else this.keep(next.key, calibration);
      next.resolve(calibration);
    } catch (error) {
      next.reject(this.closed ? closing() : error);
    } finally {
      this.active = false;
      void this.measureNext();
    }
  }

  private keep(key: string, calibration: Calibration): void {
    this.kept.set(key, calibration);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT_CALIBRATIONS) break;
      this.kept.delete(oldest);
    }
    writeKept(this.options.file, Object.fromEntries(this.kept));
  }
}

/** What decides speed and size of an image: neither how many there are nor which. */
function calibrationKey(config: DatasetConfig, workers: number, blockSize: number): string {
  const { formulation, parameters, imageSize, renderer, output } = config;
  const machine = `${generator.version} ${cpus()[0]?.model ?? ""} ${workers} ${blockSize}`;
  // A handful of classes does not have the parameters' mean.
  const few = config.classes < 200 ? [config.classes, config.instances, config.seed, config.startClass] : [];
  const image = {
    formulation,
    parameters,
    imageSize,
    renderer,
    output: { ...output, layout: spaceKey(output.layout), shardSize: null },
    few,
  };
  return `${machine} ${configFingerprintInput(image as unknown as DatasetConfig)}`;
}

/** Layouts with a file for each image differ in names alone. */
function spaceKey(layout: Layout): Layout | null {
  return isPacked(layout) ? layout : null;
}

function readKept(file: string): Record<string, Calibration> {
  try {
    const kept = JSON.parse(readOwnFile(file, MOST_BYTES).toString("utf8")) as Record<string, Calibration>;
    return Object.fromEntries(
      Object.entries(kept)
        .filter(([, calibration]) => calibration.imagesPerSecond > 0)
        // Earlier versions kept nothing, or 0, where no class had to be found.
        .map(([key, calibration]) => [
          key,
          { ...calibration, secondsPerClass: calibration.secondsPerClass || null },
        ]),
    );
  } catch {
    return {};
  }
}

/** Being a cache, it may fail to be written. */
function writeKept(file: string, kept: Record<string, Calibration>): void {
  try {
    makeFolders(dirname(file));
    replaceOwnFile(file, (opened) => writeWhole(opened, Buffer.from(JSON.stringify(kept)), 0));
  } catch {}
}
