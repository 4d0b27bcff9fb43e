/** What was drawn by lot for one image: its nucleus, its orbits' greys, how often it was drawn again. */
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { pointsOf } from "../../../core/formulations/index.ts";
import type { ImageFacts } from "../../../core/studio/api.ts";
import type { DrawsTask, TaskResults } from "../../../workers/messages.ts";
import { type StreamRunner, stateBefore } from "./streamState.ts";

export interface FactsFinder extends StreamRunner {
  classes: StreamRunner["classes"] & {
    parameters(config: DatasetConfig, classIndex: number): Promise<ClassParameters>;
  };
  drawer: StreamRunner["drawer"] & { run(task: DrawsTask): Promise<TaskResults["draws"]> };
}

export async function imageFacts(
  finder: FactsFinder,
  config: DatasetConfig,
  classIndex: number,
  instance: number,
): Promise<ImageFacts> {
  const points = pointsOf(config);
  if (points !== null) {
    const parameters = await finder.classes.parameters(config, classIndex);
    return { kind: "points", words: points.studio.imageWords(config, parameters, classIndex, instance) };
  }
  const checkpoint = await stateBefore(finder, config, classIndex, instance);
  const run = { classIndex, first: instance, count: 1 };
  const { draws } = await finder.drawer.run({ kind: "draws", config, ...run, checkpoint });
  const [{ nucleusX, nucleusY, redraws, greys }] = draws;
  return {
    kind: "orbits",
    nucleus: { x: nucleusX, y: nucleusY },
    orbits: greys.length,
    greys: {
      lowest: greys.reduce((a, b) => Math.min(a, b)),
      highest: greys.reduce((a, b) => Math.max(a, b)),
    },
    redraws,
  };
}
