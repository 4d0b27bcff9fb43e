/** How large a dataset becomes and how long it takes on this machine, before anything is written. */
import { storedSide } from "../../core/config/dataset.ts";
import { isPacked } from "../../core/config/layouts.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { type DiskSpace, diskSpaceAt, hasRoomFor } from "../common/diskSpace.ts";
import { InputError } from "../common/errors.ts";
import { bytesText, countText, roughBytesText } from "../common/format.ts";
import { calibrate, filesOf } from "./calibrate.ts";
import { searchSecondsOf } from "./classes/search/sampleSearch.ts";
import type { WorkerPool } from "./pool.ts";

export interface Estimate {
  images: number;
  files: number;
  /** Sum of the files' sizes. */
  bytes: number;
  /** What they occupy: files take whole blocks. */
  diskBytes: number;
  /** The search for classes included. */
  seconds: number;
  /** Of the classes that are still to be searched; 0 where none are. */
  searchSeconds: number;
  imagesPerSecond: number;
  workers: number;
  blockSize: number;
  /** null where the file system does not tell. */
  freeBytes: number | null;
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
  const files = filesOf(config, images);
  const searchSeconds = searchSecondsOf(config, calibration);
  return {
    images,
    files,
    bytes: Math.round(images * calibration.bytesPerImage),
    diskBytes,
    seconds: searchSeconds + images / calibration.imagesPerSecond,
    searchSeconds,
    imagesPerSecond: calibration.imagesPerSecond,
    workers: pool.workers,
    ...disk,
    enoughSpace: hasRoomFor(disk, diskBytes, files),
  };
}

/**
 * Refuses a job that the disk cannot hold.
 * @throws InputError with what is needed and what there is
 */
export async function checkDiskSpace(config: DatasetConfig, options: EstimateOptions): Promise<void> {
  const images = options.images!;
  const disk = await diskSpaceAt(options.out);
  // Where even pictures that cannot be compressed fit, there is nothing to measure.
  const largest = images * largestFile(config, disk);
  if (hasRoomFor(disk, largest, filesOf(config, images))) return;
  const shortage = shortageOf(config, await estimate(config, options));
  if (shortage === null) return;
  throw new InputError(`--out: at ${options.out} ${shortage}, or write anyway with --force`);
}

/** What the disk lacks and what can be done, as clauses; null where it holds the dataset. */
export function shortageOf(config: DatasetConfig, estimate: Estimate): string | null {
  const { files, diskBytes, freeBytes, freeFiles, enoughSpace } = estimate;
  if (enoughSpace) return null;
  const lacksBytes = freeBytes !== null && diskBytes > freeBytes;
  const lacksFiles = freeFiles !== null && files > freeFiles;
  const problems = [
    ...(lacksBytes ? [`about ${roughBytesText(diskBytes)} are needed and ${bytesText(freeBytes)} free`] : []),
    ...(lacksFiles
      ? [`${countText(files)} files are needed and the file system has room for ${countText(freeFiles)}`]
      : []),
  ];
  const isPackable = lacksFiles && !isPacked(config.output.layout);
  const ways = [
    "another disk",
    ...(lacksBytes ? ["a smaller --stored-size"] : []),
    ...(isPackable ? ["--layout webdataset or parquet (few large files)"] : []),
    "fewer images",
  ];
  const last = ways.pop();
  return `${problems.join(", and ")}; choose ${ways.join(", ")} or ${last}`;
}

function largestFile(config: DatasetConfig, disk: DiskSpace): number {
  const size = storedSide(config);
  const samples = size * size * 3;
  return Math.ceil(samples / disk.blockSize + 1) * disk.blockSize;
}
