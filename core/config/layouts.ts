/** How a dataset lies on the disk: a file for each image, by our names or the script's, or shards that hold many. */

/** In the order in which people read them. */
export const layouts = ["imagefolder", "release", "webdataset", "parquet"] as const;
export type Layout = (typeof layouts)[number];

export type PackedLayout = "webdataset" | "parquet";
/** Folders and files as the dataset's own script writes them; it has the same name in every formulation. */
export const SCRIPT_LAYOUT = "release" satisfies Layout;

/** Whether images lie in shards, in an order mixed over all classes, rather than in files of their own. */
export function isPacked(layout: Layout): layout is PackedLayout {
  return layout === "webdataset" || layout === "parquet";
}

export function isScriptLayout(layout: unknown): layout is typeof SCRIPT_LAYOUT {
  return layout === SCRIPT_LAYOUT;
}
