/** Command `estimate`: how large a dataset becomes and how long it takes here, before it is made. */
import { resolve } from "node:path";
import type { Command } from "commander";
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { bytesText, countText, durationText, rateText, roughBytesText } from "../../../common/format.ts";
import { type Estimate, estimate, shortageOf } from "../../../generate/estimate.ts";
import { WorkerPool } from "../../../generate/pool.ts";
import { path, workerCount } from "../arguments.ts";
import { addConfigOptions, type ConfigOptions, configOf } from "../configOptions.ts";
import { interruptibly } from "../exit.ts";
import { print, printJson } from "../output.ts";

interface EstimateCommandOptions extends ConfigOptions {
  out: string;
  workers?: number;
  json?: boolean;
}

const examples = `
Examples:
  visualatom estimate --preset visualatom-1k --out /data/visualatom-1k
  visualatom estimate --preset visualatom-21k --stored-size 256 --layout webdataset`;

export function addEstimate(command: Command): void {
  addConfigOptions(command)
    .option("--out <dir>", "folder where it would go (default: this one); nothing is written", path, ".")
    .option("--workers <n>", "threads that draw (default: one for each processor)", workerCount)
    .option("--json", "print one JSON object on stdout")
    .addHelpText("after", examples)
    .action(runEstimate);
}

async function runEstimate(options: EstimateCommandOptions): Promise<void> {
  const config = configOf(options);
  await interruptibly(async (signal) => {
    const pool = new WorkerPool(options.workers);
    try {
      const result = await estimate(config, { out: options.out, pool, signal });
      if (options.json) printJson(result);
      else print(estimateText(config, result, options.out));
    } finally {
      await pool.close();
    }
  });
}

function estimateText(config: DatasetConfig, result: Estimate, out: string): string {
  const { images, bytes, diskBytes, seconds, searchSeconds, imagesPerSecond, workers, blockSize, freeBytes } =
    result;
  const shortage = shortageOf(config, result);
  const place = resolve(out);
  const verdict =
    shortage === null
      ? `enough at ${place}: ${freeBytes === null ? "the file system does not say how much is free" : `${bytesText(freeBytes)} free`}`
      : `not enough at ${place}: ${shortage}`;
  return [
    `images   ${countText(images)}`,
    `bytes    ${roughBytesText(bytes)}, on disk ${roughBytesText(diskBytes)} (${occupiedText(config, blockSize)})`,
    `time     about ${durationText(seconds)} on this computer: ${rateText(imagesPerSecond)} images/s with ${workers} ${workers === 1 ? "worker" : "workers"}`,
    ...(searchSeconds > 0
      ? [`search   about ${durationText(searchSeconds)} of it, for classes that are not known yet`]
      : []),
    `disk     ${verdict}`,
  ].join("\n");
}

/** Why images occupy more than their bytes. */
function occupiedText({ output }: DatasetConfig, blockSize: number): string {
  if (output.layout === "webdataset") return "with the shards' headers and padding";
  if (output.layout === "parquet") return "with the shards' columns of labels and keys";
  return `files take whole blocks of ${countText(blockSize)} bytes`;
}
