/** Some hundred steps from `visualatom.Dataset` on two ranks under torchrun, each with two loader processes. */
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import {
  type Ended,
  runOnTwoRanks,
  runSnippet,
  type Step,
  smallNetwork,
  traceOf,
  whyNoTraining,
} from "./runs.ts";

const folder = temporaryFolder();
/** Three trainings on a busy machine, ms. */
const HANG = 900_000;
const EPOCHS = 3;
const STEPS = 100;
const BATCH = 6;
const IMAGES = 2 * BATCH * STEPS;
const KILLED_AT = 137;
const SAVED = 120;

const config = writeJson(join(folder, "config.json"), {
  ...{ formulation: "paper", classes: 20, instances: IMAGES / 20, imageSize: 32 },
});
const args = (out: string): string[] => [
  ...["--formula", config, "--repeats", "1", "--epochs", String(EPOCHS), "--batch", String(BATCH)],
  ...["--warmup-steps", "20", "--save-every", "20", ...smallNetwork, "--out", join(folder, out)],
];

describe.skipIf(whyNoTraining() !== null)("two ranks", () => {
  let ends: Ended[];
  const tracesOf = (out: string): Step[][] => [0, 1].map((rank) => traceOf(join(folder, out), rank));

  beforeAll(async () => {
    const logs = join(folder, "logs");
    ends = [
      await runOnTwoRanks(args("whole"), logs),
      await runOnTwoRanks(args("killed"), logs, `1:${KILLED_AT}`),
      await runOnTwoRanks(args("killed"), logs),
    ];
  }, HANG);

  it("have as many steps, and both together every image once an epoch", () => {
    expect(ends[0]).toMatchObject({ status: 0 });
    const ranks = tracesOf("whole");
    for (const steps of ranks) {
      expect(steps.map(({ step }) => step)).toEqual([...Array(EPOCHS * STEPS).keys()]);
      for (const { images } of steps) expect(images).toHaveLength(BATCH);
    }
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      const images = ranks.flatMap((steps) =>
        steps.slice(STEPS * epoch, STEPS * (epoch + 1)).flatMap((step) => step.images),
      );
      expect(images.map(Number).sort((a, b) => a - b)).toEqual([...Array(IMAGES).keys()]);
    }
  });

  it("go on at the very image after one of them was killed", () => {
    expect(ends[1].status).not.toBe(0);
    expect(ends[2]).toMatchObject({ status: 0 });
    expect(ends[2].output).toContain(`goes on at step ${SAVED} of ${EPOCHS * STEPS}`);
    for (const [rank, steps] of tracesOf("killed").entries()) {
      const whole = tracesOf("whole")[rank];
      const begun = steps.findIndex(({ step }, i) => i > 0 && step === SAVED && steps[i - 1].step >= SAVED);
      expect(begun).toBeGreaterThan(SAVED);
      expect(begun).toBeLessThanOrEqual(KILLED_AT);
      expect(steps.slice(0, begun)).toEqual(whole.slice(0, begun));
      expect(steps.slice(begun)).toEqual(whole.slice(SAVED));
    }
  });

  it("go on from one folder alone, and evaluate with the same running statistics", () => {
    const script = [
      "import os, pathlib, sys, tempfile, torch",
      "import checkpoint, order, training",
      "from team import Team",
      "folder = tempfile.mkdtemp()",
      "rank = 0 if os.fork() else 1",
      "os.environ.update(RANK=str(rank), WORLD_SIZE='2', MASTER_ADDR='localhost', MASTER_PORT='0')",
      "torch.distributed.init_process_group('gloo', init_method=f'file://{folder}/store', rank=rank, world_size=2)",
      "torch.distributed.init_process_group = lambda *_: None",
      "team = Team()",
      "model = torch.nn.BatchNorm1d(1)",
      "model.running_mean += rank",
      "team.agree(model)",
      "out = pathlib.Path(folder) / str(rank)",
      "out.mkdir()",
      "if rank == 0:",
      "    checkpoint.save(out, checkpoint.State(3, {}, model.state_dict(), {}))",
      "try:",
      "    training.Training(team, None, model, None, None, None, out, {}).resume()",
      "except order.Refusal as refusal:",
      "    told = model.running_mean.item(), str(refusal).replace(folder, '')",
      "if rank == 1:",
      "    print(told, flush=True)",
      "    os._exit(0)",
      "os.wait()",
      "print(told)",
    ];
    const told = (rank: number) =>
      `(0.0, '--out /${rank}: the ranks find trainings there at steps [3, 0]; it must be one folder, which all of them see')`;
    expect(runSnippet(script)).toBe(`${told(1)}\n${told(0)}`);
  });
});
