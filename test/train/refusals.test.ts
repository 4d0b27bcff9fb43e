/** Trainings that cannot be begun or gone on with say why in a sentence, with exit code 2. */
import { cpSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { writeJson } from "../support/folders.ts";
import { folder, job, recipe, storeDatasets, stored } from "./datasets.ts";
import { type Ended, runJobs, whyNoTraining } from "./runs.ts";

const hopeless = writeJson(join(folder, "hopeless.json"), {
  ...{ formulation: "fractaldb", classes: 1, instances: 1, imageSize: 64 },
  parameters: { search: "random", rate: 0.99, searchPoints: 260_000 },
});

/** Trainings that others are in the way of. */
const begun = [
  { ...job("formula", "formula-begun"), kill_at: 8 },
  { ...job("folder", "folder-begun"), kill_at: 8 },
  job("stream", "stream-begun", ["--batch", "12", "--epochs", "1"]),
];

/** From the folder of a dataset that something was done to. */
const spoilt = (name: string, source = "--shards") => ({
  script: "pretrain" as const,
  arguments: [source, stored(name), ...recipe, "--out", join(folder, `${name}-out`)],
});

/** Copies of the dataset of shards. */
function spoil(): void {
  const copies = ["unfinished", "undescribed", "missing", "cut", "newer"];
  for (const name of copies) cpSync(stored("webdataset"), stored(name), { recursive: true });
  const description = join(stored("webdataset"), "dataset.json");
  const document = JSON.parse(readFileSync(description, "utf8"));
  writeJson(join(stored("unfinished"), "dataset.json"), { ...document, complete: false });
  writeJson(join(stored("undescribed"), "dataset.json"), [document]);
  writeJson(join(stored("newer"), "dataset.json"), { ...document, schemaVersion: 2 });
  cpSync(stored("imagefolder"), stored("fewer"), { recursive: true });
  rmSync(join(stored("fewer"), "image", "00002"), { recursive: true });
  cpSync(stored("imagefolder"), stored("unreadable"), { recursive: true });
  const pictures = join(stored("unreadable"), "image", "00001");
  for (const picture of readdirSync(pictures)) truncateSync(join(pictures, picture), 20);
  cpSync(stored("fewer"), stored("begun"), { recursive: true });
  const begun = JSON.parse(readFileSync(join(stored("begun"), "dataset.json"), "utf8"));
  writeJson(join(stored("begun"), "dataset.json"), { ...begun, complete: false });
  rmSync(join(stored("missing"), "SHARDS-000002.tar"));
  truncateSync(join(stored("cut"), "SHARDS-000001.tar"));
}

const refusals = [
  {
    what: "another training in the folder",
    job: job("shards", "folder-begun"),
    sentence: /has source 'Folder', not 'Shards'; go on with that/,
  },
  {
    what: "another recipe",
    job: job("formula", "formula-begun", ["--mixup", "0"]),
    sentence: /has mixup 0\.8, not 0\.0; go on with that/,
  },
  {
    what: "another precision",
    job: job("formula", "formula-begun", ["--precision", "bf16"]),
    sentence: /has precision 'fp32', not 'bf16'; go on with that/,
  },
  {
    what: "a warm-up that is all of the training",
    job: job("formula", "warm", ["--warmup-steps", "40"]),
    sentence: /--warmup-steps 40: the training has 40 steps; it must be fewer/,
  },
  {
    what: "a network without stochastic depth, and says how it can be trained",
    job: job("formula", "vgg", ["--model", "vgg11", "--model-kwargs", "in_chans=3"]),
    sentence: /--model vgg11: .*'drop_path_rate'; say --drop-path 0/,
  },
  {
    what: "a stream's other number of ranks, which as many loader processes read",
    job: {
      ...job("stream", "stream-begun", ["--epochs", "1", "--workers", "1"]),
      environment: { WORLD_SIZE: "2" },
    },
    sentence: /^pretrain\.py: rank 0: .*has ranks 1, not 2; go on with that/m,
  },
  {
    what: "a batch of none",
    job: job("formula", "none", ["--batch", "0"]),
    sentence: /argument --batch: 0: it must be 1 or more/,
  },
  {
    what: "less than none",
    job: job("formula", "less", ["--workers", "-1"]),
    sentence: /argument --workers: -1: it must be 0 or more/,
  },
  {
    what: "half an epoch",
    job: job("formula", "half", ["--epochs", "0.5"]),
    sentence: /argument --epochs: 0\.5: it must be a whole number/,
  },
  {
    what: "a rate below 0",
    job: job("formula", "rate", ["--lr", "-1"]),
    sentence: /argument --lr: -1: it must be more than 0/,
  },
  {
    what: "what is no number",
    job: job("formula", "nan", ["--cutmix", "nan"]),
    sentence: /argument --cutmix: nan: it must be a number/,
  },
  {
    what: "more than all",
    job: job("formula", "share", ["--smoothing", "5"]),
    sentence: /argument --smoothing: 5: it must be less than 1/,
  },
  {
    what: "a seed beyond PyTorch's",
    job: job("formula", "seed", ["--seed", "99999999999999999999"]),
    sentence: /argument --seed: 9+: it must be 9223372036854775807 or less/,
  },
  {
    what: "a model's argument without a value",
    job: job("formula", "kwargs", ["--model-kwargs", "img_size"]),
    sentence: /argument --model-kwargs: img_size: it must be NAME=VALUE/,
  },
  {
    what: "an output that is a file",
    job: job("formula", "config.json"),
    sentence: /--out .*config\.json: it cannot be a folder \(File exists\)/,
  },
  {
    what: "a folder of shards",
    job: { ...job("folder", "packed"), arguments: ["--folder", stored("webdataset"), "--out", folder] },
    sentence: /webdataset: its layout is webdataset; --shards takes it/,
  },
  {
    what: "a picture that cannot be read, in a loader process",
    job: spoilt("unreadable", "--folder"),
    sentence: /^pretrain\.py: .*unreadable.image.*: it cannot be read \(/m,
  },
  {
    what: "a batch larger than the dataset",
    job: job("formula", "too-many", ["--batch", "1000"]),
    sentence: /--batch 1000: on 1 rank that is 1,000 images a step, and .* only 120/,
  },
  {
    what: "fields of images that are stored",
    job: job("folder", "classes", ["--classes", "3"]),
    sentence: /--classes: images that are stored have their own/,
  },
  {
    what: "another layout",
    job: { ...job("shards", "layout"), arguments: ["--shards", stored("imagefolder"), "--out", folder] },
    sentence: /its layout is imagefolder; --shards takes webdataset/,
  },
  {
    what: "shards that are not finished",
    job: spoilt("unfinished"),
    sentence: /^pretrain\.py: .*unfinished: it is not finished; go on with `visualatom generate`/m,
  },
  {
    what: "a folder of classes that is not finished",
    job: spoilt("begun", "--folder"),
    sentence: /^pretrain\.py: .*begun: it is not finished; go on with `visualatom generate`/m,
  },
  {
    what: "a folder without one of its classes, whose labels would be others",
    job: spoilt("fewer", "--folder"),
    sentence: /fewer: 100 images of 5 classes instead of 120 of 6; `visualatom verify`/,
  },
  {
    what: "a dataset of a newer version",
    job: spoilt("newer"),
    sentence: /dataset\.json: it was written by a newer version \(schema 2\)/,
  },
  {
    what: "a description of something else",
    job: spoilt("undescribed"),
    sentence: /^pretrain\.py: .*dataset\.json: it does not describe a dataset \(TypeError/m,
  },
  {
    what: "a shard that is missing",
    job: spoilt("missing"),
    sentence: /^pretrain\.py: .*missing: there is no SHARDS-000002\.tar; `visualatom verify`/m,
  },
  {
    what: "a shard that is cut off, in a loader process",
    job: spoilt("cut"),
    sentence: /^pretrain\.py: .*SHARDS-000001\.tar: 0 samples instead of 50; `visualatom verify`/m,
  },
  {
    what: "a search that finds nothing",
    job: { ...job("formula", "hopeless"), arguments: ["--formula", hopeless, "--out", folder] },
    sentence: /--formula .*hopeless\.json: .*none of [\d,]+ candidates in a row became a class/,
  },
  {
    what: "a stream that there is not",
    job: { ...job("stream", "exact"), arguments: ["--stream", "rcdb-1k-exact", "--out", folder] },
    sentence: /--stream rcdb-1k-exact: .*can only be drawn one after the other/,
  },
  {
    what: "a folder that there is not",
    job: { ...job("folder", "nowhere"), arguments: ["--folder", join(folder, "no"), "--out", folder] },
    sentence: /no: there is no such folder/,
  },
  {
    what: "repeats of a stream",
    job: job("stream", "repeats", ["--repeats", "3"]),
    sentence: /--repeats: a stream has each image once/,
  },
  {
    what: "an odd batch",
    job: job("formula", "odd", ["--batch", "5"]),
    sentence: /--batch 5: images are mixed in pairs/,
  },
  {
    what: "a loss that is no number",
    job: job("formula", "diverging", ["--lr", "1e30", "--epochs", "1"]),
    sentence:
      /step \d+: not all weights are finite, and the loss is (nan|inf); a lower --lr may help, with another --out/,
  },
  {
    what: "weights that are no numbers, before the loss is none",
    job: job("formula", "overflowing", ["--weight-decay", "1e60", "--save-every", "1", "--epochs", "1"]),
    sentence: /step 0: not all weights are finite, and the loss is \d/,
  },
  {
    what: "a model that there is not",
    job: job("formula", "model", ["--model", "vit_colossal"]),
    sentence: /--model vit_colossal: Unknown model/,
  },
];

describe.skipIf(whyNoTraining() !== null)("a training", () => {
  let ends: Ended[];

  beforeAll(async () => {
    await storeDatasets();
    spoil();
    const all = await runJobs([...begun, ...refusals.map((refusal) => refusal.job)]);
    expect(all.slice(0, begun.length).map(({ status }) => status)).toEqual([-9, -9, 0]);
    ends = all.slice(begun.length);
  });

  it.each(refusals.map((refusal, at) => ({ ...refusal, at })))(
    "refuses in a sentence: $what",
    ({ sentence, at }) => {
      const { status, output } = ends[at];
      expect(status, output).toBe(2);
      expect(output).toMatch(sentence);
      expect(output).not.toContain("Traceback");
    },
  );
});
