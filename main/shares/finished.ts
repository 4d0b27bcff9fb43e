/** A merge into a dataset that is finished already: whether what it is asked to join is what the dataset was joined from. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { sameConfig } from "../../core/config/schema.ts";
import { InputError } from "../common/errors.ts";
import { journalName, readJournal } from "../dataset/journal/journal.ts";
import { Ledger } from "../dataset/journal/ledger.ts";
import { lockName } from "../dataset/lock/lock.ts";
import { isJournalOfOther, type Manifest, manifestName, readManifest } from "../dataset/manifest.ts";
import { namesIn } from "../dataset/outputFolder.ts";
import { planOf } from "../dataset/packed/packedPlan.ts";
import { shareJournalName, shareManifestName, shareText } from "../dataset/share.ts";
import { configsDiffer, descriptionChanged, problemsError, sharesIn } from "./find.ts";
import { markerName } from "./marker.ts";

export interface Finished {
  manifest: Manifest;
  /** Folders in which something of its shares is left, were it only a lock. */
  left: string[];
  /** Folders that are not there any more, or have nothing in them, as after a merge that has emptied them. */
  gone: string[];
}

/**
 * The dataset of a folder whose shares have been joined, though perhaps not tidied up; null where none has begun.
 * @param hadShares whether the folders are known to have held shares a moment ago
 * @throws InputError when a folder has shares of another dataset, or none, or when the dataset is not whole
 */
export function finishedDataset(folders: string[], out: string, hadShares = false): Finished | null {
  const names = namesIn(out);
  if (!names.includes(manifestName)) return null;
  const manifest = readManifest(out);
  if (!manifest?.complete) {
    throw new InputError(`--out: ${out} holds a dataset that was begun as a whole; choose another folder`);
  }
  // One that was cut off may have emptied any folder, and taken it away.
  const mayBeEmpty = hadShares || names.includes(markerName);
  const left: string[] = [];
  const gone: string[] = [];
  for (const folder of folders) {
    if (holdsShare(folder)) left.push(folder);
    else if (folder !== out && namesIn(folder).length === 0) gone.push(folder);
    else if (folder !== out && !mayBeEmpty) throw nothingToJoin(folder, out);
  }
  requireSharesOf(manifest, left, out);
  requireJournal(manifest, out);
  return { manifest, left, gone };
}

function nothingToJoin(folder: string, out: string): InputError {
  return new InputError(
    `there is no share in ${folder}, and the dataset in ${out} is finished: if a merge has taken the share from there, nothing is left to do; otherwise check the path`,
  );
}

function holdsShare(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return sharesIn([folder]).length > 0 || leftLocks(folder).some((name) => name !== lockName);
}

/** Names of locks that a merge left which was killed after its dataset was finished, or that another run holds. */
export function leftLocks(folder: string): string[] {
  const names = namesIn(folder).map((name) => /^\.lock(-\d+-of-\d+)?(?=\.|$)/.exec(name)?.[0]);
  return [...new Set(names)].filter((name) => name !== undefined);
}

/** @throws InputError that names every share of another dataset */
function requireSharesOf({ config }: Manifest, folders: string[], out: string): void {
  const problems: string[] = [];
  for (const { share, folder } of sharesIn(folders)) {
    const described = readManifest(folder, shareManifestName(share))?.config;
    // Another merge has tidied it up since.
    if (described === undefined) continue;
    if (!sameConfig(described, config)) {
      const name = `share ${shareText(share)} in ${folder}`;
      problems.push(configsDiffer(name, described, `the finished dataset in ${out}`, config));
    } else if (isJournalOfOther(join(folder, shareJournalName(share)), config)) {
      problems.push(descriptionChanged({ share, folder }));
    }
  }
  if (problems.length > 0) throw problemsError(problems);
}

/**
 * A description alone is not enough to take the shares' journals away: it may have come from elsewhere.
 * @throws InputError where the dataset's own journal does not have all of it
 */
function requireJournal({ config, fingerprint }: Manifest, out: string): void {
  const path = join(out, journalName);
  const ledger = new Ledger(planOf(config));
  try {
    readJournal(path, (entry) => ledger.record(entry));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  if (ledger.complete && ledger.fingerprint() === fingerprint && !isJournalOfOther(path, config)) return;
  throw new InputError(
    `--out: ${join(out, manifestName)} calls the dataset complete, but ${journalName} beside it does not tell of the same images; take ${manifestName} away where it has come from elsewhere, otherwise run repair`,
  );
}
