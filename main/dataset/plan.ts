/** What there is to do: the dataset as units in order, by arithmetic alone. */
import type { DatasetConfig, Range } from "../../core/config/parameters.ts";
import type { Run } from "../../workers/messages.ts";
import { InputError } from "../common/errors.ts";

/** A run of instances of one class: what one journal line stands for. */
export interface Unit extends Run {
  /** Number of the unit in the whole dataset. */
  unit: number;
}

/** A part of a dataset, both ends included. */
export interface Part {
  /** Absolute class numbers. */
  classes: Range;
  instances: Range;
  /** Of a share: only these units, all instances of them. */
  units?: Range;
}

/** Largest number of images that are lost when a run is cut off. */
const LARGEST_UNIT = 100;
/** A small dataset is cut finer, so that all processors have work. */
const FEWEST_UNITS = 128;

/**
 * Images of one unit. The fingerprint is over the units' digests, so this must depend on nothing but the
 * configuration and must not change between versions.
 */
export function unitSizeOf(config: DatasetConfig): number {
  const { classes, instances } = config;
  return Math.min(LARGEST_UNIT, instances, Math.ceil((classes * instances) / FEWEST_UNITS));
}

export class Plan {
  readonly config: DatasetConfig;
  /** Images of a unit; the last one of a class may have fewer. */
  readonly unitSize: number;
  readonly unitsPerClass: number;
  /** Units of the whole dataset. */
  readonly unitCount: number;
  /** Images of the whole dataset. */
  readonly images: number;

  /** @param units other units than runs of a class's instances */
  constructor(config: DatasetConfig, units?: { unitSize: number; unitCount: number }) {
    this.config = config;
    this.unitSize = units?.unitSize ?? unitSizeOf(config);
    this.unitsPerClass = Math.ceil(config.instances / this.unitSize);
    this.unitCount = units?.unitCount ?? config.classes * this.unitsPerClass;
    this.images = config.classes * config.instances;
  }

  get whole(): Part {
    const { startClass, classes, instances } = this.config;
    return { classes: [startClass, startClass + classes - 1], instances: [0, instances - 1] };
  }

  /** The whole unit of a number 0 … unitCount − 1. */
  unitAt(unit: number): Unit {
    const { startClass, instances } = this.config;
    const first = (unit % this.unitsPerClass) * this.unitSize;
    return {
      unit,
      classIndex: startClass + Math.floor(unit / this.unitsPerClass),
      first,
      count: Math.min(this.unitSize, instances - first),
    };
  }

  /** The units of a part in order, cut where the part begins or ends inside them. */
  *unitsOf(part: Part): Generator<Unit> {
    const [firstInstance, lastInstance] = part.instances;
    const firstUnit = Math.floor(firstInstance / this.unitSize);
    const lastUnit = Math.floor(lastInstance / this.unitSize);
    for (let classIndex = part.classes[0]; classIndex <= part.classes[1]; classIndex++) {
      const classUnit = (classIndex - this.config.startClass) * this.unitsPerClass;
      for (let unit = classUnit + firstUnit; unit <= classUnit + lastUnit; unit++) {
        if (part.units !== undefined && (unit < part.units[0] || unit > part.units[1])) continue;
        const whole = this.unitAt(unit);
        const first = Math.max(whole.first, firstInstance);
        const end = Math.min(whole.first + whole.count, lastInstance + 1);
        yield { unit, classIndex, first, count: end - first };
      }
    }
  }

  imagesIn(part: Part): number {
    if (part.units === undefined) return imagesOf(part);
    let images = 0;
    for (const { count } of this.unitsOf(part)) images += count;
    return images;
  }

  /** Whether a run is all of its unit. */
  isWhole({ unit, first, count }: Unit): boolean {
    const whole = this.unitAt(unit);
    return first === whole.first && count === whole.count;
  }

  /** Completes what was asked for to a part of this dataset. Throws an `InputError` when it lies outside. */
  part(only: { classes?: Range | undefined; instances?: Range | undefined }): Part {
    const { whole } = this;
    checkWithin("--only-classes", "classes", only.classes, whole.classes);
    checkWithin("--only-instances", "instances", only.instances, whole.instances);
    return { classes: only.classes ?? whole.classes, instances: only.instances ?? whole.instances };
  }
}

/** Of a part that is no share. */
export function imagesOf(part: Part): number {
  return (part.classes[1] - part.classes[0] + 1) * (part.instances[1] - part.instances[0] + 1);
}

export function samePart(a: Part, b: Part): boolean {
  return (
    JSON.stringify([a.classes, a.instances, a.units]) === JSON.stringify([b.classes, b.instances, b.units])
  );
}

function checkWithin(option: string, what: string, asked: Range | undefined, whole: Range): void {
  if (asked === undefined) return;
  const [from, to] = asked;
  if (from <= to && from >= whole[0] && to <= whole[1]) return;
  const allowed = `the ${what} of this dataset are ${whole[0]}-${whole[1]}`;
  throw new InputError(`${option}: ${from}-${to} is not allowed; ${allowed}`);
}
