/** A training from each kind of source, killed within an epoch, goes on at the very image, as if it had not been killed. */
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  CLASSES,
  EPOCHS,
  folder,
  INSTANCES,
  job,
  SAVED_EVERY,
  STEPS,
  sources,
  storeDatasets,
} from "./datasets.ts";
import { type Ended, runJobs, type Step, traceOf, whyNoTraining } from "./runs.ts";

const KILLED_AT = 26;

const names = Object.keys(sources);

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
    await storeDatasets();
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
    const further = [repeated, tiny, plain, once, ...interrupted];
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
});
