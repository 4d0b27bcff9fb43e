/** What every thread does (`thread.cjs` loads it): hands a task to the function of its kind. */
import { threadId } from "node:worker_threads";
import { isPacked } from "../core/config/layouts.ts";
import { putClassRow } from "../core/formulations/classTables.ts";
import { forgetSources } from "./createSource.ts";
import type { Task, TaskResult } from "./messages.ts";
import { runCalibrate } from "./tasks/calibrate.ts";
import { runDraws } from "./tasks/draws.ts";
import { runImages } from "./tasks/images.ts";
import { runAlike, runMeasure, runSimilarities } from "./tasks/measure.ts";
import { runPackedUnit } from "./tasks/packedUnit.ts";
import { runSamples } from "./tasks/samples.ts";
import { runSearch } from "./tasks/search.ts";
import { runSkim } from "./tasks/skim.ts";
import { runTones } from "./tasks/tones.ts";
import { runUnit } from "./tasks/unit.ts";

export default async function run(task: Task): Promise<TaskResult> {
  try {
    if ("classes" in task && task.classes !== undefined) {
      const { key, rows } = task.classes;
      for (const [classIndex, row] of rows) putClassRow(key, classIndex, row);
    }
    return await resultOf(task);
  } catch (error) {
    forgetSources();
    throw error;
  }
}

async function resultOf(task: Task): Promise<TaskResult> {
  switch (task.kind) {
    case "unit":
      return isPacked(task.config.output.layout) ? runPackedUnit(task, threadId) : runUnit(task, threadId);
    case "skim":
      return runSkim(task, threadId);
    case "images":
      return runImages(task);
    case "draws":
      return runDraws(task);
    case "samples":
      return runSamples(task, threadId);
    case "calibrate":
      return runCalibrate(task, threadId);
    case "search":
      return runSearch(task);
    case "tones":
      return runTones(task);
    case "measure":
      return runMeasure(task, threadId);
    case "similarities":
      return runSimilarities(task, threadId);
    case "alike":
      return runAlike(task);
  }
}
