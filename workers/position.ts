/** Places a stream's source at a saved state and names an image's neighbours in its stream. */
import { isPacked } from "../core/config/layouts.ts";
import type { DatasetConfig } from "../core/config/parameters.ts";
import { SampleOrder } from "../core/random/sampleOrder.ts";
import type { ImageSource, StreamCheckpoint } from "../core/render/imageSource.ts";
import { classesPerStream, firstClassOf, streamOf } from "../core/render/streamPosition.ts";
import type { WorkerCounters } from "./counters.ts";
import type { ImagePosition, Run } from "./messages.ts";

/** Images run past between two looks at pause and stop: about a tenth of a second. */
const STRIDE = 500;

export function restore(source: ImageSource, checkpoint: StreamCheckpoint | null): void {
  if (checkpoint !== null) source.restore(checkpoint);
}

/** Number of an image in its stream, from 0. */
export function ordinalOf(config: DatasetConfig, { classIndex, instance }: ImagePosition): number {
  return ((classIndex - config.startClass) % classesPerStream(config)) * config.instances + instance;
}

function positionAt(config: DatasetConfig, stream: number, ordinal: number): ImagePosition {
  return {
    classIndex: firstClassOf(config, stream) + Math.floor(ordinal / config.instances),
    instance: ordinal % config.instances,
  };
}

/** Number of a run's first image: by class and instance, in the packed layouts in the mixed order. */
export function positionOf(config: DatasetConfig, { classIndex, first }: Run): number {
  const { layout, shardSize } = config.output;
  return classIndex * (isPacked(layout) ? shardSize : config.instances) + first;
}

/** The image of such a number. */
export function imageAt(config: DatasetConfig, position: number): ImagePosition {
  if (isPacked(config.output.layout)) return new SampleOrder(config, 0).at(position);
  const { instances } = config;
  return { classIndex: Math.floor(position / instances), instance: position % instances };
}

/**
 * Runs a stream's source, without drawing, past every image before the target.
 * @param from number in the stream of the image that the source stands before
 * @returns false when the job was stopped on the way
 */
export function runTo(
  source: ImageSource,
  from: number,
  target: ImagePosition,
  counters: WorkerCounters | null,
): boolean {
  const { config } = source;
  const stream = streamOf(config, target.classIndex);
  const end = ordinalOf(config, target);
  for (let at = from; at < end; ) {
    if (counters?.stopped()) return false;
    const next = Math.min(end, at + STRIDE);
    const last = positionAt(config, stream, next - 1);
    source.begin(last.classIndex, last.instance);
    source.skip();
    counters?.countSkimmed(next - at);
    at = next;
  }
  return true;
}
