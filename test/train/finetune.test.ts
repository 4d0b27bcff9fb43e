/** Fine-tuning begins with the pre-trained weights, tells its accuracy, and goes on at the very image. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import { readersPython } from "../support/python.ts";
import { type Ended, type Job, runJobs, smallNetwork, traceOf, whyNoTraining } from "./runs.ts";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const size = { classes: 4, imageSize: 32 };
const KILLED_AT = 17;
const SAVED = 15;

/** Largest difference of two checkpoints' weights but for the classifier's. */
const difference = `
import sys, torch
one, other = [torch.load(path, weights_only=True)["model"] for path in sys.argv[1:]]
names = [name for name in one if not name.startswith("head.")]
print(max(float((one[name] - other[name]).abs().max()) for name in names))
`;

const pretrain = (out: string, ...more: string[]): Job => ({
  script: "pretrain",
  arguments: [
    ...["--formula", at("other.json"), "--epochs", "1", "--batch", "10", "--repeats", "1", "--lr", "0.01"],
    ...["--warmup-steps", "1", ...smallNetwork, "--out", at(out), ...more],
  ],
});
const tune = (out: string, ...more: string[]): Job => ({
  script: "finetune",
  arguments: [
    ...["--data", at("data"), "--checkpoint", at("pretrained/last.pt"), "--epochs", "3", "--batch", "6"],
    ...["--warmup-epochs", "1", "--save-every", "5", "--workers", "2", "--trace", "--out", at(out), ...more],
  ],
});

describe.skipIf(whyNoTraining() !== null)("fine-tuning", () => {
  let ends: Ended[];

  beforeAll(async () => {
    writeJson(at("other.json"), { formulation: "rcdb", classes: 10, instances: 20, imageSize: 32 });
    for (const [name, instances] of [
      ["train", 15],
      ["val", 7],
    ] as const) {
      const config = parseConfig({ formulation: "paper", ...size, instances });
      await runJob({ config, out: at(`data/${name}`), workers: 1 }).done;
    }
    writeFileSync(at("text.pt"), "no checkpoint");
    ends = await runJobs([
      pretrain("pretrained"),
      tune("whole"),
      { ...tune("killed"), kill_at: KILLED_AT },
      tune("killed"),
      tune("barely", "--lr", "1e-6", "--epochs", "1", "--warmup-epochs", "0"),
      tune("missing", "--checkpoint", at("nothing.pt")),
      tune("text", "--checkpoint", at("text.pt")),
      tune("again", "--checkpoint", at("barely/last.pt"), "--epochs", "1", "--warmup-epochs", "0"),
      tune("whole", "--weight-decay", "0.1"),
      tune("resnet", "--model", "resnet18"),
      tune("whole"),
    ]);
  });

  it("begins with the pre-trained weights", () => {
    expect(ends[0]).toMatchObject({ status: 0 });
    const checkpoints = [at("pretrained/last.pt"), at("barely/last.pt")];
    const output = execFileSync(readersPython, ["-c", difference, ...checkpoints], { encoding: "utf8" });
    expect(Number(output)).toBeLessThan(1e-3);
  });

  it("tells after each epoch how many images of val are right", () => {
    expect(ends[1]).toMatchObject({ status: 0 });
    const told = ends[1].output.match(/epoch \d: [\d.]+ % of 28 images are right/g)!;
    expect(told.map((line) => line.slice(0, 8))).toEqual(["epoch 0:", "epoch 1:", "epoch 2:"]);
  });

  it("keeps what it told, also for whoever starts it again when it has ended", () => {
    const lines = readFileSync(at("whole/accuracy.jsonl"), "utf8").trim().split("\n");
    const told = [...ends[1].output.matchAll(/epoch (\d): ([\d.]+) % of/g)];
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      told.map(([, epoch, percent]) => ({
        epoch: Number(epoch),
        accuracy: expect.closeTo(Number(percent), 2),
      })),
    );
    expect(ends[10]).toMatchObject({ status: 0 });
    expect(ends[10].output).toContain("has ended at step 30 of 30");
  });

  it("refuses a model beside another one's checkpoint", () => {
    expect(ends[9]).toMatchObject({ status: 2 });
    expect(ends[9].output).toMatch(
      /--model resnet18: .*last\.pt is of vit_tiny_patch16_224; leave --model out/,
    );
  });

  it("goes on at the very image after SIGKILL, with the same losses", () => {
    expect(ends.slice(2, 4).map(({ status }) => status)).toEqual([-9, 0]);
    const [whole, steps] = [traceOf(at("whole")), traceOf(at("killed"))];
    expect(whole).toHaveLength(30);
    expect(steps).toEqual([...whole.slice(0, KILLED_AT), ...whole.slice(SAVED)]);
  });

  it("begins with weights that were fine-tuned before", () => {
    expect(ends[7], ends[7].output).toMatchObject({ status: 0 });
  });

  it("refuses to go on with another recipe", () => {
    expect(ends[8]).toMatchObject({ status: 2 });
    expect(ends[8].output).toMatch(/has weight_decay 0\.0001, not 0\.1; go on with that/);
  });

  it("refuses what is no checkpoint", () => {
    expect(ends.slice(5, 7).map(({ status }) => status)).toEqual([2, 2]);
    expect(ends[5].output).toMatch(/nothing\.pt: there is no such file/);
    expect(ends[6].output).toMatch(/text\.pt: not a checkpoint of these scripts/);
  });
});
