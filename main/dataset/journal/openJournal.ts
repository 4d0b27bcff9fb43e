/** Opens the journal of a dataset to go on with and believes only what is certain to be on the disk. */
import { readMark, writeMark } from "../durability/mark.ts";
import { Journal } from "./journal.ts";
import type { JournalEntry, JournalHeader } from "./journalLines.ts";

export interface OpenJournal {
  /** The journal's and the mark's files. */
  path: string;
  mark: string;
  header: JournalHeader;
  /** Believe every line, as in a dataset that was finished. */
  trust: boolean;
  /** Whether what a line says can be; what it stands for is drawn again where not. */
  isBelieved(entry: JournalEntry): boolean;
  /** Whether the parameters of a line's class are known, by this line or those before. */
  isTold(entry: JournalEntry): boolean;
  /** Takes note of a line, in order; false where it is of no use. */
  accept(entry: JournalEntry): boolean;
  /**
   * Finds out which of these lines' files are whole, and accepts those in order.
   * @returns for each line whether it was accepted
   */
  check(entries: JournalEntry[]): Promise<boolean[]>;
}

interface Line {
  entry: JournalEntry;
  end: number;
}

/** Lines of no use are taken out: what they stand for is drawn again. */
export async function openJournal({
  path,
  mark,
  header,
  trust,
  isBelieved,
  isTold,
  accept,
  check,
}: OpenJournal): Promise<Journal> {
  const marked = trust ? Number.POSITIVE_INFINITY : readMark(mark);
  const useless = new Set<number>();
  const unsure: Line[] = [];
  const untold: Line[] = [];
  const read = (entry: JournalEntry, end: number): void => {
    if (!isBelieved(entry)) useless.add(end);
    else if (end > marked) unsure.push({ entry, end });
    else if (!isTold(entry)) untold.push({ entry, end });
    else if (!accept(entry)) useless.add(end);
  };
  const journal = Journal.open(path, read, header);
  try {
    const accepted = await check(unsure.map(({ entry }) => entry));
    unsure.forEach(({ end }, i) => {
      if (!accepted[i]) useless.add(end);
    });
    // A line tells its class as it is drawn, so that one of each class of which no line does is drawn again.
    const again = new Set<number>();
    for (const { entry, end } of untold) {
      const isFirst = !isTold(entry) && !again.has(entry.class);
      if (isFirst) again.add(entry.class);
      if (isFirst || !accept(entry)) useless.add(end);
    }
    // The mark is a place in the file: it must never reach over lines that are appended later.
    if (!trust && marked > journal.length) writeMark(mark, journal.length);
    journal.remove(useless, Math.min(marked, journal.length), (staying) => {
      if (!trust && marked > 0) writeMark(mark, staying);
    });
    return journal;
  } catch (error) {
    journal.close();
    throw error;
  }
}
