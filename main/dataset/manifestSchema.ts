/** The shape of dataset.json: somebody's words, so that every field is looked at before any is used. */
import * as z from "zod";
import type { NearDuplicates } from "../../core/likeness/nearDuplicates.ts";
import type { Statistics } from "./tables/statistics.ts";

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
const range = z.tuple([count, count]);

const statistics: z.ZodType<Statistics> = z.object({
  inkCoverage: share,
  meanGrey: z.number().min(0).max(255),
  redrawnImages: count,
  divergingImages: count.optional(),
});

const nearDuplicates: z.ZodType<NearDuplicates> = z.object({
  threshold: share,
  pairs: count,
  identicalPairs: count,
  complete: z.boolean(),
  closest: z.array(z.object({ classes: range, distance: z.number().min(0) })).max(1000),
});

/** Without the configuration, which has a schema of its own. Further fields are kept, for whoever compares them. */
export const manifestFields = z.looseObject({
  schemaVersion: z.literal(1),
  generator: z.looseObject({ name: z.string().max(200), version: z.string().max(100) }),
  canvas: z.string().max(100).nullable(),
  // Descriptions of earlier versions lack it.
  png: count.optional(),
  counts: z.looseObject({
    classes: count,
    instances: count,
    images: count,
    bytes: count,
    blankImages: count,
  }),
  // Descriptions of earlier versions lack these two.
  statistics: statistics.nullable().default(null),
  nearDuplicates: nearDuplicates.nullable().default(null),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  complete: z.boolean(),
  repairing: z.boolean().optional(),
  part: z.looseObject({ classes: range, instances: range }).nullable(),
  share: z.object({ index: count, of: count.min(1), complete: z.boolean() }).optional(),
});

/** The first thing that is wrong, as `fingerprint: it must be …`; null where nothing is. */
export function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue.path.map(String).join(".") || "the description";
  const value = JSON.stringify(issue.input) ?? "nothing";
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return `${field} is ${shown}: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
}
