/** The files beside the images, which follow from the journal: compared with what they should be, and made again. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { className } from "../../core/config/numberNames.ts";
import { findNearDuplicates } from "../../core/likeness/nearDuplicates.ts";
import { type Manifest, makeManifest, manifestName, writeManifest } from "../dataset/manifest.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import {
  allClasses,
  classTableName,
  writeClassParameters,
  writeClassTable,
} from "../dataset/tables/classTable.ts";
import { writeDatasetCard } from "../dataset/tables/datasetCard.ts";
import { classStatisticsName, writeClassStatistics } from "../dataset/tables/statistics.ts";
import type { FaultList } from "./faults.ts";
import type { ReadDataset } from "./readDataset.ts";

const cardName = "README.md";

/** An unfinished dataset has no tables yet. */
export function checkTables(dataset: ReadDataset, faults: FaultList, repair: boolean): void {
  const { folder, manifest, ledger } = dataset;
  const scratch = mkdtempSync(join(tmpdir(), "visualatom-verify-"));
  try {
    for (const name of writeTables(dataset, scratch)) {
      const wanted = readFileSync(join(scratch, name));
      const found = existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : null;
      // A card may be written over by people.
      if (found !== null && (name === cardName || found.equals(wanted))) continue;
      if (repair) cpSync(join(scratch, name), join(folder, name));
      faults.add({ path: name, kind: found === null ? "missing" : "damaged", repaired: repair });
    }
    if (!ledger.complete) return;
    if (manifest?.complete && manifest.fingerprint === ledger.fingerprint()) return;
    if (repair) writeManifest(folder, manifestOf(dataset));
    const detail = manifest === null ? "lost" : "not what the journal says";
    faults.add({ path: manifestName, kind: "damaged", detail, repaired: repair });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

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
  const nearDuplicates = manifest?.nearDuplicates ?? findNearDuplicates(config, classes);
  const made = makeManifest(config, ledger.counts, ledger.fingerprint(), null, nearDuplicates);
  return { ...made, canvas: manifest?.canvas ?? made.canvas };
}
