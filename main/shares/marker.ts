/** OUT/.merging: the folder is that of a dataset that is being joined, of the configuration whose digest it holds. */
import { join } from "node:path";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { readOwnFile, writeOwnFile } from "../../workers/disk/ownFile.ts";
import { headerOf } from "../dataset/journal/journalLines.ts";

/** It is the last that a merge takes away. */
export const markerName = ".merging";

const MOST_BYTES = 1000;

export function writeMarker(out: string, config: DatasetConfig): void {
  writeOwnFile(join(out, markerName), Buffer.from(`${headerOf(config).config}\n`));
}

/** Earlier versions wrote nothing into it. @throws OwnFileError for anything but a file, the system's error */
export function isMarkerOfOther(out: string, config: DatasetConfig): boolean {
  const digest = readOwnFile(join(out, markerName), MOST_BYTES).toString("latin1").trim();
  return digest !== "" && digest !== headerOf(config).config;
}
