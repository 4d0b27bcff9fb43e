/** Units that could not be drawn: which, why, and what that means for the job. */
import { isPacked } from "../../core/config/layouts.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { imageAt, positionOf } from "../../workers/position.ts";
import { describeError, JobError } from "../common/errors.ts";
import type { Unit } from "../dataset/plan.ts";
import { isCrash } from "./crash.ts";

/** A unit is drawn this often before it is left out. */
export const MOST_ATTEMPTS = 3;

export interface UnitFailure {
  /** What was given up: one unit, or with streams all that cannot be reached. */
  units: Unit[];
  /** Of the last attempt. */
  error: unknown;
  /** Where a thread ended: position of the image that it drew, see `positionOf`. */
  position: number | null;
}

const MOST_NAMED = 5;

/** `class 2, instance 33: …`. */
export function describeFailure(config: DatasetConfig, { units, error, position }: UnitFailure): string {
  if (!isCrash(error)) return describeError(error);
  // With streams: while the generator was run ahead to the first of them.
  const image = imageAt(config, position ?? positionOf(config, units[0]));
  return `class ${image.classIndex}, instance ${image.instance}: the drawing thread ended (${reasonOf(error)})`;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === "ERR_WORKER_OUT_OF_MEMORY" ? "out of memory" : message;
}

/** Everything else is done. */
export class UnitsFailed extends JobError {
  constructor(config: DatasetConfig, failures: UnitFailure[], imagesMissing: number) {
    const named = failures.slice(0, MOST_NAMED).map((failure) => describeFailure(config, failure));
    const more = failures.length - named.length;
    const others = more > 0 ? `; and ${more} more` : "";
    const shards = isPacked(config.output.layout) ? ", with what follows in the same shards" : "";
    super(
      `${imagesMissing} images are missing, because these could not be drawn in ${MOST_ATTEMPTS} attempts${shards}: ${named.join("; ")}${others}. All others are there; run the same command again to try these again`,
    );
  }
}

/** Threads die one after the other: not because of what they draw. */
export class ThreadsKeepDying extends JobError {
  constructor(error: unknown) {
    const isMemory = (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";
    const advice = isMemory ? "free some memory or use fewer workers, then run" : "run";
    super(
      `the drawing threads end one after the other (${reasonOf(error)}); ${advice} the same command again to continue`,
    );
  }
}
