/** The last check of each dataset, kept in the settings: what is known to be wrong outlives the program. */
import type { DatasetCheck } from "../../../../core/studio/datasetCheck.ts";
import type { SettingsStore } from "../../../common/settings.ts";
import type { StoredCheck } from "../../../common/storedCheck.ts";
import { stampsOf } from "./faultStamps.ts";

const KEPT_CHECKS = 50;
/** Of all checks together: the settings are written whole each time. The rest is only counted. */
const KEPT_FAULTS = 5000;

export class CheckList {
  private readonly store: SettingsStore;
  /** The latest last. */
  private readonly records = new Map<string, StoredCheck>();

  constructor(store: SettingsStore) {
    this.store = store;
    for (const stored of store.get("checks").reverse())
      this.records.set(stored.datasetId, storedBefore(stored));
  }

  get(datasetId: string): StoredCheck | undefined {
    return this.records.get(datasetId);
  }

  /** The latest first. */
  all(): StoredCheck[] {
    return [...this.records.values()].reverse();
  }

  /** Takes the place of the one before of the same dataset. */
  put(record: StoredCheck): void {
    this.records.delete(record.datasetId);
    this.records.set(record.datasetId, record);
    for (const { datasetId } of this.all().slice(KEPT_CHECKS)) this.records.delete(datasetId);
    this.save();
  }

  save(): void {
    let room = KEPT_FAULTS;
    const kept = this.all().map((record) => {
      const faults = record.faults.slice(0, room);
      room -= faults.length;
      return { ...record, faults, stamps: record.stamps.slice(0, faults.length) };
    });
    this.store.set("checks", kept);
  }

  /**
   * Faults hold for as long as their files are as they were; those that are only counted, for as long as no image has
   * come or gone.
   * @param stamp of the dataset's images at present
   * @returns whether less is known now
   */
  async review(record: StoredCheck, stamp: string): Promise<boolean> {
    const { faults, stamps, path, faultsSince } = record;
    if (faultsSince === null) return false;
    const now = await stampsOf(path, faults);
    // Another look may have ended meanwhile.
    if (record.faults !== faults) return false;
    const isOther = (i: number): boolean => stillOpen(faults[i]) && now[i] !== stamps[i];
    const changed = record.changed || stamp !== record.stamp;
    if (changed === record.changed && !faults.some((_, i) => isOther(i))) return false;
    const untold = changed ? 0 : record.faultsOpen - faults.filter(stillOpen).length;
    record.faults = faults.map((fault, i) => (isOther(i) ? { ...fault, changed: true } : fault));
    record.faultsOpen = untold + record.faults.filter(stillOpen).length;
    record.changed = changed;
    this.save();
    return true;
  }
}

function stillOpen({ repaired, changed }: DatasetCheck["faults"][number]): boolean {
  return !repaired && changed !== true;
}

/** How a check that was stored comes back: what was at work when the program ended was interrupted by its end. */
function storedBefore(stored: StoredCheck): StoredCheck {
  if (stored.state !== "running") return stored;
  return { ...stored, state: "interrupted", endedAt: stored.heardAt };
}
