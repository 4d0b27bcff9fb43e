/** The plan of a dataset in shards: its units are runs of samples of one shard, in the mixed order. */
import { storedSide } from "../../../core/config/dataset.ts";
import { isPacked } from "../../../core/config/layouts.ts";
import type { DatasetConfig, Range } from "../../../core/config/parameters.ts";
import { InputError } from "../../common/errors.ts";
import { type Part, Plan, type Unit, unitSizeOf } from "../plan.ts";

/** The plan that fits a configuration's layout. */
export function planOf(config: DatasetConfig): Plan {
  return isPacked(config.output.layout) ? new PackedPlan(config) : new Plan(config);
}

/** Rows of one group: with the pictures of Table 1 about 2 MB, which a viewer loads at once. */
const ROW_GROUP = 100;
/** A unit of very large pictures is shorter: it lies in memory until it is written. */
const LARGEST_UNIT_PIXELS = ROW_GROUP * 1024 * 1024;

/** Samples of one unit. Like `unitSizeOf`, a part of the format. */
function packedUnitSizeOf(config: DatasetConfig): number {
  const { layout, shardSize } = config.output;
  const size = storedSide(config);
  // A unit is a row group of Parquet, which must not shrink with the dataset.
  const usual =
    layout === "parquet" ? ROW_GROUP : unitSizeOf({ ...config, classes: 1, instances: imagesIn(config) });
  return Math.max(1, Math.min(usual, shardSize, Math.floor(LARGEST_UNIT_PIXELS / size ** 2)));
}

function imagesIn({ classes, instances }: DatasetConfig): number {
  return classes * instances;
}

export class PackedPlan extends Plan {
  readonly shards: number;
  private readonly unitsPerShard: number;

  constructor(config: DatasetConfig) {
    const { shardSize } = config.output;
    const images = imagesIn(config);
    const shards = Math.ceil(images / shardSize);
    const unitSize = packedUnitSizeOf(config);
    const unitsPerShard = Math.ceil(shardSize / unitSize);
    const lastShard = images - (shards - 1) * shardSize;
    super(config, { unitSize, unitCount: (shards - 1) * unitsPerShard + Math.ceil(lastShard / unitSize) });
    this.shards = shards;
    this.unitsPerShard = unitsPerShard;
  }

  /** Samples of a shard; the last one may have fewer. */
  samplesOf(shard: number): number {
    const { shardSize } = this.config.output;
    return Math.min(shardSize, this.images - shard * shardSize);
  }

  /** The unit that a sample of a shard is in. */
  unitOfSample(shard: number, sample: number): number {
    return shard * this.unitsPerShard + Math.floor(sample / this.unitSize);
  }

  override unitAt(unit: number): Unit {
    const shard = Math.floor(unit / this.unitsPerShard);
    const first = (unit % this.unitsPerShard) * this.unitSize;
    return { unit, classIndex: shard, first, count: Math.min(this.unitSize, this.samplesOf(shard) - first) };
  }

  /** First unit of each of N shares of whole shards, and the number of units at the end; null when N is too large. */
  shareBounds(of: number): number[] | null {
    if (of > this.shards) return null;
    const shardAt = (i: number): number => Math.floor((i * this.shards) / of);
    return Array.from({ length: of + 1 }, (_, i) =>
      Math.min(shardAt(i) * this.unitsPerShard, this.unitCount),
    );
  }

  /** Classes and instances do not cut shards; only runs of units do. */
  override *unitsOf(part: Part & { units?: Range }): Generator<Unit> {
    const [first, last] = part.units ?? [0, this.unitCount - 1];
    for (let unit = first; unit <= last; unit++) yield this.unitAt(unit);
  }

  override part(only: { classes?: Range | undefined; instances?: Range | undefined }): Part {
    const option = only.classes ? "--only-classes" : only.instances ? "--only-instances" : null;
    if (option === null) return this.whole;
    throw new InputError(
      `${option}: a shard of layout "${this.config.output.layout}" holds images of all classes; make the whole dataset, or use layout "imagefolder"`,
    );
  }
}
