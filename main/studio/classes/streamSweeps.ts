/**
 * Sweeps of a stream's class. A changed class would move every later draw of its stream, so that there is no
 * configuration with such a class in it; but the generator's state before one image is known, and from there
 * the image is drawn with one parameter of its class changed.
 */
import { createHash } from "node:crypto";
import type { ClassParameters, DatasetConfig, Range } from "../../../core/config/parameters.ts";
import { safeParseConfig } from "../../../core/config/schema.ts";
import type { StreamCheckpoint } from "../../../core/render/imageSource.ts";
import { type StreamRunner, stateBefore, withClassDrawn } from "./streamState.ts";
import { sweptOf, valuesOf } from "./sweep.ts";

/** A class that is like one of the stream's but for one parameter. */
export interface SweptClass {
  value: number;
  /** Of the stream itself. */
  stream: DatasetConfig;
  /** What it is drawn with: its limits hold the swept values too. */
  config: DatasetConfig;
  classIndex: number;
  classParameters: ClassParameters;
}

/** As many as a dozen sweeps of a hundred classes. */
const KEPT = 2000;

/**
 * The class with the parameter at different values, ascending, its own among them.
 * @param parameter a column of the class table
 * @throws StudioError where it is none
 */
export function streamSweep(
  config: DatasetConfig,
  classIndex: number,
  own: ClassParameters,
  parameter: string,
  steps: number,
): SweptClass[] {
  const { swept, column } = sweptOf(config, parameter);
  const value = column.value(own);
  const field = (config.parameters as unknown as Record<string, number | Range>)[swept.field];
  const range: Range = swept.range ? (field as Range) : [value, value];
  const values = [...new Set(valuesOf(swept, range, value, column.integer, steps))].sort((a, b) => a - b);
  const drawn = wideEnough(config, swept.field, swept.range, values);
  const [low, high] = swept.range
    ? (drawn.parameters as unknown as Record<string, Range>)[swept.field]
    : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return values
    .filter((at) => at >= low && at <= high)
    .map((at) => ({
      value: at,
      stream: config,
      config: drawn,
      classIndex,
      classParameters: { ...own, [column.name]: at },
    }));
}

/** The drawing thread's memory is measured by the ranges; where the schema refuses wider ones they stay. */
function wideEnough(config: DatasetConfig, field: string, isRange: boolean, values: number[]): DatasetConfig {
  if (!isRange) return config;
  const range = [values[0], values[values.length - 1]];
  const result = safeParseConfig({ ...config, parameters: { ...config.parameters, [field]: range } });
  return result.ok ? result.config : config;
}

export class StreamSweeps {
  /** By an id that stands for a configuration's in picture addresses; oldest first. */
  private readonly swept = new Map<string, SweptClass>();
  private readonly runner: StreamRunner;
  private latest: {
    stream: DatasetConfig;
    classIndex: number;
    instance: number;
    state: Promise<StreamCheckpoint | null>;
  } | null = null;

  constructor(runner: StreamRunner) {
    this.runner = runner;
  }

  register(configId: string, classes: readonly SweptClass[]): { value: number; configId: string }[] {
    return classes.map((one) => {
      const text = JSON.stringify([configId, one.classIndex, one.classParameters]);
      const id = createHash("sha256").update(text).digest("hex").slice(0, configId.length);
      this.swept.delete(id);
      this.swept.set(id, one);
      if (this.swept.size > KEPT) this.swept.delete(this.swept.keys().next().value!);
      return { value: one.value, configId: id };
    });
  }

  get(id: string): SweptClass | undefined {
    return this.swept.get(id);
  }

  /** The state before an image of the stream, with the changed class in the place of its own. */
  async stateOf(swept: SweptClass, instance: number): Promise<StreamCheckpoint> {
    const { stream, classIndex, classParameters } = swept;
    const { latest } = this;
    const isLatest =
      latest?.stream === stream && latest.classIndex === classIndex && latest.instance === instance;
    const state = isLatest ? latest.state : stateBefore(this.runner, stream, classIndex, instance);
    // A sweep's dozen pictures are of one image: the way to it is gone once.
    this.latest = { stream, classIndex, instance, state };
    try {
      return { ...withClassDrawn(stream, (await state)!), classParameters };
    } catch (error) {
      this.latest = null;
      throw error;
    }
  }
}
