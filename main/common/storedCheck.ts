/** A verification or repair as it outlives the process, and the shape that a file of settings must have of it. */
import * as z from "zod";
import type { DatasetCheck } from "../../core/studio/datasetCheck.ts";

export interface StoredCheck extends Omit<DatasetCheck, "search" | "imagesPerSecond" | "secondsLeft"> {
  /** Of the dataset's images when the look ended that found the faults. */
  stamp: string;
  /** Of the file of each fault at that time, in their order. */
  stamps: string[];
  /** When something was last heard of it at work: its end, where the process was killed. */
  heardAt: string | null;
}

const count = z.number().min(0);
const faultKinds = [
  ...["missing", "not a file", "unreadable", "cut off", "not decodable", "other bytes", "other picture"],
  ...["foreign", "misnamed", "damaged", "not a folder"],
];

export const storedCheckSchema = z.object({
  datasetId: z.string(),
  path: z.string(),
  title: z.string(),
  repair: z.boolean(),
  state: z.enum(["running", "finished", "cancelled", "failed", "interrupted"]),
  imagesDone: count,
  imagesTotal: count,
  secondsElapsed: count,
  faults: z.array(
    z.object({
      path: z.string(),
      kind: z.enum(faultKinds),
      detail: z.string().optional(),
      repaired: z.boolean(),
      changed: z.boolean().optional(),
    }),
  ),
  faultsTotal: count,
  faultsRepaired: count,
  faultsOpen: count,
  faultsSince: z.string().nullable(),
  changed: z.boolean(),
  complete: z.boolean(),
  error: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  listed: z.boolean(),
  stamp: z.string(),
  stamps: z.array(z.string()),
  heardAt: z.string().nullable(),
});
