/** A comparison of configurations as the studio tells of it. */
import type { ComparisonProgress } from "../compare/comparison.ts";

/** Fewest and most configurations that the studio compares at a time. */
export const comparedAtATime = { fewest: 2, most: 6 } as const;

/** What is compared: the same inputs name the same comparison. */
export interface ComparisonInput {
  configIds: string[];
  sample: {
    /** Of each configuration, and images of each class; see `sampleLimits`. */
    classes: number;
    instances: number;
  };
}

export interface Comparing {
  comparisonId: string;
  input: ComparisonInput;
  state: "running" | "finished" | "cancelled" | "failed";
  /** null before anything was begun. */
  progress: ComparisonProgress | null;
  /** Of one that failed: a sentence. */
  error: string | null;
  /** Whether a job was at work beside it, so that the speeds are not this machine's. */
  disturbed: boolean;
}
