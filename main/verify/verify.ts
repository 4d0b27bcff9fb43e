/**
 * Checks a dataset on the disk against what it says of itself, and against the formulas: every image can be drawn once
 * more. Puts right what is wrong where that is asked for.
 */
import { resolve } from "node:path";
import type { Fault, FaultKind } from "../../core/studio/datasetCheck.ts";
import { InputError } from "../common/errors.ts";
import { lockName } from "../dataset/lock/lock.ts";
import { lockShared, requireNoRun } from "../dataset/lock/shareLock.ts";
import { findDatasetClasses } from "../generate/classes/datasetClasses.ts";
import { Check } from "./check.ts";
import { FaultList } from "./faults.ts";
import { makeRoomForLock, mendingOf } from "./places.ts";
import { readDataset } from "./readDataset.ts";
import type { VerifyOptions } from "./verifyOptions.ts";

export interface VerifyReport {
  /** Absolute. */
  folder: string;
  /** Images that the journal has, of how many; those of them that were drawn again. */
  images: number;
  imagesTotal: number;
  imagesDrawn: number;
  seconds: number;
  /** null where the journal's images are not all of the dataset's. */
  fingerprint: string | null;
  complete: boolean;
  /** Whether there were only pictures, which were compared with the configuration that was given. */
  picturesAlone: boolean;
  /** Version of the canvas library that the images belong to, where it is not the one here: they were not drawn. */
  otherCanvas: string | null;
  /** Version that wrote the PNG files, where the same pixels have other bytes here: pixels were compared, in shards digests. */
  otherPng: string | null;
  /** The first 10,000, by name. */
  faults: Fault[];
  faultCounts: Partial<Record<FaultKind, number>>;
  faultsTotal: number;
  faultsRepaired: number;
  /** What systems leave in folders by themselves, which is no fault. */
  strays: string[];
}

/**
 * @throws InputError where there is no dataset, JobError where a run is writing to it, the signal's reason, and what ends
 * a job
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const folder = resolve(options.folder);
  const start = performance.now();
  // Before the lock, which would be a trace in a folder that is no dataset.
  const { picturesAlone, config, manifest, entries } = readDataset(folder, options.config);
  if (picturesAlone && options.repair) {
    throw new InputError(
      `${folder} holds pictures alone, which are only verified; to make what is missing or wrong, generate the dataset into another folder`,
    );
  }
  const { workers, signal, classesFound: progress } = options;
  // Where nothing is done the search, which may last for days, would be for nothing.
  if (entries.length > 0 || manifest === null || manifest.complete)
    await findDatasetClasses(config, { workers, signal, folder, progress });
  const faults = new FaultList();
  if (options.repair) makeRoomForLock(folder, faults, mendingOf(options, faults));
  const unlock = options.repair ? await lockShared(folder, lockName) : await requireNoRun(folder);
  let check: Check;
  try {
    check = new Check(readDataset(folder, options.config), faults, options);
    await check.run();
  } finally {
    unlock?.();
  }
  const dataset = await check.drawAnew();
  faults.finish();
  return {
    folder,
    images: dataset.ledger.counts.images,
    imagesTotal: dataset.plan.images,
    imagesDrawn: check.imagesDrawn,
    seconds: (performance.now() - start) / 1000,
    fingerprint: picturesAlone ? null : dataset.ledger.fingerprint(),
    picturesAlone,
    complete: dataset.ledger.complete,
    otherCanvas: check.otherCanvas,
    otherPng: check.otherPng,
    faults: faults.faults,
    faultCounts: faults.counts,
    faultsTotal: faults.total,
    faultsRepaired: faults.repaired,
    strays: faults.strays,
  };
}
