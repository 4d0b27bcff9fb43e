/** Finds the shares in folders and says what is missing, twice there or unfinished. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { sameConfig } from "../../core/config/schema.ts";
import { InputError, JobError } from "../common/errors.ts";
import { pngBytesOf } from "../common/version.ts";
import { differences } from "../dataset/configDifferences.ts";
import { type DrawnBy, drawnBy } from "../dataset/drawnBy.ts";
import { readJournal } from "../dataset/journal/journal.ts";
import type { JournalEntry } from "../dataset/journal/journalLines.ts";
import { type ClassByFormula, isPlausible, tonesFit } from "../dataset/journal/plausible.ts";
import { isJournalOfOther, readManifest } from "../dataset/manifest.ts";
import { namesIn } from "../dataset/outputFolder.ts";
import { PackedPlan, planOf } from "../dataset/packed/packedPlan.ts";
import type { Plan } from "../dataset/plan.ts";
import {
  type Share,
  shareJournalName,
  shareManifestName,
  shareOfManifestName,
  shareText,
} from "../dataset/share.ts";
import { shareBounds } from "./divide.ts";

/** A share that has been found. */
export interface FoundShare {
  share: Share;
  folder: string;
}

export interface ShareSet {
  config: DatasetConfig;
  plan: Plan;
  /** One for each index, in order. */
  shares: FoundShare[];
  /** First unit of each share, and the number of units at the end. */
  bounds: number[];
  /** What drew them, as far as their descriptions say what can be. */
  drawnBy: DrawnBy;
  /** Tells the classes that need no journal. */
  byFormula: ClassByFormula;
}

const TOLD = 10;

/** Many sentences as one error; the rest of a long list is counted, and with it those that nobody put in words. */
export function problemsError(problems: string[], advice: string[] = [], untold = 0): InputError {
  const left = Math.max(0, problems.length - TOLD) + untold;
  const more = left > 0 ? [`… and ${left} more`] : [];
  const lines = [...problems.slice(0, TOLD), ...more, ...advice];
  return new InputError(["the shares cannot be joined:", ...lines].join(lines.length > 1 ? "\n  " : " "));
}

/**
 * @param formulaOf tells the classes of a configuration that need no journal
 * @throws InputError that names every share that is missing, twice there or of another dataset
 */
export function findShares(
  folders: string[],
  formulaOf: (config: DatasetConfig) => ClassByFormula,
): ShareSet {
  const shares = sharesIn(folders);
  if (shares.length === 0) {
    throw new InputError(
      `there is no share in ${folders.join(", ")}; generate --shard I/N makes them (dataset-….json is a share's description)`,
    );
  }
  const manifests = shares.map(({ share, folder }) => {
    const name = shareManifestName(share);
    const manifest = readManifest(folder, name);
    if (manifest !== null) return manifest;
    throw new JobError(`${name} in ${folder} was taken away meanwhile; run the same command again`);
  });
  const { config } = manifests[0];
  const { of } = shares[0].share;
  const problems: string[] = [];
  for (const [i, { share, folder }] of shares.entries()) {
    if (!sameConfig(manifests[i].config, config)) {
      const [one, other] = [shares[i], shares[0]].map(
        (each) => `share ${shareText(each.share)} in ${each.folder}`,
      );
      problems.push(configsDiffer(one, manifests[i].config, other, config));
    } else if (share.of !== of) {
      problems.push(
        `share ${shareText(share)} in ${folder} is one of ${share.of}, share ${shareText(shares[0].share)} in ${shares[0].folder} is one of ${of}`,
      );
    } else if (manifests[i].canvas !== manifests[0].canvas) {
      problems.push(
        `share ${shareText(share)} in ${folder} was drawn with version ${manifests[i].canvas} of the canvas library, share ${shareText(shares[0].share)} with ${manifests[0].canvas}`,
      );
    } else if (isJournalOfOther(join(folder, shareJournalName(share)), config)) {
      problems.push(descriptionChanged({ share, folder }));
    } else if (pngBytesOf(manifests[i]) !== pngBytesOf(manifests[0])) {
      problems.push(
        `share ${shareText(share)} in ${folder} was drawn by version ${manifests[i].generator.version}, share ${shareText(shares[0].share)} by ${manifests[0].generator.version}, whose PNG files have the same pixels in other bytes`,
      );
    }
  }
  if (problems.length > 0) throw problemsError(problems);
  const byIndex = new Map<number, FoundShare[]>();
  for (const found of shares)
    byIndex.set(found.share.index, [...(byIndex.get(found.share.index) ?? []), found]);
  // A description may say that there are more than could be counted one by one.
  let index = 0;
  for (; index < of && problems.length < TOLD; index++) {
    const found = byIndex.get(index) ?? [];
    if (found.length === 0) {
      problems.push(`share ${index}/${of} is missing; make it with generate --shard ${index}/${of}`);
    } else if (found.length > 1) {
      problems.push(
        `share ${index}/${of} is there twice, in ${found.map(({ folder }) => folder).join(" and in ")}; leave one out`,
      );
    }
  }
  if (problems.length > 0) {
    const there = [...byIndex].filter(([i, found]) => index <= i && i < of && found.length === 1);
    throw problemsError(problems, [], of - index - there.length);
  }
  const sorted = shares.sort((a, b) => a.share.index - b.share.index);
  const plan = planOf(config);
  const bounds = shareBounds(plan, of);
  if (bounds === null) throw new InputError(`this dataset cannot be made of ${of} shares`);
  const byFormula = onceEach(formulaOf(config));
  return { config, plan, shares: sorted, bounds, drawnBy: drawnBy(config, manifests[0]), byFormula };
}

/** As a clause about the first. */
export function configsDiffer(
  one: string,
  config: DatasetConfig,
  other: string,
  than: DatasetConfig,
): string {
  const what = differences(than, config);
  return `${one} has another configuration than ${other} (${what.replaceAll("there", "in the latter").replaceAll("here", "in the former")})`;
}

export function descriptionChanged({ share, folder }: FoundShare): string {
  return `${shareManifestName(share)} in ${folder} describes another configuration than the one that its images were made with, which its journal knows by a digest: it was changed; put back what it was, or make the share again in another folder`;
}

/** Journals are read several times. */
function onceEach(byFormula: ClassByFormula): ClassByFormula {
  const known = new Map<number, ReturnType<ClassByFormula>>();
  return (classIndex) => {
    const told = known.get(classIndex) ?? byFormula(classIndex);
    known.set(classIndex, told);
    return told;
  };
}

export function sharesIn(folders: string[]): FoundShare[] {
  return folders.flatMap((folder) => {
    if (!existsSync(folder)) throw new InputError(`${folder} does not exist; check the path`);
    return namesIn(folder)
      .map(shareOfManifestName)
      .filter((share) => share !== null)
      .map((share) => ({ share, folder }));
  });
}

/**
 * The finished units of a share in order, each once. What does not belong to the share is left out, as is what cannot be;
 * classes are those of the formula where that tells them.
 * @returns also how many of its units are missing
 */
export function entriesOf(
  { plan, bounds, byFormula }: ShareSet,
  { share, folder }: FoundShare,
): { entries: JournalEntry[]; missing: number } {
  const first = bounds[share.index];
  const last = bounds[share.index + 1] - 1;
  const found = new Map<number, JournalEntry>();
  const parameters = new Map<number, JournalEntry["parameters"]>();
  readJournalOf(folder, share, (entry) => {
    if (entry.unit < first || entry.unit > last) return;
    if (!isPlausible(plan.config, entry) || !tonesFit(plan.config, entry)) return;
    const unit = plan.unitAt(entry.unit);
    if (entry.class !== unit.classIndex || entry.first !== unit.first || entry.count !== unit.count) return;
    if (entry.parameters !== undefined) parameters.set(entry.class, entry.parameters);
    if (!found.has(entry.unit)) found.set(entry.unit, entry);
  });
  const entries = [...found.values()].sort((a, b) => a.unit - b.unit);
  // The line that came first with a class's parameters need not be that of its first unit.
  const told = new Set<number>();
  const known: JournalEntry[] = [];
  for (const entry of entries) {
    delete entry.parameters;
    if (!(plan instanceof PackedPlan) && !told.has(entry.class)) {
      const own = byFormula(entry.class) ?? parameters.get(entry.class);
      if (own === undefined) continue;
      entry.parameters = own;
      told.add(entry.class);
    }
    known.push(entry);
  }
  return { entries: known, missing: last - first + 1 - known.length };
}

function readJournalOf(folder: string, share: Share, read: (entry: JournalEntry) => void): void {
  try {
    readJournal(join(folder, shareJournalName(share)), read);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
