/** Where a stream's generator stands before one of its images, for those who draw that image alone. */
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import type { PolylineConfig } from "../../../core/formulations/configurations.ts";
import { streamDraws } from "../../../core/formulations/index.ts";
import { MersenneTwister } from "../../../core/random/mersenneTwister.ts";
import type { StreamCheckpoint } from "../../../core/render/imageSource.ts";
import { JobCounters } from "../../../workers/counters.ts";
import type { SkimTask, TaskResults } from "../../../workers/messages.ts";
import { closing } from "../errors.ts";

/** Before an image, with the draws of its class done. */
export interface ImageState extends StreamCheckpoint {
  classParameters: ClassParameters;
}

/** Draws the class and its first placement where the state stands before them. */
export function withClassDrawn(config: DatasetConfig, state: StreamCheckpoint): ImageState {
  if (state.classParameters !== null) return state as ImageState;
  const twister = new MersenneTwister();
  twister.restore(state.state);
  const draws = streamDraws(config as PolylineConfig);
  const classParameters = draws.drawClass(twister, config);
  const placement = draws.firstPlacement(twister, config, classParameters);
  return { ...state, state: twister.state(), classParameters, placement };
}

export interface StreamRunner {
  classes: { checkpoint(config: DatasetConfig, classIndex: number): Promise<StreamCheckpoint | null> };
  drawer: { run(task: SkimTask): Promise<TaskResults["skim"]> };
}

/** The state before one image, which a thread runs to from its class's start; null without streams. */
export async function stateBefore(
  { classes, drawer }: StreamRunner,
  config: DatasetConfig,
  classIndex: number,
  instance: number,
): Promise<StreamCheckpoint | null> {
  const checkpoint = await classes.checkpoint(config, classIndex);
  if (checkpoint === null || instance === 0) return checkpoint;
  const result = await drawer.run({
    kind: "skim",
    config,
    checkpoint,
    targets: [{ classIndex, instance }],
    counters: new JobCounters(1).buffer,
  });
  if (result.kind === "stopped") throw closing();
  return result.checkpoints[0];
}
