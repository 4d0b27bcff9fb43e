/** Command `stream`: images as a tar archive on stdout, drawn while they are read. */
import { once } from "node:events";
import { availableParallelism } from "node:os";
import type { Command } from "commander";
import { InputError } from "../../../common/errors.ts";
import { WorkerPool } from "../../../generate/pool.ts";
import { type StreamShare, streamSamples, stretchesOf } from "../../../generate/stream.ts";
import { integerFrom, positiveInteger, share, workerCount } from "../arguments.ts";
import { noteConfig } from "../configNotes.ts";
import { addConfigOptions, type ConfigOptions, configOf } from "../configOptions.ts";
import { exitCodes, onInterrupt } from "../exit.ts";

interface StreamCommandOptions extends ConfigOptions {
  shard?: StreamShare;
  epochs?: number;
  firstEpoch?: number;
  skip?: number;
  shuffle?: boolean;
  workers?: number;
}

/** Orders are told apart by a word of 32 bits. */
const LAST_EPOCH = 2 ** 32 - 1;

const examples = `
Examples:
  visualatom stream --preset visualatom-1k | tar -tf - | head
  visualatom stream --preset visualatom-1k --epochs inf --shuffle --shard 0/4 > pipe
  visualatom stream --preset visualatom-1k --epochs inf --shuffle --first-epoch 120 --skip 51200 > pipe

In Python, iterated once, without end:
  wds.WebDataset("pipe:visualatom stream --preset visualatom-1k --epochs inf --shuffle", shardshuffle=False)
Each sample is KEY.png and KEY.cls, its label from 0. Every start begins with --first-epoch and --skip: a loader that
starts the command anew for each epoch reads the same order each time, so cut the epochs from one endless iterator.
Each worker of a DataLoader reads a pipe of its own, with its own --shard, nodesplitter=None and workersplitter=None:
docs/training.md has such a loader.`;

export function addStream(command: Command): void {
  addConfigOptions(command, "samples")
    .option("--shard <I/N>", "only the I-th of N equal shares, I from 0", share)
    .option("--epochs <n>", "passes over the images, or inf (default: 1)", epochCount)
    .option(
      "--first-epoch <n>",
      "number of the first epoch, to go on with a training (default: 0)",
      integerFrom(0, LAST_EPOCH),
    )
    .option(
      "--skip <n>",
      "samples of the share that were read already, to go on within an epoch (default: 0)",
      integerFrom(0),
    )
    .option("--shuffle", "another order in each epoch")
    .option("--workers <n>", "threads that draw (default: one for each processor)", workerCount)
    .addHelpText("after", examples)
    .action(stream);
}

async function stream(options: StreamCommandOptions): Promise<void> {
  const config = configOf(options);
  const { shard, epochs, firstEpoch, skip, shuffle, workers = availableParallelism() } = options;
  if (process.stdout.isTTY) {
    throw new InputError(
      "stdout is a terminal, which cannot show a tar archive; redirect it to a pipe or file",
    );
  }
  const abort = new AbortController();
  const what = {
    ...(shard && { share: shard }),
    ...(epochs && { epochs }),
    firstEpoch,
    skip,
    shuffle: shuffle === true,
  };
  // What can be refused is refused before threads start.
  stretchesOf(config, what);
  noteConfig({ ...config, output: { ...config.output, layout: "webdataset" } });
  const pool = new WorkerPool(workers);
  const stopListening = onInterrupt(() => {
    abort.abort();
    process.exitCode = exitCodes.interrupted;
  });
  try {
    // A reader that leaves ends the process: see surviveClosedPipes.
    for await (const bytes of streamSamples(config, { pool, ...what, signal: abort.signal })) {
      if (process.stdout.write(bytes)) continue;
      await once(process.stdout, "drain", { signal: abort.signal }).catch(ignoreAbort);
    }
  } finally {
    stopListening();
    await pool.close();
  }
}

function ignoreAbort(error: Error): void {
  if (error.name !== "AbortError") throw error;
}

function epochCount(text: string): number {
  return text === "inf" ? Number.POSITIVE_INFINITY : positiveInteger(text);
}
