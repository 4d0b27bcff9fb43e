/** What was drawn by lot for one image: its nucleus, its orbits' greys, how often it was drawn again. */
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { pointsOf } from "../../../core/formulations/index.ts";
import type { ShownImage } from "../../../core/formulations/pointFormulation.ts";
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
    const image = await shownImage(finder, config, classIndex, instance);
    return { kind: "points", words: points.studio.imageWords(config, image) };
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

/** An image of points, for whoever takes it apart. */
export async function shownImage(
  finder: FactsFinder,
  config: DatasetConfig,
  classIndex: number,
  instance: number,
): Promise<ShownImage<ClassParameters>> {
  const parameters = await finder.classes.parameters(config, classIndex);
  const needsState = config.streams !== null && pointsOf(config)?.studio.showsStream === true;
  const checkpoint = needsState ? await stateBefore(finder, config, classIndex, instance) : null;
  return { parameters, classIndex, instance, state: checkpoint?.state ?? null };
}
