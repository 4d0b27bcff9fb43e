/** OUT/dataset.json: what the folder holds, written so that it is never seen half done. */
import { join } from "node:path";
import { usesCanvas } from "../../core/config/canvas.ts";
import { type Digits, digitsOf, hasFewestDigits } from "../../core/config/numberNames.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { safeParseConfig } from "../../core/config/schema.ts";
import type { NearDuplicates } from "../../core/likeness/nearDuplicates.ts";
import { readOwnFile } from "../../workers/disk/ownFile.ts";
import { writeAtomically } from "../common/atomicFile.ts";
import { JobError } from "../common/errors.ts";
import { canvasOf, generator, pngOf } from "../common/version.ts";
import { readHeader } from "./journal/journal.ts";
import { headerOf } from "./journal/journalLines.ts";
import type { DoneCounts } from "./journal/ledger.ts";
import { manifestFields, problemOf } from "./manifestSchema.ts";
import type { Part } from "./plan.ts";
import type { Share } from "./share.ts";
import { type Statistics, statisticsOf } from "./tables/statistics.ts";

export { usesCanvas };

export const manifestName = "dataset.json";

/** Some hundred times what a description has. */
const MOST_BYTES = 1 << 21;
/** Of objects and lists in each other; a description has five. */
const MOST_DEPTH = 32;

export interface Manifest {
  schemaVersion: 1;
  generator: { name: string; version: string };
  /** Version of the canvas library where it decides bytes: renderer `canvas`, jpeg and webp. */
  canvas: string | null;
  /** Of datasets of PNG files which bytes those have, where they are not the first version's. */
  png?: number | undefined;
  config: DatasetConfig;
  /** Of the numbers in names, where they are more than five of a class and four of an instance. */
  digits?: Digits;
  counts: {
    classes: number;
    instances: number;
    /** Images that are there. */
    images: number;
    /** Sum of their files' sizes. */
    bytes: number;
    blankImages: number;
  };
  /** Of the images that are there; null where some were not measured, or there is none. */
  statistics: Statistics | null;
  /** Of the classes that are there; null while a run goes on, and in the description of a share. */
  nearDuplicates: NearDuplicates | null;
  /** SHA-256 over the units' digests in order; null until the dataset is complete. */
  fingerprint: string | null;
  complete: boolean;
  /** While a repair draws again what was complete: what is missing then is a fault, not work to come. */
  repairing?: boolean;
  /** What the last run was asked for, when that was not the whole dataset. */
  part: Part | null;
  /** In the description of a share: which it is, and whether it is done. */
  share?: Share & { complete: boolean };
}

export function makeManifest(
  config: DatasetConfig,
  done: { images: number; bytes: number; blankImages: number } & Partial<DoneCounts>,
  fingerprint: string | null,
  part: Part | null,
  nearDuplicates: NearDuplicates | null = null,
): Manifest {
  return {
    schemaVersion: 1,
    generator,
    canvas: usesCanvas(config) ? canvasOf(config) : null,
    png: pngOf(config) ?? undefined,
    config,
    ...(!hasFewestDigits(config) && { digits: digitsOf(config) }),
    counts: {
      classes: config.classes,
      instances: config.instances,
      images: done.images,
      bytes: done.bytes,
      blankImages: done.blankImages,
    },
    statistics: statisticsOf(config, done),
    nearDuplicates,
    fingerprint,
    complete: fingerprint !== null,
    part: fingerprint === null ? part : null,
  };
}

export function writeManifest(folder: string, manifest: Manifest, name = manifestName): void {
  writeAtomically(join(folder, name), `${readableJson(manifest)}\n`);
}

/** Indented JSON with ranges on one line. */
export function readableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /\[\s+(-?[\d.e+-]+),\s+(-?[\d.e+-]+)\s+\]/g,
    (_, from, to) => `[${from}, ${to}]`,
  );
}

/**
 * The manifest of a folder, or null where there is none.
 * @throws JobError when it cannot be used, DamagedManifest when it may have been one
 */
export function readManifest(folder: string, name = manifestName): Manifest | null {
  const path = join(folder, name);
  let text: string;
  try {
    text = readOwnFile(path, MOST_BYTES).toString("utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const found = parseJson(text);
  if (found === undefined) throw new DamagedManifest(path);
  if (Number((found as Partial<Manifest> | null)?.schemaVersion) > 1) {
    throw new JobError(
      `${path} was written by a newer version of this program (schema ${(found as Manifest).schemaVersion}); update it and run the same command again`,
    );
  }
  const manifest = checkedManifest(path, found);
  requireEvenNumbers(path, manifest);
  return manifest;
}

/** Two ways of naming in one folder would be two datasets, and a repair would take the files of one for foreign. */
function requireEvenNumbers(path: string, { config, digits, generator }: Manifest): void {
  if (hasFewestDigits(config) || digits !== undefined) return;
  throw new JobError(
    `${path} was written by version ${generator?.version} of this program, which named its classes and instances with numbers of different length; go on with that version, or make the dataset anew in another folder`,
  );
}

/** Cut off or overwritten, as after a loss of power, or changed by somebody. */
export class DamagedManifest extends JobError {
  /** What it says, of which only the configuration has been looked at; null where not even that can be read. */
  readonly described: Manifest | null;

  constructor(path: string, problem = "it cannot be read", described: Manifest | null = null) {
    super(
      `${path} is damaged (${problem}); run generate with the dataset's own configuration or repair to restore it, or choose another folder`,
    );
    this.described = described;
  }
}

/**
 * The manifest of a dataset of this configuration; null where there is none, or where it is damaged and the journal
 * shows that the folder holds this very dataset.
 * @throws JobError when it cannot be used
 */
export function readOwnManifest(
  folder: string,
  config: DatasetConfig,
  { manifest = manifestName, journal }: { manifest?: string; journal: string },
): Manifest | null {
  try {
    return readManifest(folder, manifest);
  } catch (error) {
    if (error instanceof DamagedManifest && isJournalOf(join(folder, journal), config)) return null;
    throw error;
  }
}

/** Whether a journal was begun for this configuration. */
export function isJournalOf(path: string, config: DatasetConfig): boolean {
  try {
    const header = readHeader(path);
    return header !== null && header !== "none" && header.config === headerOf(config).config;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

/** Whether a journal was begun for another configuration than this: by it every image would be another. */
export function isJournalOfOther(path: string, config: DatasetConfig): boolean {
  try {
    const header = readHeader(path);
    return header !== null && header !== "none" && header.config !== headerOf(config).config;
  } catch {
    // What cannot be read tells nothing, and is told later.
    return false;
  }
}

/** undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return withoutDepths(JSON.parse(text), MOST_DEPTH);
  } catch {
    return undefined;
  }
}

/**
 * With a sign in the place of what is nested too deeply: comparing and writing it would take more stack than there is,
 * and so a field that has it is wrong as any other may be.
 */
function withoutDepths(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  const inside = value as Record<string, unknown>;
  for (const name of Object.keys(inside)) inside[name] = withoutDepths(inside[name], depth - 1);
  return inside;
}

/** @throws JobError for what is no description, DamagedManifest for one with a field that cannot be */
function checkedManifest(path: string, found: unknown): Manifest {
  const parsed = safeParseConfig((found as Partial<Manifest> | null)?.config);
  if (!parsed.ok) throw new JobError(`${path} is not a dataset's description; choose another folder`);
  const fields = manifestFields.safeParse(found, { reportInput: true });
  if (!fields.success) {
    const described = { ...(found as Manifest), config: parsed.config };
    throw new DamagedManifest(path, problemOf(fields.error), described);
  }
  return { ...(fields.data as unknown as Manifest), config: parsed.config };
}
