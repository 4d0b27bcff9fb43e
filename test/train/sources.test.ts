/** A training from each kind of source, killed within an epoch, goes on at the very image, as if it had not been killed. */
import { cpSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import { type Ended, runJobs, runSnippet, type Step, smallNetwork, traceOf, whyNoTraining } from "./runs.ts";

const folder = temporaryFolder();
const CLASSES = 6;
const INSTANCES = 20;
const STEPS = 20;
const EPOCHS = 2;
const KILLED_AT = 26;
const SAVED_EVERY = 7;

const config = parseConfig({
  formulation: "paper",
  ...{ classes: CLASSES, instances: INSTANCES, imageSize: 32 },
});
const configFile = writeJson(join(folder, "config.json"), config);
const hopeless = writeJson(join(folder, "hopeless.json"), {
  ...{ formulation: "fractaldb", classes: 1, instances: 1, imageSize: 64 },
  parameters: { search: "random", rate: 0.99, searchPoints: 260_000 },
});
const stored = (layout: string): string => join(folder, layout);

const sources: Record<string, string[]> = {
  formula: ["--formula", configFile],
  folder: ["--folder", stored("imagefolder")],
  shards: ["--shards", stored("webdataset")],
  stream: ["--stream", configFile],
};
const recipe = [
  ...["--epochs", String(EPOCHS), "--batch", "6", "--repeats", "1", "--warmup-steps", "5"],
  ...["--save-every", String(SAVED_EVERY), ...smallNetwork],
];
const job = (source: string, out: string, more: string[] = []) => ({
  script: "pretrain" as const,
  arguments: [...sources[source], ...recipe, "--out", join(folder, out), ...more],
});

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

const names = Object.keys(sources);

const refusals = [
  {
    what: "another training in the folder",
    job: job("shards", "folder-killed"),
    sentence: /has source 'Folder', not 'Shards'; go on with that/,
  },
  {
    what: "another recipe",
    job: job("formula", "formula-killed", ["--mixup", "0"]),
    sentence: /has mixup 0\.8, not 0\.0; go on with that/,
  },
  {
    what: "another precision",
    job: job("formula", "formula-killed", ["--precision", "bf16"]),
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
    job: { ...job("stream", "stream-once", ["--workers", "1"]), environment: { WORLD_SIZE: "2" } },
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
  let whole: Step[][];
  let continued: Step[][];
  let ends: Ended[][];
  let others: Ended[];
  const variants = [
    "with repeated augmentation",
    "of the tiny network",
    "in bf16 without mixing",
    "of a stream, once",
  ];
  const interrupted = [
    { ...job("formula", "interrupted"), kill_at: 8, signal: "SIGINT" as const },
    { ...job("stream", "interrupted-stream"), kill_at: 8, signal: "SIGINT" as const },
  ];

  beforeAll(async () => {
    for (const layout of ["imagefolder", "webdataset"] as const) {
      const output = { ...config.output, layout, shardSize: 50 };
      await runJob({ config: { ...config, output }, out: stored(layout), workers: 1 }).done;
    }
    spoil();
    const jobs = names.flatMap((name) => [
      job(name, `${name}-whole`),
      { ...job(name, `${name}-killed`), kill_at: KILLED_AT },
      job(name, `${name}-killed`),
    ]);
    const tiny = {
      script: "pretrain" as const,
      arguments: [
        ...["--tiny", "--formula", "visualatom-1k", "--classes", "3", "--instances", "10"],
        ...["--batch", "10", "--epochs", "1", "--out", join(folder, "tiny")],
      ],
    };
    const plain = job("formula", "plain", ["--precision", "bf16", "--mixup", "0", "--cutmix", "0"]);
    const repeated = job("formula", "repeated", ["--repeats", "3", "--epochs", "1"]);
    const once = job("stream", "stream-once", ["--batch", "12"]);
    const further = [repeated, tiny, plain, once, ...refusals.map((refusal) => refusal.job), ...interrupted];
    const all = await runJobs([...jobs, ...further]);
    others = all.slice(jobs.length);
    ends = names.map((_, i) => all.slice(3 * i, 3 * i + 3));
    whole = names.map((name) => traceOf(join(folder, `${name}-whole`)));
    continued = names.map((name) => traceOf(join(folder, `${name}-killed`)));
  });

  it.each(names)("from %s goes on at the very image after SIGKILL, with the same losses", (name) => {
    const i = names.indexOf(name);
    const saved = SAVED_EVERY * Math.floor(KILLED_AT / SAVED_EVERY);
    expect(ends[i].map(({ status }) => status)).toEqual([0, -9, 0]);
    expect(ends[i][2].output).toContain(`goes on at step ${saved} of ${EPOCHS * STEPS}`);
    const before = continued[i].slice(0, KILLED_AT);
    const after = continued[i].slice(KILLED_AT);
    expect(before).toEqual(whole[i].slice(0, KILLED_AT));
    expect(after).toEqual(whole[i].slice(saved));
  });

  it.each(names)("from %s reads every image once an epoch, in another order each time", (name) => {
    const steps = whole[names.indexOf(name)];
    expect(steps.map(({ step }) => step)).toEqual([...Array(EPOCHS * STEPS).keys()]);
    const epochs = [0, 1].map((epoch) =>
      steps.slice(STEPS * epoch, STEPS * (epoch + 1)).flatMap(({ images }) => images),
    );
    for (const images of epochs) expect(new Set(images).size).toBe(CLASSES * INSTANCES);
    expect(epochs[0]).not.toEqual(epochs[1]);
  });

  it("from a folder is the training from the formula, loss for loss", () => {
    expect(whole[names.indexOf("folder")]).toEqual(whole[names.indexOf("formula")]);
  });

  it("that is interrupted says so, and no more", () => {
    for (const { status, output } of others.slice(-interrupted.length)) {
      expect(status).toBe(130);
      expect(output).toContain("Interrupted; the same command goes on from the last checkpoint.");
      expect(output).not.toContain("Traceback");
    }
  });

  it("with repeated augmentation reads a third of the images three times", () => {
    const images = traceOf(join(folder, "repeated")).flatMap(({ images }) => images);
    const counts = [...new Set(images)].map((image) => images.filter((other) => other === image).length);
    expect(counts).toEqual(Array((CLASSES * INSTANCES) / 3).fill(3));
  });

  it.each(variants)("%s ends", (name) => {
    const ended = others[variants.indexOf(name)];
    expect(ended, ended.output).toMatchObject({ status: 0 });
  });

  it("goes on where an option is a tuple", () => {
    const script = [
      "import checkpoint, pathlib",
      `folder = pathlib.Path(${JSON.stringify(join(folder, "tuple"))})`,
      "folder.mkdir()",
      "course = {'model_kwargs': {'patch_size': (8, 8)}}",
      "checkpoint.save(folder, checkpoint.State(3, course, {}, {}))",
      "print(checkpoint.resume(folder, course).step)",
    ];
    expect(runSnippet(script)).toBe("3");
  });

  it("of the tiny network has no more images than there are, nor more than a few", () => {
    const script = [
      "from sources import TINY, Formula",
      "of = lambda source, **given: Formula(source, given, TINY)",
      "few = {'formulation': 'rcdb', 'classes': 3, 'instances': 200, 'imageSize': 32}",
      "for images in (of('visualatom-1k'), of('sample'), of(few), of('sample', instances=60)):",
      "    print(images.classes, len(images), images[0][0].size)",
    ];
    expect(runSnippet(script).split("\n")).toEqual([
      "20 1000 (64, 64)",
      "10 100 (64, 64)",
      "3 150 (32, 32)",
      "10 600 (64, 64)",
    ]);
  });

  it("knows other images behind the same name", () => {
    const script = [
      "import checkpoint, json, order, pathlib, sources",
      `folder = pathlib.Path(${JSON.stringify(join(folder, "other"))})`,
      "folder.mkdir()",
      `config = json.loads(pathlib.Path(${JSON.stringify(configFile)}).read_text())`,
      "contents = []",
      "for seed in (1, 1, 2):",
      "    path = folder / 'config.json'",
      "    path.write_text(json.dumps({**config, 'seed': seed}))",
      "    contents.append(sources.Formula(str(path), {}, {}).content)",
      `for name in ('imagefolder', 'fewer'):`,
      `    data = pathlib.Path(${JSON.stringify(folder)}) / name / 'image'`,
      "    contents.append(sources.Folder(data).content)",
      "print([contents.index(content) for content in contents])",
      "checkpoint.save(folder, checkpoint.State(3, {'content': contents[0]}, {}, {}))",
      "try:",
      "    checkpoint.resume(folder, {'content': contents[2]})",
      "except order.Refusal as refusal:",
      "    print(refusal)",
    ];
    expect(runSnippet(script)).toMatch(
      /^\[0, 0, 2, 3, 4\]\n.*the training there was of other images or labels/,
    );
  });

  it("keeps its last checkpoint on a full disk, and says so", () => {
    const script = [
      "import checkpoint, order, os, pathlib, resource, torch",
      `folder = pathlib.Path(${JSON.stringify(join(folder, "full"))})`,
      "folder.mkdir()",
      "checkpoint.save(folder, checkpoint.State(3, {}, {}, {}))",
      "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))",
      "try:",
      "    checkpoint.save(folder, checkpoint.State(4, {}, {'w': torch.zeros(5000)}, {}))",
      "except order.Refusal as refusal:",
      "    print(refusal)",
      "print(os.listdir(folder), checkpoint.load(folder / 'last.pt').step)",
    ];
    expect(runSnippet(script)).toMatch(/last\.pt: it cannot be written \(.+\); .*\n\['last\.pt'\] 3$/);
  });

  it("has a tenth of its steps for warm-up at most, and no rate above its peak", () => {
    const script = [
      "from training import Schedule, warmup",
      "print(warmup('', None, 5000, 1, 900), warmup('', None, 5000, 1, 300_000), warmup('', 3, 10, 7, 70))",
      "print([max(Schedule(peak, 2, 9).rate(step) for step in range(10)) for peak in (1e-7, 3e-6, 1e-3)])",
    ];
    expect(runSnippet(script)).toBe("90 5000 21\n[1e-07, 3e-06, 0.001]");
  });

  it("does not end with the images of a stream that ended before it", () => {
    const script = [
      "import io, order, stream, tarfile, training",
      "from PIL import Image",
      "from types import SimpleNamespace",
      `part = ${JSON.stringify(join(folder, "part.tar"))}`,
      "png = io.BytesIO()",
      "Image.new('L', (2, 2)).save(png, 'png')",
      "with tarfile.open(part, 'w') as file:",
      "    for name, content in (('0.png', png.getvalue()), ('0.cls', b'3')):",
      "        entry = tarfile.TarInfo(name)",
      "        entry.size = len(content)",
      "        file.addfile(entry, io.BytesIO(content))",
      "plan = order.Plan(10, 2, 1, 1)",
      "command = ['sh', '-c', f'cat {part}']",
      "reader = stream.StreamReader(stream.Stream(command, 5, 2, ''), plan, 0, 0, lambda image: image)",
      "parts = [SimpleNamespace(rank=0), plan, SimpleNamespace(train=list), *[None] * 5]",
      "for run in (lambda: list(reader), lambda: training.Training(*parts).run(0, [])):",
      "    try:",
      "        run()",
      "    except order.Refusal as refusal:",
      "        print(refusal)",
    ];
    expect(runSnippet(script)).toMatch(/^sh -c .*: it ended.*\nthe images ended at step 0 of 5$/);
  });

  it("leaves posterizing to no bits black, which Pillow 13 refuses", () => {
    const script = [
      "import options",
      "from PIL import Image",
      "from timm.data import auto_augment",
      "auto_augment.ImageOps.posterize = None",
      "posterize = auto_augment.NAME_TO_OP['PosterizeIncreasing']",
      "print(posterize(Image.new('RGB', (2, 2), 'white'), 0).getextrema())",
    ];
    expect(runSnippet(script)).toBe("((0, 0), (0, 0), (0, 0))");
  });

  it.each(refusals)("refuses in a sentence: $what", ({ job, sentence }) => {
    const { status, output } = others[variants.length + refusals.findIndex((refusal) => refusal.job === job)];
    expect(status).toBe(2);
    expect(output).toMatch(sentence);
    expect(output).not.toContain("Traceback");
  });
});
