/** What the loaders of train/ read in its epochs, on one rank and on several, with the real WebDataset. */
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { cliCommand } from "../support/cli.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import { readersPython, runReaders } from "../support/python.ts";
import { expectedRows, expectRows, type Report, shardNames, whyNoReaders } from "../support/readers/cases.ts";

interface Run {
  /** Options of train/sources.py. */
  source: string[];
  batch: number;
  workers: number;
  steps: number;
  first_step?: number;
}
/** Digest and label. */
type Image = [string, number];
interface Read {
  /** Steps of an epoch. */
  epoch: number;
  steps: Image[][];
}

const folder = temporaryFolder();
const cache = join(folder, "cache");

function read(runs: Run[], rank = 0, world = 1): Promise<Read[]> {
  const environment = {
    RANK: String(rank),
    WORLD_SIZE: String(world),
    VISUALATOM: cliCommand,
    OMP_NUM_THREADS: "1",
  };
  return runReaders(readersPython, "epochs.py", runs, cache, environment);
}

const configOf = (classes: number, instances: number, output = {}) =>
  parseConfig({
    ...{ formulation: "paper", classes, instances, imageSize: 64, output },
    parameters: { orbits: [40, 60], vertices: [200, 300], nucleus: [-0.2, 0.2] },
  });
const sourceOf = (name: string, config: object): string[] => [
  "--stream",
  writeJson(join(folder, `${name}.json`), config),
];
const keysOf = (steps: Image[][]): string[] => steps.flat().map(String);
const epochsOf = ({ epoch, steps }: Read): Image[][][] =>
  Array.from({ length: steps.length / epoch }, (_, i) => steps.slice(epoch * i, epoch * (i + 1)));

describe.skipIf(whyNoReaders() !== null)("a stream", () => {
  const source = sourceOf("config", configOf(5, 12));
  let uneven: Read;
  let later: Read;
  let whole: Read;
  let single: Read;

  beforeAll(async () => {
    [whole, later, uneven, single] = await read([
      { source, batch: 10, workers: 2, steps: 18 },
      { source, batch: 10, workers: 2, steps: 7, first_step: 11 },
      { source, batch: 8, workers: 2, steps: 21 },
      { source: sourceOf("one", configOf(1, 1)), batch: 1, workers: 0, steps: 4 },
    ]);
  });

  it("leaves out no image that does not fill a last batch", () => {
    expect(uneven.epoch).toBe(7);
    expect(new Set(keysOf(uneven.steps)).size).toBe(60);
  });

  it("goes on at the step that is asked for, with an odd one before it", () => {
    expect(later.steps).toEqual(whole.steps.slice(11));
  });

  it("has every label as often as there are images of its class", () => {
    const labels = epochsOf(whole)[1].flatMap((step) => step.map(([, label]) => label));
    expect([0, 1, 2, 3, 4].map((label) => labels.filter((other) => other === label).length)).toEqual(
      Array(5).fill(12),
    );
  });

  it("reads a single image again and again", () => {
    expect(single.steps).toHaveLength(4);
    expect(new Set(keysOf(single.steps)).size).toBe(1);
  });

  describe.each([1, 2])("on %i nodes", (nodes) => {
    const processes = [0, 2, 4];
    const BATCH = 5;
    const images = 80;
    let ofNodes: Read[][];

    beforeAll(async () => {
      const source80 = sourceOf("config80", configOf(5, 16));
      const steps = (3 * images) / (BATCH * nodes);
      const runs = processes.map((workers) => ({ source: source80, batch: BATCH, workers, steps }));
      ofNodes = await Promise.all(Array.from({ length: nodes }, (_, rank) => read(runs, rank, nodes)));
    });

    it.each(processes)(
      "with %i processes is read once an epoch by all together, in another order each time",
      (count) => {
        const epochs = ofNodes.map((runs) => epochsOf(runs[processes.indexOf(count)]));
        for (const epoch of [0, 1, 2]) {
          for (const ofNode of epochs) {
            expect(ofNode[epoch].map(({ length }) => length)).toEqual(
              Array(images / (BATCH * nodes)).fill(BATCH),
            );
          }
          const keys = epochs.flatMap((ofNode) => keysOf(ofNode[epoch]));
          expect(keys).toHaveLength(images);
          expect(new Set(keys).size).toBe(images);
        }
        for (const ofNode of epochs)
          expect(new Set(ofNode.map((steps) => keysOf(steps).join())).size).toBe(3);
      },
    );
  });
});

describe.skipIf(whyNoReaders() !== null)("shards", () => {
  it("are read once by all nodes and processes together", async () => {
    const out = join(folder, "split");
    const config = configOf(5, 16, { layout: "webdataset", shardSize: 7 });
    await runJob({ config, out, workers: 2 }).done;
    const [drawn] = await expectedRows([config], cache);
    const ways = [0, 2, 4].flatMap((workers) => [1, 2].map((nodes) => ({ workers, nodes })));
    const task = { reader: "webdataset, nodes", folder: out, shards: shardNames(config) };
    const tasks = ways.map((way) => ({ ...task, ...way }));
    const reports = await runReaders<Report[]>(readersPython, "torch_readers.py", tasks, cache);
    for (const { error, rows } of reports) {
      expect(error).toBeUndefined();
      expectRows(rows, drawn, "RGB");
    }
  });

  it("of unequal size give two ranks of a training as many steps, and no image twice in an epoch", async () => {
    const out = join(folder, "shards");
    const config = configOf(13, 31, { layout: "webdataset", shardSize: 200 });
    await runJob({ config, out, workers: 2 }).done;
    const run = { source: ["--shards", out], batch: 16, workers: 2, steps: 48 };
    const ranks = await Promise.all([0, 1].map((rank) => read([run], rank, 2)));
    for (const [{ epoch, steps }] of ranks) {
      expect(epoch).toBe(12);
      expect(steps.map(({ length }) => length)).toEqual(Array(48).fill(16));
    }
    const epochs = [0, 1, 2, 3].map((i) => ranks.flatMap(([of]) => keysOf(epochsOf(of)[i])));
    for (const keys of epochs) expect(new Set(keys).size).toBe(384);
    // Those that one epoch leaves out are in others.
    expect(new Set(epochs.flat()).size).toBe(403);
  });
});
