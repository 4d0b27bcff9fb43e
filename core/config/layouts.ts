/** The two kinds of layouts: a file for each image, or shards that hold many. */
import type { Layout } from "./parameters.ts";

export type PackedLayout = "webdataset" | "parquet";

/** Whether images lie in shards, in an order mixed over all classes, rather than in files of their own. */
export function isPacked(layout: Layout): layout is PackedLayout {
  return layout === "webdataset" || layout === "parquet";
}
