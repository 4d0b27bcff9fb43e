/** What lies in a dataset's folders and is not the dataset's: named, and deleted where that was asked for. */
import { join } from "node:path";
import type { Fault } from "../../core/studio/datasetCheck.ts";
import { kindAt, sizeOfOwnFile } from "../../workers/disk/ownFile.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import { shardName } from "../dataset/packed/packFiles.ts";
import { filesOfUnit } from "../dataset/writtenFiles.ts";
import { formulaClasses } from "../generate/classes/formulaClasses.ts";
import type { FaultList } from "./faults.ts";
import type { Mending } from "./places.ts";
import type { ReadDataset } from "./readDataset.ts";
import { giveOwnName, remove } from "./removal.ts";
import { type Stray, scanFolders } from "./scan.ts";

/** The dataset's own files under a name of another case or Unicode form; before anything is compared. */
export function checkNames(dataset: ReadDataset, faults: FaultList, { repair }: Mending): void {
  for (const found of scanFolders(dataset, () => undefined).misnamed) {
    const left = repair ? giveOwnName(dataset.folder, found) : null;
    const detail = `it should be called ${found.own}${left === null ? "" : `: ${left}`}`;
    faults.add({ path: found.path, kind: "misnamed", detail, repaired: repair && left === null });
  }
}

/** After all was drawn, since only then the names of a stream's images are certain. */
export function checkForeign(dataset: ReadDataset, faults: FaultList, mending: Mending): void {
  const { config, ledger } = dataset;
  const byFormula = formulaClasses(config);
  const { strays, ignored } = scanFolders(
    dataset,
    (classIndex) => byFormula(classIndex) ?? ledger.classes.get(classIndex),
  );
  faults.strays.push(...ignored);
  let triedToDelete = false;
  for (const stray of strays) {
    // The next run writes it anew.
    if (stray.isLeftover && dataset.manifest?.complete === false) continue;
    const fault: Fault = { path: stray.path, kind: "foreign", repaired: false };
    const said = wordsOf(stray);
    const isNeeded = stray.beside !== null && !isSound(dataset, stray.beside, faults);
    if (isNeeded) said.push("left, for not all is sound that should be there");
    else if (isToBeDeleted(stray, faults, mending)) {
      // Also where it fails, some of it may have gone.
      triedToDelete = true;
      const left = remove(dataset.folder, stray.path, stray.seen);
      fault.repaired = left === null;
      if (left !== null) said.push(left);
    }
    if (said.length > 0) fault.detail = said.join(": ");
    faults.add(fault);
  }
  if (triedToDelete) lookAgain(dataset, faults);
}

function wordsOf({ isOwn, isLeftover, beside }: Stray): string[] {
  if (isOwn) return ["another name of a file of the dataset, and left alone"];
  if (beside !== null) return [`beside ${beside}`];
  return isLeftover ? ["left by a run that was cut off"] : [];
}

/** Whether all of the dataset's is there at a path: what lies beside it under nearly the same name may be what is missing. */
function isSound({ ledger }: ReadDataset, path: string, { faults }: FaultList): boolean {
  const isLeft = faults.some(
    (fault) => !fault.repaired && fault.kind !== "foreign" && `${fault.path}/`.startsWith(`${path}/`),
  );
  return ledger.complete && !isLeft;
}

/** Nothing is deleted that is not named in the report. */
function isToBeDeleted(stray: Stray, faults: FaultList, { repair, deleteForeign }: Mending): boolean {
  return repair && !stray.isOwn && !faults.full && (deleteForeign || stray.isLeftover);
}

/** What was deleted must not have been the dataset's, by whatever name. */
function lookAgain(dataset: ReadDataset, faults: FaultList): void {
  const known = new Set(faults.faults.filter(({ repaired }) => !repaired).map(({ path }) => path));
  for (const path of missingFiles(dataset)) {
    if (known.has(path)) continue;
    faults.add({ path, kind: "missing", detail: "it went with what was deleted", repaired: false });
  }
}

function* missingFiles({ folder, config, plan, entries, shards, ledger }: ReadDataset): Generator<string> {
  if (plan instanceof PackedPlan) {
    for (const [number, { bytes }] of shards) {
      const path = shardName(plan, number);
      if (sizeOfOwnFile(join(folder, path)) < bytes) yield path;
    }
    return;
  }
  for (const entry of entries) {
    const parameters = ledger.classes.get(entry.class);
    if (parameters === undefined) continue;
    yield* filesOfUnit(config, entry, parameters).filter((path) => kindAt(join(folder, path)) === "missing");
  }
}
