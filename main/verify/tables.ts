/** The files beside the images, which follow from the journal: compared with what they should be, and made again. */
import { dirname, join } from "node:path";
import type { Fault } from "../../core/studio/datasetCheck.ts";
import { readOwnFile, replaceOwnFile, writeWhole } from "../../workers/disk/ownFile.ts";
import { makeSubfolder, notOwnFolder, requireOwnFolder } from "../../workers/disk/ownFolder.ts";
import { parameterFolder } from "../../workers/files.ts";
import { manifestName, writeManifest } from "../dataset/manifest.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import {
  allClasses,
  classTableName,
  classTableText,
  parameterFileName,
  parameterText,
} from "../dataset/tables/classTable.ts";
import { cardName, datasetCard } from "../dataset/tables/datasetCard.ts";
import { classStatisticsName, classStatisticsText } from "../dataset/tables/statistics.ts";
import { sizeOfFile, whyUnread } from "../dataset/writtenFiles.ts";
import { descriptionOf, wrongFields } from "./descriptionCheck.ts";
import type { FaultList } from "./faults.ts";
import { type Mending, makeRoom, noFolder } from "./places.ts";
import type { ReadDataset } from "./readDataset.ts";

/** Of what people write over it, too. */
const MOST_CARD_BYTES = 1 << 28;

/** An unfinished dataset has no tables yet. */
export function checkTables(dataset: ReadDataset, faults: FaultList, mending: Mending): void {
  const { folder } = dataset;
  for (const [name, text] of tablesOf(dataset)) {
    const wanted = Buffer.from(text);
    const fault = faultOf(folder, name, wanted);
    if (fault === null) continue;
    if (mending.repair) {
      if (notOwnFolder(folder, dirname(name)) !== null) fault.detail = noFolder;
      else
        mend(fault, join(folder, name), mending, () => {
          makeSubfolder(folder, dirname(join(folder, name)));
          replaceOwnFile(join(folder, name), (file) => writeWhole(file, wanted, 0));
        });
    }
    faults.add(fault);
  }
  checkDescription(dataset, faults, mending);
}

/** A file of another size than it should have is not read. */
function faultOf(folder: string, name: string, wanted: Buffer): Fault | null {
  const path = join(folder, name);
  try {
    requireOwnFolder(folder, dirname(name));
    const size = sizeOfFile(path);
    // It may be written over by people.
    if (name === cardName && size <= MOST_CARD_BYTES) return null;
    if (size === wanted.length && readOwnFile(path, size).equals(wanted)) return null;
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
function checkDescription(dataset: ReadDataset, faults: FaultList, mending: Mending): void {
  const { folder, manifest, ledger } = dataset;
  // Of one that was complete and has lost its journal nothing can be said until its images are drawn.
  if (!ledger.complete && (manifest === null || manifest.complete !== false)) return;
  const wanted = descriptionOf(dataset);
  const wrong = wrongFields(dataset, wanted);
  if (wrong.length === 0) return;
  const fault: Fault = { path: manifestName, kind: "damaged", detail: wrong.join("; "), repaired: false };
  const path = join(folder, manifestName);
  if (mending.repair) mend(fault, path, mending, () => writeManifest(folder, wanted));
  faults.add(fault);
}

/** Names and contents. */
function* tablesOf(dataset: ReadDataset): Generator<[name: string, text: string]> {
  const { config, plan, ledger } = dataset;
  const isPacked = plan instanceof PackedPlan;
  // Beside shards they are written at the end, of all classes.
  const isWritten = isPacked && ledger.complete && parameterFolder(config) !== null;
  const withFiles = isWritten ? allClasses(config) : ledger.classes;
  for (const [classIndex, parameters] of withFiles) {
    const name = parameterFileName(config, classIndex);
    if (name === null) break;
    yield [name, parameterText(config, parameters)];
  }
  if (!ledger.complete) return;
  yield [classTableName, classTableText(config, isPacked ? allClasses(config) : ledger.classes)];
  yield [classStatisticsName, classStatisticsText(config, ledger.classCounts)];
  yield [cardName, datasetCard(descriptionOf(dataset))];
}
