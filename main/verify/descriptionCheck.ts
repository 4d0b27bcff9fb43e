/** Compares dataset.json, field by field, with what the images and the configuration make of it. */
import { isDeepStrictEqual } from "node:util";
import { findNearDuplicates } from "../../core/likeness/nearDuplicates.ts";
import { generator } from "../common/version.ts";
import { drawnBy } from "../dataset/drawnBy.ts";
import { type Manifest, makeManifest } from "../dataset/manifest.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import type { Part, Plan } from "../dataset/plan.ts";
import { allClasses } from "../dataset/tables/classTable.ts";
import type { ReadDataset } from "./readDataset.ts";

const MOST_CHARACTERS = 60;

/** What dataset.json should say. Of what nothing but itself can tell, such as the version that drew, what it says. */
export function descriptionOf({ config, plan, manifest, ledger }: ReadDataset): Manifest {
  const fields = manifest === null ? undefined : fieldsOf(manifest);
  const isPacked = plan instanceof PackedPlan;
  const isBehind = !ledger.complete && fields !== undefined && imagesOf(fields) < ledger.counts.images;
  const isLeftOut = !ledger.complete && (isPacked || isBehind || fields?.nearDuplicates === null);
  const nearDuplicates = isLeftOut
    ? null
    : findNearDuplicates(config, isPacked ? allClasses(config) : ledger.classes);
  const part = isPart(fields?.part, plan) ? fields.part : null;
  const made = makeManifest(config, ledger.counts, ledger.fingerprint(), part, nearDuplicates);
  return {
    ...made,
    ...(!ledger.complete && fields?.repairing === true && { repairing: true }),
    ...(fields !== undefined && drawnBy(config, fields)),
  };
}

/** In words, one for each field that is wrong. */
export function wrongFields({ manifest, plan }: ReadDataset, wanted: Manifest): string[] {
  if (manifest === null) return ["it is lost or cannot be read"];
  const { config: _, ...found } = fieldsOf(manifest);
  const { config: __, ...right } = JSON.parse(JSON.stringify(wanted)) as Manifest;
  // A run writes down at its end how far it has come; one that was killed has come further.
  const isBehind = !wanted.complete && imagesOf(found) < wanted.counts.images;
  const passedOver = new Set(
    isBehind ? ["counts.images", "counts.bytes", "counts.blankImages", "statistics"] : [],
  );
  // Of shards they are those of all classes, of which nothing need be there: looked for once all are.
  const isUntold = plan instanceof PackedPlan && !wanted.complete;
  if (isUntold && isRecord(found.nearDuplicates)) passedOver.add("nearDuplicates");
  // Versions before did not look for these.
  if (!isDeepStrictEqual(found.generator, generator)) {
    for (const name of ["statistics", "nearDuplicates"]) if (!(name in found)) passedOver.add(name);
  }
  return [...differences("", found, right, passedOver)];
}

/** Of a description only the configuration has been looked at. */
function fieldsOf(manifest: Manifest): Readonly<Record<string, unknown>> {
  return manifest as unknown as Record<string, unknown>;
}

function* differences(
  path: string,
  found: unknown,
  right: unknown,
  passedOver: ReadonlySet<string>,
): Generator<string> {
  if (passedOver.has(path) || isDeepStrictEqual(found, right)) return;
  if (isRecord(found) && isRecord(right)) {
    for (const name of new Set([...Object.keys(right), ...Object.keys(found)])) {
      const inside = path === "" ? name : `${path}.${name}`;
      if (name in right) yield* differences(inside, found[name], right[name], passedOver);
      else yield `${inside} is no field of it`;
    }
    return;
  }
  const owner = /^(counts|statistics)\./.test(path) ? "the images have" : "it should be";
  yield `${path} is ${found === undefined ? "missing" : short(found)}, ${owner} ${short(right)}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

function imagesOf(fields: Readonly<Record<string, unknown>>): number {
  const images = isRecord(fields.counts) ? fields.counts.images : undefined;
  return Number.isSafeInteger(images) && (images as number) >= 0
    ? (images as number)
    : Number.POSITIVE_INFINITY;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPart(value: unknown, { whole }: Plan): value is Part {
  if (!isRecord(value)) return false;
  const inside = ([from, to]: [number, number], range: unknown): boolean =>
    Array.isArray(range) &&
    range.length === 2 &&
    range.every(Number.isSafeInteger) &&
    from <= range[0] &&
    range[0] <= range[1] &&
    range[1] <= to;
  return (
    inside(whole.classes, value.classes) &&
    inside(whole.instances, value.instances) &&
    Object.keys(value).length === 2
  );
}
