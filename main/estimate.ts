/** How large a dataset becomes and how long it takes on this machine, before anything is written. */
import type { DatasetConfig } from "../core/config/parameters.ts";
import { calibrate, filesOf } from "./calibrate.ts";
import { type DiskSpace, diskSpaceAt } from "./diskSpace.ts";
import { InputError } from "./errors.ts";
import { bytesText, countText } from "./format.ts";
import type { WorkerPool } from "./pool.ts";

export interface Estimate {
  images: number;
  /** Sum of the files' sizes. */
  bytes: number;
  /** What they occupy: files take whole blocks. */
  diskBytes: number;
  seconds: number;
  imagesPerSecond: number;
  workers: number;
  blockSize: number;
  freeBytes: number;
  /** null where the file system sets no limit. */
  freeFiles: number | null;
  enoughSpace: boolean;
}

export interface EstimateOptions {
  out: string;
  pool: WorkerPool;
  /** Images to be drawn, by default those of the whole dataset. */
  images?: number;
  signal?: AbortSignal;
}

/** Calibrates for about two seconds. */
export async function estimate(config: DatasetConfig, options: EstimateOptions): Promise<Estimate> {
  const { pool, images = config.classes * config.instances } = options;
  const disk = await diskSpaceAt(options.out);
  const calibration = await calibrate(config, pool, {
    blockSize: disk.blockSize,
    ...(options.signal && { signal: options.signal }),
  });
  const diskBytes = Math.round(images * calibration.diskBytesPerImage);
  return {
    images,
    bytes: Math.round(images * calibration.bytesPerImage),
    diskBytes,
    seconds: images / calibration.imagesPerSecond,
    imagesPerSecond: calibration.imagesPerSecond,
    workers: pool.workers,
    ...disk,
    enoughSpace: diskBytes <= disk.freeBytes && enoughFiles(disk, filesOf(config, images)),
  };
}

/** Below this many images two seconds of calibration would not be worth it. */
const FEW_IMAGES = 2000;

/**
 * Refuses a job that the disk cannot hold.
 * @throws InputError with what is needed and what there is
 */
export async function checkDiskSpace(config: DatasetConfig, options: EstimateOptions): Promise<void> {
  const images = options.images!;
  const disk = await diskSpaceAt(options.out);
  const files = filesOf(config, images);
  if (!enoughFiles(disk, files)) {
    const free = `${countText(images)} images need ${countText(files)} files, the file system has room for ${countText(disk.freeFiles!)}`;
    throw new InputError(`${free}; choose another disk or fewer images, or write anyway with --force`);
  }
  // Where even pictures that cannot be compressed fit, there is nothing to measure.
  if (images < FEW_IMAGES && images * largestFile(config, disk) <= disk.freeBytes) return;
  const { diskBytes, freeBytes } = await estimate(config, options);
  if (diskBytes <= freeBytes) return;
  throw new InputError(
    `needs about ${bytesText(diskBytes)}, ${bytesText(freeBytes)} free at ${options.out}; choose another disk, a smaller --stored-size or fewer images, or write anyway with --force`,
  );
}

function largestFile(config: DatasetConfig, disk: DiskSpace): number {
  const size = config.output.storedSize ?? config.imageSize;
  const samples = size * size * 3;
  return Math.ceil(samples / disk.blockSize + 1) * disk.blockSize;
}

function enoughFiles(disk: DiskSpace, files: number): boolean {
  return disk.freeFiles === null || files <= disk.freeFiles;
}
