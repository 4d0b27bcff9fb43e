/** A folder of pictures and nothing that says what they are, as the released script leaves it: compared with a configuration that is given. */
import { join } from "node:path";
import { isPacked, type Layout, SCRIPT_LAYOUT } from "../../core/config/layouts.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { kindAt } from "../../workers/disk/ownFile.ts";
import { imageFolder } from "../../workers/files.ts";
import type { JournalEntry } from "../dataset/journal/journalLines.ts";
import type { Plan } from "../dataset/plan.ts";
import type { FaultList } from "./faults.ts";

/** Nothing has been written down: there is no digest to compare with. */
const NO_DIGEST = "0".repeat(64);

/** The configuration in the layout in which some of its classes lie in the folder; null where none of them does. */
export function configOfPictures(folder: string, given: DatasetConfig): DatasetConfig | null {
  const layouts = new Set<Layout>([given.output.layout, "imagefolder", SCRIPT_LAYOUT]);
  for (const layout of layouts) {
    if (isPacked(layout)) continue;
    const config: DatasetConfig = { ...given, output: { ...given.output, layout } };
    if (classesOf(config).some((classIndex) => isThere(folder, config, classIndex))) return config;
  }
  return null;
}

/** As if a journal told of all images of the classes that have a folder. */
export function* unitsOfPictures(folder: string, plan: Plan): Generator<JournalEntry> {
  const { config } = plan;
  const there = new Set(classesOf(config).filter((classIndex) => isThere(folder, config, classIndex)));
  for (const { unit, classIndex, first, count } of plan.unitsOf(plan.whole)) {
    if (there.has(classIndex))
      yield { unit, class: classIndex, first, count, bytes: 0, blank: 0, digest: NO_DIGEST };
  }
}

/** Classes without a folder are told as a whole. */
export function checkClassFolders(folder: string, config: DatasetConfig, faults: FaultList): void {
  for (const classIndex of classesOf(config)) {
    const path = imageFolder(config, classIndex);
    if (kindAt(join(folder, path)) === "missing")
      faults.add({ path: `${path}/`, kind: "missing", repaired: false });
  }
}

function classesOf({ startClass, classes }: DatasetConfig): number[] {
  return Array.from({ length: classes }, (_, i) => startClass + i);
}

function isThere(folder: string, config: DatasetConfig, classIndex: number): boolean {
  return kindAt(join(folder, imageFolder(config, classIndex))) === "folder";
}
