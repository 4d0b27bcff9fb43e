/** Looks whether the files of journalled units are what was written: every byte, several units at the same time. */
import { join } from "node:path";
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { forEachAtOnce } from "../../common/async/forEachAtOnce.ts";
import type { JournalEntry } from "../journal/journalLines.ts";
import type { Ledger } from "../journal/ledger.ts";
import type { PackFiles } from "../packed/packFiles.ts";
import { parameterFileName, writeClassParameters } from "../tables/classTable.ts";
import { checkUnit, filesOfUnit } from "../writtenFiles.ts";

export interface CheckFiles {
  config: DatasetConfig;
  out: string;
  ledger: Ledger;
  packFiles: PackFiles | null;
  signal: AbortSignal;
}

/** Records the sound ones. @returns for each entry whether it was */
export async function checkFiles(entries: JournalEntry[], options: CheckFiles): Promise<boolean[]> {
  const { packFiles, signal, ledger } = options;
  if (packFiles === null) return checkImages(entries, options);
  const sound: boolean[] = [];
  for (const entry of entries) {
    signal.throwIfAborted();
    sound.push((await packFiles.isSound(entry, signal)) && packFiles.accept(entry));
    if (sound[sound.length - 1]) ledger.record(entry);
  }
  return sound;
}

async function checkImages(entries: JournalEntry[], options: CheckFiles): Promise<boolean[]> {
  const { config, out, ledger, signal } = options;
  const sound = entries.map(() => false);
  const parameters = new Map<number, ClassParameters>(ledger.classes);
  for (const entry of entries) {
    if (entry.parameters !== undefined) parameters.set(entry.class, entry.parameters);
  }
  const check = async ([entry, i]: [JournalEntry, number]): Promise<void> => {
    const ofClass = parameters.get(entry.class);
    // Without them the names of the files are not known.
    if (ofClass === undefined) return;
    const where = { folder: out, out, digests: true, signal };
    sound[i] = (await checkUnit(config, entry, ofClass, where)) === null;
  };
  await forEachAtOnce(
    entries.map((entry, i): [JournalEntry, number] => [entry, i]),
    check,
    { signal },
  );
  entries.forEach((entry, i) => {
    if (!sound[i]) return;
    // The table was written just before the line and may be as empty.
    if (entry.parameters !== undefined) writeClassParameters(out, config, entry.class, entry.parameters);
    ledger.record(entry);
  });
  return sound;
}

/** Absolute paths of all that was written for a journal line. */
export function writtenFiles(
  { config, out, packFiles }: Pick<CheckFiles, "config" | "out" | "packFiles">,
  entry: JournalEntry,
  parameters: ClassParameters | null,
): string[] {
  if (packFiles !== null) return [packFiles.path(entry.class)];
  const files = filesOfUnit(config, entry, parameters!);
  const table = entry.parameters === undefined ? null : parameterFileName(config, entry.class);
  if (table !== null) files.push(table);
  return files.map((file) => join(out, file));
}
