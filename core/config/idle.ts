/** Fields that have no effect on a dataset because of what other fields say. */
import { formulationOf } from "../formulations/index.ts";
import { isPacked } from "./layouts.ts";
import type { DatasetConfig } from "./parameters.ts";

/** Why a field has no effect, as the end of a sentence; by field path, only those that have none. */
export function idleFields(config: DatasetConfig): ReadonlyMap<string, string> {
  const { imageSize, output } = config;
  const idle = new Map(formulationOf(config).idle?.(config));
  if (output.image === "png") idle.set("output.quality", "PNG loses nothing");
  if (output.storedSize === null || output.storedSize === imageSize)
    idle.set("output.resample", "pictures are stored as large as they are drawn");
  if (!isPacked(output.layout)) idle.set("output.shardSize", "this layout has no shards");
  return idle;
}
