/** A folder of pictures and nothing that says what they are, as the released script leaves it: compared with a configuration that is given. */
import { join } from "node:path";
import { isPacked, type Layout, SCRIPT_LAYOUT } from "../../core/config/layouts.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { kindAt } from "../../workers/disk/ownFile.ts";
import { imageFolder } from "../../workers/files.ts";
import type { JournalEntry } from "../dataset/journal/journalLines.ts";
import type { Plan } from "../dataset/plan.ts";
import { classesThere } from "./classFolders.ts";
import type { FaultList } from "./faults.ts";

/** Nothing has been written down: there is no digest to compare with. */
const NO_DIGEST = "0".repeat(64);

/** The configuration in the layout in which some of its classes lie in the folder; null where none of them does. */
export function configOfPictures(folder: string, given: DatasetConfig): DatasetConfig | null {
  const layouts = new Set<Layout>([given.output.layout, "imagefolder", SCRIPT_LAYOUT]);
  for (const layout of layouts) {
    if (isPacked(layout)) continue;
    const config: DatasetConfig = { ...given, output: { ...given.output, layout } };
    if (classesThere(folder, config).some((classIndex) => isThere(folder, config, classIndex))) return config;
  }
  return null;
}

/** As if a journal told of all images of the classes that have a folder. */
export function* unitsOfPictures(folder: string, plan: Plan): Generator<JournalEntry> {
  const { config } = plan;
  const there = classesThere(folder, config).filter((classIndex) => isThere(folder, config, classIndex));
  for (const only of there) {
    for (const { unit, first, count } of plan.unitsOf({ ...plan.whole, classes: [only, only] }))
      yield { unit, class: only, first, count, bytes: 0, blank: 0, digest: NO_DIGEST };
  }
}

/** Classes without a folder are told as a whole. */
export function checkClassFolders(folder: string, config: DatasetConfig, faults: FaultList): void {
  const there = new Set(classesThere(folder, config));
  const { startClass, classes } = config;
  for (let classIndex = startClass; classIndex < startClass + classes; classIndex++) {
    if (!there.has(classIndex))
      faults.add({ path: `${imageFolder(config, classIndex)}/`, kind: "missing", repaired: false });
  }
}

function isThere(folder: string, config: DatasetConfig, classIndex: number): boolean {
  return kindAt(join(folder, imageFolder(config, classIndex))) === "folder";
}
