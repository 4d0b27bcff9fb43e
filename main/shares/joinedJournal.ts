/** The journal of a joined dataset, and that of a share that has lost some lines. */
import { replaceOwnFile, writeWhole } from "../../workers/disk/ownFile.ts";
import { JobError } from "../common/errors.ts";
import { headerOf, type JournalEntry, lineOf } from "../dataset/journal/journalLines.ts";
import type { Ledger } from "../dataset/journal/ledger.ts";
import { shareJournalName } from "../dataset/share.ts";
import { entriesOf, type ShareSet } from "./find.ts";

/** The lines of each share, in order. @throws JobError where a journal is not what was checked any more */
export function* ofEachShare(set: ShareSet): Generator<JournalEntry[]> {
  for (const found of set.shares) {
    const { entries, missing } = entriesOf(set, found);
    if (missing > 0)
      throw new JobError(
        `${shareJournalName(found.share)} in ${found.folder} was changed while the shares were joined; run the same command again`,
      );
    yield entries;
  }
}

/** One line for each unit, in order. As in a single run, the first of a class tells it: a class may be cut in shares. */
export function writeJournal(
  path: string,
  { plan, classes }: Ledger,
  shares: Iterable<JournalEntry[]>,
): void {
  const told = new Set<number>();
  replaceOwnFile(path, (file) => {
    let at = 0;
    const write = (line: string): void => {
      const bytes = Buffer.from(line);
      writeWhole(file, bytes, at);
      at += bytes.length;
    };
    write(lineOf(headerOf(plan.config)));
    for (const entries of shares) {
      for (const { parameters: _, ...entry } of entries) {
        const parameters = told.has(entry.class) ? undefined : classes.get(entry.class);
        told.add(entry.class);
        write(lineOf(parameters === undefined ? entry : { ...entry, parameters }));
      }
    }
  });
}
