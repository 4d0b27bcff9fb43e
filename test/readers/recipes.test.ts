/** The programs of the documents that read a stream or shards with WebDataset itself, run as they stand but for their sizes. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { shellWord } from "../../main/common/shellWord.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { cliCommand, runCli } from "../support/cli.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import { readersPython, runReaders } from "../support/python.ts";
import { whyNoReaders } from "../support/readers/cases.ts";

/** Digest and label. */
type Image = [string, number];
/** By epoch, then by step. */
type Trained = Record<string, Image[][]>;

const folder = temporaryFolder();
const cache = join(folder, "cache");
/** Has the command `visualatom`. */
const path = join(folder, "bin");
mkdirSync(path);
writeFileSync(join(path, "visualatom"), `#!/bin/sh\nexec ${cliCommand} "$@"\n`, { mode: 0o755 });

const sizes = { formulation: "paper", imageSize: 64 } as const;
const parameters = { orbits: [40, 60], vertices: [200, 300], nucleus: [-0.2, 0.2] };
const config = parseConfig({ ...sizes, classes: 5, instances: 12, parameters } as never);
const IMAGES = 60;
const configPath = writeJson(join(folder, "config.json"), config);

function textOf(document: string): string {
  return readFileSync(fileURLToPath(new URL(`../../${document}`, import.meta.url)), "utf8");
}

/** The program in Python of a document that has these words. */
function programOf(document: string, words: string): string {
  const programs = [...textOf(document).matchAll(/^```python\n(.*?)^```$/gms)].map(([, program]) => program);
  const having = programs.filter((program) => program.includes(words));
  expect(having).toHaveLength(1);
  return having[0];
}

/** With other words in the place of some, each of which must be there. */
function changed(program: string, changes: [from: string, to: string][]): string {
  let text = program;
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replaceAll(from, to);
  }
  return text;
}

function run(programs: string[], rank = 0, ranks = 1): Promise<Trained[]> {
  const environment = { RANK: String(rank), WORLD_SIZE: String(ranks), OMP_NUM_THREADS: "1" };
  return runReaders(readersPython, "recipes.py", { path, programs }, cache, environment);
}

/** What says a dataset in one line, read alone. */
function programAround(text: string, words: string): string {
  const lines = [...text.matchAll(/(?:wds|webdataset)\.(WebDataset\(.*\))/g)].map(([, line]) => line);
  const [line, ...further] = lines.filter((each) => each.includes(words));
  expect([line, further]).toEqual([expect.any(String), []]);
  return `
import itertools
import webdataset as wds
samples = wds.${line}.decode("pil").to_tuple("png", "cls")
`;
}

const keysOf = (steps: Image[][]): string[] => steps.flat().map(String);

describe.skipIf(whyNoReaders() !== null)("the loader of a stream in docs/training.md", () => {
  const EPOCHS = 3;
  const BATCH = 5;

  function programWith(workers: number, further: [string, string][] = []): string {
    return changed(programOf("docs/training.md", "visualatom stream"), [
      ["--preset visualatom-1k --stored-size 256", `--config ${shellWord(configPath)}`],
      ["1_000_000, 256, 8, 300", `${IMAGES}, ${BATCH}, ${workers}, ${EPOCHS}`],
      ...further,
    ]);
  }
  const ways = {
    "in the training's own process": programWith(0),
    "in two processes": programWith(2),
    "in two processes that persist": programWith(2, [
      ["num_workers=WORKERS", "num_workers=WORKERS, persistent_workers=True"],
    ]),
    "in two processes, from the second epoch on": programWith(2, [["FIRST = 0", "FIRST = 1"]]),
  };
  const names = Object.keys(ways);

  describe.each([1, 2])("on %i GPUs", (ranks) => {
    let ofRanks: Trained[][];
    beforeAll(async () => {
      ofRanks = await Promise.all(
        Array.from({ length: ranks }, (_, rank) => run(Object.values(ways), rank, ranks)),
      );
    });

    it.each(names.slice(0, 3))("%s reads every image once an epoch, in another order each time", (name) => {
      const trained = ofRanks.map((ofRank) => ofRank[names.indexOf(name)]);
      for (const epochs of trained) {
        expect(Object.keys(epochs)).toEqual(["0", "1", "2"]);
        const orders = Object.values(epochs).map((steps) => keysOf(steps).join());
        expect(new Set(orders).size).toBe(EPOCHS);
        for (const steps of Object.values(epochs))
          expect(steps.map(({ length }) => length)).toEqual(Array(IMAGES / (BATCH * ranks)).fill(BATCH));
      }
      for (let epoch = 0; epoch < EPOCHS; epoch++)
        expect(new Set(trained.flatMap((epochs) => keysOf(epochs[epoch]))).size).toBe(IMAGES);
    });

    it("goes on with a later epoch as it was", () => {
      for (const [, whole, , later] of ofRanks) expect(later).toEqual({ 1: whole[1], 2: whole[2] });
    });
  });
});

describe.skipIf(whyNoReaders() !== null)("the line for a stream", () => {
  it.each(["README.md", "stream --help"])(
    "in %s reads every image once an epoch, in another order each time",
    async (place) => {
      const text = place === "README.md" ? textOf(place) : (await runCli(["stream", "--help"])).stdout;
      const program = changed(programAround(text, "pipe:"), [
        ["--preset visualatom-1k", `--config ${shellWord(configPath)}`],
      ]);
      const [epochs] = await run([
        `${program}
samples = iter(samples)
for epoch in range(3):
    for image, label in itertools.islice(samples, ${IMAGES}):
        train([prepare(image)], [label])
`,
      ]);
      const orders = Object.values(epochs).map(keysOf);
      expect(orders.map((keys) => new Set(keys).size)).toEqual([IMAGES, IMAGES, IMAGES]);
      expect(new Set(orders.map(String)).size).toBe(3);
    },
  );
});

describe.skipIf(whyNoReaders() !== null)("shards", () => {
  const out = join(folder, "shards");
  const SHARDS: [string, string] = [
    "/data/shards/SHARDS-{000000..000099}.tar",
    join(out, "SHARDS-{000000..000002}.tar"),
  ];
  const IN_SHARDS = 27;

  beforeAll(async () => {
    const output = { layout: "webdataset", shardSize: 9 };
    const config = parseConfig({ ...sizes, classes: 3, instances: 9, parameters, output } as never);
    await runJob({ config, out, workers: 2 }).done;
  });

  it("are read whole by the line in README.md and that in docs/training.md, on one GPU", async () => {
    const documents = ["README.md", "docs/training.md"];
    const programs = documents.map(
      (document) => `${changed(programAround(textOf(document), "shardshuffle=100"), [SHARDS])}
for epoch in range(2):
    for image, label in samples:
        train([prepare(image)], [label])
`,
    );
    for (const epochs of await run(programs))
      expect(Object.values(epochs).map((steps) => new Set(keysOf(steps)).size)).toEqual([
        IN_SHARDS,
        IN_SHARDS,
      ]);
  });

  it.each([
    [0, ""],
    [2, ""],
    [2, ", persistent_workers=True"],
    [4, ""],
  ])("give two GPUs as many steps in docs/training.md, with %i processes%s", async (workers, further) => {
    const BATCH = 4;
    // So many that each image comes in one of them.
    const EPOCHS = 24;
    const program = changed(programOf("docs/training.md", "resampled=True"), [
      SHARDS,
      ["1_000_000, 256, 8, 300", `${IN_SHARDS}, ${BATCH}, ${workers}, ${EPOCHS}`],
      ["num_workers=WORKERS", `num_workers=WORKERS${further}`],
    ]);
    const ofRanks = await Promise.all([0, 1].map((rank) => run([program], rank, 2)));
    for (const [epochs] of ofRanks) {
      expect(Object.keys(epochs)).toHaveLength(EPOCHS);
      for (const steps of Object.values(epochs))
        expect(steps.map(({ length }) => length)).toEqual(Array(3).fill(BATCH));
    }
    // No epoch is another's, nor one rank's the other's.
    const orders = ofRanks.flatMap(([epochs]) => Object.values(epochs).map((steps) => keysOf(steps).join()));
    expect(new Set(orders).size).toBe(2 * EPOCHS);
    const keys = ofRanks.flatMap(([epochs]) => Object.values(epochs).flatMap(keysOf));
    expect(new Set(keys).size).toBe(IN_SHARDS);
  });
});
