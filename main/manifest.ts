/** OUT/dataset.json: what the folder holds, written so that it is never seen half done. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DatasetConfig } from "../core/config/parameters.ts";
import { safeParseConfig } from "../core/config/schema.ts";
import type { NearDuplicates } from "../core/likeness/nearDuplicates.ts";
import { JobError } from "./errors.ts";
import type { DoneCounts } from "./ledger.ts";
import type { Part } from "./plan.ts";
import type { Share } from "./shares/share.ts";
import { type Statistics, statisticsOf } from "./statistics.ts";
import { canvasVersion, generator } from "./version.ts";

export const manifestName = "dataset.json";

export interface Manifest {
  schemaVersion: 1;
  generator: { name: string; version: string };
  /** Version of the canvas library where it decides bytes: renderer `canvas`, jpeg and webp. */
  canvas: string | null;
  config: DatasetConfig;
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
  /** What the last run was asked for, when that was not the whole dataset. */
  part: Part | null;
  /** In the description of a share: which it is, and whether it is done. */
  share?: Share & { complete: boolean };
}

export function usesCanvas(config: DatasetConfig): boolean {
  return config.renderer === "canvas" || config.output.image !== "png";
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
    canvas: usesCanvas(config) ? canvasVersion() : null,
    config,
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

/** The manifest of a folder, or null where there is none. Throws a `JobError` when it cannot be used. */
export function readManifest(folder: string, name = manifestName): Manifest | null {
  const path = join(folder, name);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const manifest = parseManifest(text);
  if (manifest === null) throw new JobError(`${path} is not a dataset's description; choose another folder`);
  return manifest;
}

function parseManifest(text: string): Manifest | null {
  try {
    const manifest = JSON.parse(text) as Manifest;
    const parsed = safeParseConfig(manifest.config);
    if (!parsed.ok || typeof manifest.counts !== "object") return null;
    return { ...manifest, config: parsed.config };
  } catch {
    return null;
  }
}

/** Whoever reads sees the old file or the new one, never a part. */
export function writeAtomically(path: string, text: string): void {
  const temporary = `${path}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}
