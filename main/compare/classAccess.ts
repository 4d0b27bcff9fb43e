/** How a command reaches the classes of a comparison: those of streams through their index, which is kept on disk. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { drawClass, formulationOf } from "../../core/formulations/index.ts";
import { streamIndexBy } from "../generate/classes/streamIndex.ts";
import type { WorkerPool } from "../generate/pool.ts";
import type { ClassAccess } from "./measureSample.ts";

export function classAccess(config: DatasetConfig, pool: WorkerPool): ClassAccess {
  const index = streamIndexBy(pool, config);
  const isDrawnByStream = formulationOf(config).classTable(config) === "stream";
  return {
    checkpoint: async (classIndex, signal) => index?.checkpoint(classIndex, signal) ?? null,
    parameters: async (classIndex, signal) =>
      isDrawnByStream ? index!.parameters(classIndex, signal) : drawClass(config, classIndex),
    close: () => index?.close(),
  };
}
