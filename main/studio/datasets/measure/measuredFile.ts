/** What was measured of a dataset's images, kept on the disk by class for as long as the class's images stay. */
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { readOwnFile } from "../../../../workers/disk/ownFile.ts";
import { writeAtomically } from "../../../common/atomicFile.ts";
import { makeFolders } from "../../../common/makeFolders.ts";

const measuredClassSchema = z.object({
  /** Of the class's images when they were read. */
  stamp: z.string(),
  /** Images that could be decoded. */
  images: z.number(),
  /** Means over them: part of the pixels that is not background, 0 … 1; grey, 0 … 255. */
  ink: z.number(),
  grey: z.number(),
  /** Places of the blank ones in the class's list. */
  blank: z.array(z.number()),
});
export type MeasuredClass = z.infer<typeof measuredClassSchema>;

const fileSchema = z.object({
  measured: z.literal(1),
  path: z.string(),
  classes: z.record(z.string(), measuredClassSchema),
});

const MOST_BYTES = 1 << 27;
const KEPT_FILES = 50;

/** By the name of the class; nothing where nothing was kept, or of another folder. */
export function readMeasured(file: string, path: string): Map<string, MeasuredClass> {
  try {
    const kept = fileSchema.safeParse(JSON.parse(readOwnFile(file, MOST_BYTES).toString("utf8")));
    if (kept.success && kept.data.path === path) return new Map(Object.entries(kept.data.classes));
  } catch {
    // Measured once more.
  }
  return new Map();
}

/** @throws the system's error */
export function writeMeasured(
  folder: string,
  name: string,
  path: string,
  classes: ReadonlyMap<string, MeasuredClass>,
): void {
  makeFolders(folder);
  const kept = { measured: 1, path, classes: Object.fromEntries(classes) };
  writeAtomically(join(folder, name), `${JSON.stringify(kept)}\n`);
  const files = readdirSync(folder).filter((one) => one.endsWith(".json"));
  const byAge = files
    .map((one) => ({ one, changed: statSync(join(folder, one)).mtimeMs }))
    .sort((a, b) => b.changed - a.changed);
  for (const { one } of byAge.slice(KEPT_FILES)) rmSync(join(folder, one), { force: true });
}
