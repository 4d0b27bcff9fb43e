/** The files beside the images, which follow from the journal: compared with what they should be, and made again. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { className } from "../../core/config/numberNames.ts";
import { findNearDuplicates } from "../../core/likeness/nearDuplicates.ts";
import type { Fault } from "../../core/studio/datasetCheck.ts";
import { makeSubfolder, readOwnFile, replaceOwnFile, writeWhole } from "../../workers/disk/ownFile.ts";
import { type Manifest, makeManifest, manifestName, writeManifest } from "../dataset/manifest.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import {
  allClasses,
  classTableName,
  writeClassParameters,
  writeClassTable,
} from "../dataset/tables/classTable.ts";
import { cardName, writeDatasetCard } from "../dataset/tables/datasetCard.ts";
import { classStatisticsName, MOST_TABLE_BYTES, writeClassStatistics } from "../dataset/tables/statistics.ts";
import { whyUnread } from "../dataset/writtenFiles.ts";
import type { FaultList } from "./faults.ts";
import { type Mending, makeRoom } from "./places.ts";
import type { ReadDataset } from "./readDataset.ts";

/** An unfinished dataset has no tables yet. */
export function checkTables(dataset: ReadDataset, faults: FaultList, mending: Mending): void {
  const { folder } = dataset;
  const scratch = mkdtempSync(join(tmpdir(), "visualatom-verify-"));
  try {
    for (const name of writeTables(dataset, scratch)) {
      const wanted = readFileSync(join(scratch, name));
      const fault = faultOf(folder, name, wanted);
      if (fault === null) continue;
      if (mending.repair) {
        mend(fault, join(folder, name), mending, () => {
          makeSubfolder(folder, dirname(join(folder, name)));
          replaceOwnFile(join(folder, name), (file) => writeWhole(file, wanted, 0));
        });
      }
      faults.add(fault);
    }
    checkManifest(dataset, faults, mending);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function faultOf(folder: string, name: string, wanted: Buffer): Fault | null {
  try {
    const found = readOwnFile(join(folder, name), MOST_TABLE_BYTES);
    // A card may be written over by people.
    if (name === cardName || found.equals(wanted)) return null;
    return { path: name, kind: "damaged", repaired: false };
  } catch (error) {
    return { path: name, ...whyUnread(error), repaired: false };
  }
}

/** Puts right what can be. */
function mend(fault: Fault, path: string, mending: Mending, write: () => void): void {
  const inTheWay = makeRoom(path, mending);
  if (inTheWay !== null) {
    fault.detail = inTheWay;
    return;
  }
  write();
  fault.repaired = true;
}

/** The description against what the images and the formulas say, field by field. */
function checkManifest(dataset: ReadDataset, faults: FaultList, mending: Mending): void {
  const { folder, manifest, ledger } = dataset;
  // The description of an unfinished dataset is as old as its last run's last word.
  if (!ledger.complete) return;
  const wanted = manifestOf(dataset);
  const wrong = manifest === null ? ["it is lost or cannot be read"] : differences(manifest, wanted);
  if (wrong.length === 0) return;
  const fault: Fault = { path: manifestName, kind: "damaged", detail: wrong.join("; "), repaired: false };
  const path = join(folder, manifestName);
  if (mending.repair) mend(fault, path, mending, () => writeManifest(folder, wanted));
  faults.add(fault);
}

/** `counts.bytes is 5, not 6` */
function differences(found: Manifest, wanted: Manifest): string[] {
  const { generator, ...others } = found;
  const { generator: _, ...expected } = wanted;
  const wrong = leaves(others, expected, "");
  const { name, version, ...more } = (generator ?? {}) as Partial<Manifest["generator"]>;
  const isOurs = name === wanted.generator.name && /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version ?? "");
  if (!isOurs || Object.keys(more).length > 0)
    wrong.push(`generator is ${text(generator)}, not this program`);
  return wrong;
}

function leaves(found: unknown, wanted: unknown, path: string): string[] {
  if (isDeepStrictEqual(found, wanted)) return [];
  if (!isRecord(found) || !isRecord(wanted)) return [`${path} is ${text(found)}, not ${text(wanted)}`];
  const names = new Set([...Object.keys(wanted), ...Object.keys(found)]);
  return [...names].flatMap((name) =>
    leaves(found[name], wanted[name], path === "" ? name : `${path}.${name}`),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  const json = value === undefined ? "missing" : JSON.stringify(value);
  return json.length > MOST_TOLD ? `${json.slice(0, MOST_TOLD)}…` : json;
}

/** Characters of a value. */
const MOST_TOLD = 80;

function writeTables(dataset: ReadDataset, scratch: string): string[] {
  const { config, plan, ledger } = dataset;
  const isPacked = plan instanceof PackedPlan;
  const names: string[] = [];
  if (!isPacked && config.output.layout !== "release") {
    for (const [classIndex, parameters] of ledger.classes) {
      writeClassParameters(scratch, config, classIndex, parameters);
      names.push(join("param", `${className(config, classIndex)}.csv`));
    }
  }
  if (!ledger.complete) return names;
  writeClassTable(scratch, config, isPacked ? allClasses(config) : ledger.classes);
  writeClassStatistics(scratch, config, ledger.classCounts);
  writeDatasetCard(scratch, manifestOf(dataset));
  return [...names, classTableName, classStatisticsName, cardName];
}

function manifestOf({ config, plan, manifest, ledger }: ReadDataset): Manifest {
  const classes = plan instanceof PackedPlan ? allClasses(config) : ledger.classes;
  const nearDuplicates = findNearDuplicates(config, classes);
  const made = makeManifest(config, ledger.counts, ledger.fingerprint(), null, nearDuplicates);
  return { ...made, canvas: manifest?.canvas ?? made.canvas };
}
