/** A dataset in shards: no files to browse, but what it says of itself. */
import type { DatasetInfo } from "../../core/studio/api.ts";
import { Empty } from "../shared/Empty.tsx";
import { DatasetFacts } from "./DatasetFacts.tsx";

export function ShardsOnly({ dataset }: { dataset: DatasetInfo }) {
  return (
    <>
      <div style={{ gridColumn: "1 / 3" }}>
        <Empty title="The pictures lie in shards">
          Each shard holds images of all classes in mixed order, as training reads them. Use this
          configuration to look at the same images in the Gallery.
        </Empty>
      </div>
      <DatasetFacts dataset={dataset} />
    </>
  );
}
