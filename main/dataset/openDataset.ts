/** A dataset, or a share of one, that a job is making: what is done of it, and how more of it is written down. */
import { join } from "node:path";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { findNearDuplicates, type NearDuplicates } from "../../core/likeness/nearDuplicates.ts";
import type { UnitResult } from "../../workers/messages.ts";
import { checkFiles, writtenFiles } from "./durability/checkFiles.ts";
import { Durability } from "./durability/durability.ts";
import { findMissing } from "./durability/findMissing.ts";
import { markName } from "./durability/mark.ts";
import { type Journal, journalName } from "./journal/journal.ts";
import { headerOf, type JournalEntry } from "./journal/journalLines.ts";
import { Ledger } from "./journal/ledger.ts";
import { openJournal } from "./journal/openJournal.ts";
import { type ClassByFormula, tellsFormula, tonesFit } from "./journal/plausible.ts";
import { requireFolder, somethingRemoved } from "./lock/folderGone.ts";
import { holdsLock, lockName } from "./lock/lock.ts";
import { type Manifest, makeManifest, writeManifest } from "./manifest.ts";
import { PackedPlan } from "./packed/packedPlan.ts";
import { PackFiles } from "./packed/packFiles.ts";
import { type Part, type Plan, samePart, type Unit } from "./plan.ts";
import { type Share, shareJournalName, shareLockName, shareManifestName, shareMarkName } from "./share.ts";
import {
  allClasses,
  writeAllParameters,
  writeClassParameters,
  writeClassTable,
} from "./tables/classTable.ts";
import { writeDatasetCard } from "./tables/datasetCard.ts";
import { writeClassStatistics } from "./tables/statistics.ts";

export interface OpenDataset {
  config: DatasetConfig;
  /** Folder, whose lock is held. */
  out: string;
  plan: Plan;
  part: Part;
  /** What is made here, where that is one share of several. */
  share: Share | null;
  ledger: Ledger;
  journal: Journal;
  /** In the packed layouts. */
  packFiles: PackFiles | null;
  durability: Durability;
  /** Name of the lock, by which the folder is known. */
  lock: string;
  /** Whether it was complete before, and is so to be again. */
  repairing: boolean;
  /** Classes that hardly differ; null until the dataset is finished. */
  nearDuplicates: NearDuplicates | null;
}

type Asked = Pick<OpenDataset, "config" | "out" | "plan" | "part" | "share" | "repairing">;

/**
 * @param manifest what the folder says of itself
 * @param byFormula tells the classes that need no journal
 * @param signal ends the looking at files
 */
export async function openDataset(
  asked: Asked & { manifest: Manifest | null; byFormula: ClassByFormula; signal: AbortSignal },
): Promise<OpenDataset> {
  const { config, out, plan, part, share, repairing, manifest, byFormula, signal } = asked;
  const names = namesOf(share);
  const ledger = new Ledger(plan);
  const packFiles = plan instanceof PackedPlan ? new PackFiles(out, plan) : null;
  const journal = await openJournal({
    path: join(out, names.journal),
    mark: join(out, names.mark),
    header: headerOf(config),
    trust: manifest?.complete === true || manifest?.share?.complete === true,
    isBelieved: (entry) =>
      tonesFit(config, entry) && (packFiles !== null || tellsFormula(config, entry, byFormula)),
    isTold: ({ class: classIndex, parameters }) =>
      packFiles !== null || parameters !== undefined || ledger.classes.has(classIndex),
    accept(entry) {
      if (packFiles?.accept(entry) === false) return false;
      ledger.record(entry);
      return true;
    },
    check: (entries) => checkFiles(entries, { config, out, ledger, packFiles, signal }),
  });
  const isThere = (): boolean => holdsLock(out, names.lock);
  const durability = new Durability({ out, mark: names.mark, journal, isThere });
  const nearDuplicates = manifest?.nearDuplicates ?? null;
  const { lock } = names;
  const opened = { ledger, journal, packFiles, durability, lock, nearDuplicates };
  return { config, out, plan, part, share, repairing, ...opened };
}

function namesOf(share: Share | null): Record<"journal" | "mark" | "lock", string> {
  if (share === null) return { journal: journalName, mark: markName, lock: lockName };
  return { journal: shareJournalName(share), mark: shareMarkName(share), lock: shareLockName(share) };
}

export async function closeDataset({ durability, packFiles, journal }: OpenDataset): Promise<void> {
  await durability.end();
  packFiles?.close();
  journal.close();
}

/** Writes down a finished unit. */
export function recordUnit(dataset: OpenDataset, unit: Unit, result: UnitResult): void {
  const { config, out, ledger, journal, packFiles, durability } = dataset;
  const { classIndex, first, count } = unit;
  const { bytes, tones, classTones, digest, parameters, packed } = result;
  const entry: JournalEntry = {
    unit: unit.unit,
    class: classIndex,
    first,
    count,
    bytes,
    blank: tones.blank,
    ink: tones.ink,
    grey: tones.grey,
    digest,
  };
  if (tones.redrawn > 0) entry.redrawn = tones.redrawn;
  if (tones.diverging > 0) entry.diverging = tones.diverging;
  if (classTones !== undefined) entry.classTones = classTones;
  if (packed && packed.columns.length > 0) entry.columns = packed.columns;
  if (parameters !== null && !ledger.classes.has(classIndex)) {
    writeClassParameters(out, config, classIndex, parameters);
    entry.parameters = parameters;
  }
  durability.note(() => writtenFiles({ config, out, packFiles }, entry, parameters));
  journal.append(entry);
  ledger.record(entry);
}

/** Brings dataset.json up to date. */
export function describeDataset(dataset: OpenDataset): void {
  const { config, out, plan, part, share, repairing, ledger, nearDuplicates } = dataset;
  if (share !== null) {
    const manifest = makeManifest(config, ledger.counts, null, part);
    const complete = ledger.pendingImages(part) === 0;
    writeManifest(out, { ...manifest, share: { ...share, complete } }, shareManifestName(share));
    return;
  }
  const only = samePart(part, plan.whole) ? null : part;
  const manifest = makeManifest(config, ledger.counts, ledger.fingerprint(), only, nearDuplicates);
  writeManifest(out, repairing && !manifest.complete ? { ...manifest, repairing } : manifest);
}

/** At the end of a run that failed, its failure matters more than that of the description. */
export function describeQuietly(dataset: OpenDataset): void {
  try {
    if (!holdsLock(dataset.out, dataset.lock)) return;
    if (dataset.share !== null || !dataset.ledger.complete) describeDataset(dataset);
  } catch {}
}

/** A dataset is called complete only when all that belongs to it has been written, and is on the disk. */
export async function finishDataset(dataset: OpenDataset): Promise<void> {
  const { config, out, plan, part, share, ledger, packFiles, durability } = dataset;
  requireFolder(out, dataset.lock);
  const missing = packFiles === null ? await findMissing(dataset) : packFiles.findMissing();
  if (missing !== null) {
    durability.doubt();
    throw somethingRemoved(out, `${missing} is not there any more`);
  }
  // The tables and the card belong to the whole.
  if (share === null) {
    const classes = packFiles === null ? ledger.classes : allClasses(config);
    writeAllParameters(out, config);
    dataset.nearDuplicates = findNearDuplicates(config, classes);
    writeClassTable(out, config, classes);
    writeClassStatistics(out, config, ledger.classCounts);
    const only = samePart(part, plan.whole) ? null : part;
    writeDatasetCard(out, makeManifest(config, ledger.counts, ledger.fingerprint(), only));
  }
  await durability.markNow();
  describeDataset(dataset);
  // From here on the description vouches for all of it.
  if (share !== null || ledger.complete) await durability.remove();
}
