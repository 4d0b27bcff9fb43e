/** Whether all of a dataset is there and as it should be, in words. */
import type { DatasetInfo } from "../../core/studio/api.ts";
import { formatCount } from "../shared/text/format.ts";
import { counted } from "../shared/text/words.ts";

interface Known {
  /** How many faults are known and not put right. */
  faults: number;
  /** Whether a job is at work there. */
  isGenerated: boolean;
}

/** null where nothing says what should be. */
export function completeness(dataset: DatasetInfo, { faults, isGenerated }: Known): string | null {
  const { complete, config, classes, images } = dataset;
  if (complete === null || config === null) return null;
  if (faults > 0) return `no; ${counted(faults, "fault is", "faults are")} known`;
  if (isGenerated) return "no; it is being generated";
  const wanted = config.classes * config.instances;
  const isOwn = (name: string) => {
    return Number(name) >= config.startClass && Number(name) < config.startClass + config.classes;
  };
  // What one class has too many does not stand in for what another lacks.
  const own = classes.filter(({ name }) => isOwn(name));
  const there = own.reduce((sum, one) => sum + Math.min(one.images, config.instances), 0);
  if (there < wanted) return `no; ${formatCount(there)} of ${formatCount(wanted)} images are there`;
  const others = images - there;
  if (others > 0) return `no; ${counted(others, "image does", "images do")} not belong to it`;
  return complete ? "yes" : "no; its generation was not ended";
}
