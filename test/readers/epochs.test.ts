/** The training program of the documentation, with the real WebDataset: what its epochs have, on one rank and on several. */
import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { shellWord } from "../../main/common/shellWord.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import { readersPython, runReaders, whyMissing } from "../support/python.ts";
import { expectedRows, expectRows, type Report, shardNames } from "../support/readers/cases.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const program = at("../../docs/examples/train.py");
const command = [process.execPath, at("../../dist/cli.js")].map((word) => shellWord(word, "linux")).join(" ");

const missing = whyMissing("torch, torchvision, webdataset", readersPython);
if (missing) console.warn(`The training program is not tested (test/readers/install.sh): ${missing}`);

it("is shown in the documentation as it is tested", () => {
  const shown = readFileSync(at("../../docs/training.md"), "utf8");
  expect(shown).toContain(`\`\`\`python\n${readFileSync(program, "utf8")}\`\`\``);
});

interface Run {
  loader: "stream_loader" | "shard_loader";
  options: object;
  batch: number;
  images: number;
  epochs: number;
  first_epoch?: number;
}
/** Digest and label. */
type Image = [string, number];
type Epoch = { number: number; batches: Image[][] };

async function read(runs: Run[], rank?: { rank: number; world: number }): Promise<Epoch[][]> {
  const environment = rank && { RANK: String(rank.rank), WORLD_SIZE: String(rank.world) };
  const { stdout } = await promisify(execFile)(readersPython, [at("epochs.py"), JSON.stringify(runs)], {
    env: { ...process.env, OMP_NUM_THREADS: "1", ...environment },
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout) as Epoch[][];
}

const folder = temporaryFolder();
const parameters = { orbits: [40, 60], vertices: [200, 300], nucleus: [-0.2, 0.2] };
const configOf = (classes: number, instances: number, output = {}) =>
  parseConfig({ formulation: "paper", classes, instances, imageSize: 64, parameters, output });
const imagesOf = (epoch: Epoch): Image[] => epoch.batches.flat();
const keysOf = (epoch: Epoch): string[] => imagesOf(epoch).map(String);

describe.skipIf(missing)("training from a stream", () => {
  const config = writeJson(join(folder, "config.json"), configOf(5, 12));
  const stream = (workers: number, more: Partial<Run> & { persistent?: boolean } = {}): Run => {
    const { persistent, ...run } = more;
    const options = { options: `--config ${shellWord(config, "linux")}`, workers, command, ...run.options };
    return {
      ...{ loader: "stream_loader", batch: 10, images: 60, epochs: 3, ...run },
      options: { ...options, ...(persistent && { persistent }) },
    };
  };
  const settings = ["0 processes", "2 processes", "2 persistent processes"];
  let read3: Epoch[][];
  let uneven: Epoch[];
  let later: Epoch[];
  let single: Epoch[];

  beforeAll(async () => {
    const one = writeJson(join(folder, "one.json"), configOf(1, 1));
    const oneImage = { options: `--config ${shellWord(one, "linux")}` };
    const runs = [stream(0), stream(2), stream(2, { persistent: true })];
    const others = [
      stream(2, { batch: 8 }),
      stream(0, { epochs: 1, first_epoch: 2, options: { first_epoch: 2 } }),
      stream(0, { epochs: 4, batch: 1, images: 1, options: oneImage }),
    ];
    const all = await read([...runs, ...others]);
    read3 = all.slice(0, 3);
    [uneven, later, single] = all.slice(3);
  });

  it.each(settings)("with %s has every image once in each epoch, in another order each time", (setting) => {
    const epochs = read3[settings.indexOf(setting)];
    expect(epochs.map(({ number }) => number)).toEqual([0, 1, 2]);
    for (const epoch of epochs) {
      expect(epoch.batches.map(({ length }) => length)).toEqual(Array(6).fill(10));
      expect(new Set(keysOf(epoch)).size).toBe(60);
      expect([...keysOf(epoch)].sort()).toEqual([...keysOf(epochs[0])].sort());
    }
    expect(new Set(epochs.map((epoch) => keysOf(epoch).join())).size).toBe(3);
    const labels = imagesOf(epochs[0]).map(([, label]) => label);
    expect([0, 1, 2, 3, 4].map((label) => labels.filter((other) => other === label).length)).toEqual(
      Array(5).fill(12),
    );
  });

  it("leaves out no image that does not fill a last batch", () => {
    const keys = uneven.flatMap(keysOf);
    expect(uneven.map(({ batches }) => batches.length)).toEqual([7, 7, 7]);
    expect(new Set(keys).size).toBe(60);
  });

  it("goes on with the epoch that is asked for", () => {
    expect(later.map(({ number }) => number)).toEqual([2]);
    expect(keysOf(later[0])).toEqual(keysOf(read3[0][2]));
  });

  it("reads a single image again and again", () => {
    expect(new Set(single.flatMap(keysOf)).size).toBe(1);
    expect(single).toHaveLength(4);
  });

  describe("on two nodes", () => {
    const workers = [0, 2, 4];
    const config80 = writeJson(join(folder, "config80.json"), configOf(5, 16));
    let nodes: Epoch[][][];

    beforeAll(async () => {
      const options = { options: `--config ${shellWord(config80, "linux")}` };
      const runs = workers.map((count) => stream(count, { batch: 5, images: 80, options }));
      nodes = await Promise.all([0, 1].map((rank) => read(runs, { rank, world: 2 })));
    });

    it.each(workers)(
      "with %i processes each has as many batches, and both together every image once",
      (count) => {
        const ofNode = nodes.map((runs) => runs[workers.indexOf(count)]);
        for (const epochs of ofNode) {
          expect(epochs.map(({ batches }) => batches.map(({ length }) => length))).toEqual(
            Array(3).fill(Array(8).fill(5)),
          );
          expect(new Set(epochs.map((epoch) => keysOf(epoch).join())).size).toBe(3);
        }
        for (const epoch of [0, 1, 2]) {
          const keys = ofNode.flatMap((epochs) => keysOf(epochs[epoch]));
          expect(keys).toHaveLength(80);
          expect(new Set(keys).size).toBe(80);
        }
      },
    );
  });

  it("trains", () => {
    const args = ["--stream", `--config ${shellWord(config, "linux")}`, "--images", "60", "--classes", "5"];
    const small = ["--epochs", "4", "--first-epoch", "2", "--batch", "30", "--workers", "0"];
    const output = execFileSync(readersPython, [program, ...args, ...small, "--model", "squeezenet1_1"], {
      encoding: "utf8",
      env: { ...process.env, VISUALATOM: command },
    });
    expect(output.trim().split("\n")).toEqual([
      expect.stringMatching(/^rank 0, epoch 2: 2 batches, loss \d/),
      expect.stringMatching(/^rank 0, epoch 3: 2 batches, loss \d/),
    ]);
  });
});

describe.skipIf(missing)("shards", () => {
  it("are read once by all nodes and processes together", async () => {
    const out = join(folder, "split");
    const config = configOf(5, 16, { layout: "webdataset", shardSize: 7 });
    await runJob({ config, out, workers: 2 }).done;
    const cache = join(folder, "cache");
    const [drawn] = await expectedRows([config], cache);
    const ways = [0, 2, 4].flatMap((workers) => [1, 2].map((nodes) => ({ workers, nodes })));
    const read = { reader: "webdataset, nodes", folder: out, shards: shardNames(config) };
    const tasks = ways.map((way) => ({ ...read, ...way }));
    const reports = await runReaders<Report[]>(readersPython, "torch_readers.py", tasks, cache);
    for (const { error, rows } of reports) {
      expect(error).toBeUndefined();
      expectRows(rows, drawn, "RGB");
    }
  });
});

describe.skipIf(missing)("training from shards", () => {
  it("gives two ranks as many batches of 403 images in three shards", async () => {
    const out = join(folder, "shards");
    const config = configOf(13, 31, { layout: "webdataset", shardSize: 200 });
    await runJob({ config, out, workers: 2 }).done;
    const urls = join(out, "SHARDS-{000000..000002}.tar");
    const run: Run = {
      ...{ loader: "shard_loader", batch: 16, images: 403, epochs: 4 },
      options: { urls, workers: 2 },
    };
    const ranks = await Promise.all([0, 1].map((rank) => read([run], { rank, world: 2 })));
    for (const [epochs] of ranks) {
      expect(epochs.map(({ batches }) => batches.length)).toEqual([12, 12, 12, 12]);
      for (const { batches } of epochs) for (const batch of batches) expect(batch).toHaveLength(16);
    }
    // By lot, but far more than any one shard has.
    expect(new Set(ranks.flatMap(([epochs]) => epochs.flatMap(keysOf))).size).toBeGreaterThan(203);
  });
});
