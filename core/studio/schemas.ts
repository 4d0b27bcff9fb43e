/** Schemas of everything a page may send to the studio: what does not fit is refused before anything looks at it. */
import * as z from "zod";
import { sampleLimits } from "../compare/limits.ts";
import { renderers } from "../config/renderers.ts";
import type { PictureRequest, StudioApi } from "./api.ts";
import { comparedAtATime } from "./comparing.ts";

z.config({ jitless: true });

const configId = z.string().regex(/^[0-9a-f]{16}$/, "must be the id of a configuration");
const jobId = z.string().regex(/^[0-9a-z-]{1,40}$/, "must be the id of a job");
const datasetId = z.string().regex(/^[0-9a-f]{16}$/, "must be the id of a dataset");
const classIndex = z.int().min(0).max(20_000_000);
const instance = z.int().min(0).max(10_000_000);
// A zero byte ends a path for the operating system but not for whoever checked it.
const path = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => !text.includes("\0"), "must not contain a zero byte");
const folderName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/[/\\\0]/.test(text) && text !== "." && text !== "..", "must be one folder's name");
const fileName = z.string().min(1).max(255);
const comparisonId = z.string().regex(/^[0-9a-f]{16}$/, "must be the id of a comparison");
const { fewest, most } = comparedAtATime;
const comparisonInput = z.strictObject({
  configIds: z
    .array(configId)
    .min(fewest)
    .max(most)
    .refine((ids) => new Set(ids).size === ids.length, "must name each configuration once"),
  sample: z.strictObject({
    classes: z.int().min(sampleLimits.classes.min).max(sampleLimits.classes.max),
    instances: z.int().min(sampleLimits.instances.min).max(sampleLimits.instances.max),
  }),
});
const nothing = z.strictObject({}).optional();

const themeSchema = z.enum(["system", "light", "dark"]);
const rendererSchema = z.enum(renderers);

export const settingsSchema = z.strictObject({
  workers: z.int().min(1).max(256).nullable(),
  defaultFolder: path.nullable(),
  theme: themeSchema,
  notifications: z.boolean(),
});

/** One schema for the argument of each method of `StudioApi`. */
export const inputSchemas = {
  about: nothing,
  settings: nothing,
  saveSettings: settingsSchema.partial(),
  registerConfig: z.strictObject({ config: z.unknown() }),
  openConfigFile: z.strictObject({ path: path.optional() }),
  saveConfigFile: z.strictObject({
    config: z.unknown(),
    path: path.optional(),
    replace: z.boolean().optional(),
    name: z.string().min(1).max(255),
    startAt: path.optional(),
  }),
  estimate: z.strictObject({ configId, out: path.optional() }),
  commandLine: z.strictObject({ configId, out: path.optional() }),
  classTable: z.strictObject({ configId }),
  classDetail: z.strictObject({ configId, classIndex }),
  anatomy: z.strictObject({ configId, classIndex, instance, maximumOrbits: z.int().min(1).max(10_000) }),
  mapAnatomy: z.strictObject({
    ...{ configId, classIndex, instance },
    maximumPoints: z.int().min(1).max(1_000_000),
  }),
  sweep: z.strictObject({
    configId,
    classIndex,
    instance: instance.optional(),
    parameter: z.string().min(1).max(40),
    steps: z.int().min(2).max(64),
  }),
  startComparison: comparisonInput,
  cancelComparison: z.strictObject({ comparisonId }),
  comparing: comparisonInput,
  comparisonAtWork: nothing,
  comparison: z.strictObject({ comparisonId }),
  checkOut: z.strictObject({ configId, out: path }),
  startJob: z.strictObject({ configId, out: path, force: z.boolean().optional() }),
  pauseJob: z.strictObject({ jobId }),
  continueJob: z.strictObject({ jobId }),
  cancelJob: z.strictObject({ jobId }),
  removeJob: z.strictObject({ jobId }),
  moveJob: z.strictObject({ jobId, to: z.enum(["earlier", "later"]) }),
  startQueue: nothing,
  jobs: nothing,
  chooseFolder: z.strictObject({ title: z.string().max(200), startAt: path.optional() }),
  listFolder: z.strictObject({
    path: path.optional(),
    extensions: z.array(z.string().max(16)).max(8).optional(),
  }),
  makeFolder: z.strictObject({ parent: path, name: folderName }),
  grantFolder: z.strictObject({ path }),
  openDataset: z.strictObject({ path }),
  datasetImages: z.strictObject({
    datasetId,
    classIndex: z.int().min(0),
    shard: z.boolean().optional(),
    first: z.int().min(0),
    count: z.int().min(1).max(10_000),
  }),
  findDatasetImage: z.strictObject({ datasetId, classIndex: z.int().min(0), name: fileName }),
  datasetQuality: z.strictObject({ datasetId }),
  startMeasuring: z.strictObject({ datasetId }),
  cancelMeasuring: z.strictObject({ datasetId }),
  measuring: z.strictObject({ datasetId }),
  nearPairs: z.strictObject({ datasetId }),
  datasetClasses: z.strictObject({ datasetId }),
  imageDraws: z.strictObject({ configId, classIndex, instance }),
  startCheck: z.strictObject({
    datasetId,
    repair: z.boolean(),
    deleteForeign: z.boolean().optional(),
    configId: configId.optional(),
  }),
  cancelCheck: z.strictObject({ datasetId }),
  removeCheck: z.strictObject({ datasetId }),
  datasetCheck: z.strictObject({ datasetId }),
  checks: nothing,
  recentDatasets: nothing,
  showFolder: z.strictObject({ path }),
} satisfies Record<keyof StudioApi, z.ZodType>;

const pictureRequestSchema = z.strictObject({
  configId,
  classIndex,
  instance,
  size: z.int().min(1).max(4096),
  renderer: rendererSchema.optional(),
});

export interface DatasetPictureRequest {
  datasetId: string;
  classIndex: number;
  name: string;
}

const datasetPictureSchema = z.strictObject({
  datasetId,
  classIndex: z.int().min(0),
  name: fileName,
});

export type PictureAddress = (
  | { kind: "picture"; request: PictureRequest }
  | { kind: "dataset"; request: DatasetPictureRequest }
) & {
  /** Whether what is found there stays the same: other content has another address. */
  fixed: boolean;
};

/**
 * The request behind a picture address (`pictureAddress`, `datasetPictureAddress`), given its path without the
 * leading `/` and its query; null where it is none.
 */
export function parsePictureAddress(address: string, query: URLSearchParams): PictureAddress | null {
  const parts = decodeParts(address);
  if (parts?.length !== 4) return null;
  const [kind, id, second, third] = parts;
  if (kind === "picture") {
    const renderer = query.get("renderer");
    const parsed = pictureRequestSchema.safeParse({
      configId: id,
      classIndex: wholeNumber(second),
      instance: wholeNumber(third),
      size: wholeNumber(query.get("size") ?? ""),
      ...(renderer !== null && { renderer }),
    });
    return parsed.success ? { kind, request: parsed.data, fixed: true } : null;
  }
  if (kind !== "dataset") return null;
  const parsed = datasetPictureSchema.safeParse({
    datasetId: id,
    classIndex: wholeNumber(second),
    name: third,
  });
  return parsed.success ? { kind, request: parsed.data, fixed: query.has("v") } : null;
}

function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

function decodeParts(address: string): string[] | null {
  try {
    return address.split("/").map(decodeURIComponent);
  } catch {
    return null;
  }
}
