/** All commands that have to do with a dataset's configuration, which share most of what they load. */
import type { Command } from "commander";
import { onceNotKept } from "../../../common/cacheFile.ts";
import { whyNotKept } from "../../../common/userFolders.ts";
import type { CommandName } from "../commandNames.ts";
import { note } from "../output.ts";
import { addClasses } from "./classes.ts";
import { addCluster } from "./cluster.ts";
import { addCompare } from "./compare.ts";
import { addEstimate } from "./estimate.ts";
import { addGenerate } from "./generate.ts";
import { addImages } from "./images.ts";
import { addMerge } from "./merge.ts";
import { addPreview } from "./preview.ts";
import { addStream } from "./stream.ts";
import { addRepair, addVerify } from "./verify.ts";

/** What adds a command's options and what it does. */
export const datasetCommands: Record<
  Exclude<CommandName, "presets" | "serve">,
  (command: Command) => void
> = {
  generate: addGenerate,
  classes: addClasses,
  images: addImages,
  estimate: addEstimate,
  compare: addCompare,
  preview: addPreview,
  stream: addStream,
  verify: addVerify,
  repair: addRepair,
  merge: addMerge,
  cluster: addCluster,
};

onceNotKept((error) => {
  const isQuiet = process.argv.includes("--quiet");
  if (!isQuiet) note(`What was found is not kept for the next time: ${whyNotKept(error)}`);
});
