/** What has been written of a dataset that is not finished: its description has counted nothing yet, its journal has. */
import { join } from "node:path";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { statsOf } from "../../../workers/disk/ownFile.ts";
import { journalName, readJournal } from "../../dataset/journal/journal.ts";
import { Ledger } from "../../dataset/journal/ledger.ts";
import { planOf } from "../../dataset/packed/packedPlan.ts";
import { stampOf } from "./imageStore.ts";

export interface Written {
  /** Sum of the images' files, or of what they take in shards. */
  bytes: number;
  blankImages: number;
}

export class WrittenSoFar {
  /** By the dataset's folder. */
  private readonly known = new Map<string, { key: string; written: Written }>();

  /** null where no journal can be read. */
  of(folder: string, config: DatasetConfig): Written | null {
    const path = join(folder, journalName);
    const stamp = stampOf(statsOf(path));
    if (stamp === "") return null;
    const key = `${stamp} ${JSON.stringify(config)}`;
    const known = this.known.get(folder);
    if (known?.key === key) return known.written;
    const ledger = new Ledger(planOf(config));
    try {
      readJournal(path, (entry) => ledger.record(entry));
    } catch {
      return null;
    }
    const { bytes, blankImages } = ledger.counts;
    const written = { bytes, blankImages };
    this.known.set(folder, { key, written });
    return written;
  }
}
