/** The job array on a real Slurm controller, with a share that is requeued and one that is killed. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shellWord } from "../../main/common/shellWord.ts";
import { cliPath, generate, runCli } from "../support/cli.ts";
import { killEnvironment } from "../support/faults/killed.ts";
import { contentsOf, temporaryFolder, writeJson } from "../support/folders.ts";
import { type Slurm, slurmMissing, startSlurm } from "../support/slurm.ts";

const missing = slurmMissing();
if (missing !== null) console.warn(`Slurm is not tested: ${missing}`);

const config = {
  formulation: "paper",
  classes: 12,
  instances: 60,
  imageSize: 256,
  parameters: { orbits: [50, 150], vertices: [400, 900] },
};

/** Only the end of a hang. */
const MOST_MS = 900_000;

// One cluster, and what is seen on it one after the other.
describe.skipIf(missing !== null)("cluster slurm", { shuffle: false, timeout: MOST_MS }, () => {
  const folder = temporaryFolder();
  const configFile = writeJson(join(folder, "config.json"), config);
  const out = join(folder, "shared dataset");
  const single = join(folder, "single");
  let slurm: Slurm;
  let script: string;

  beforeAll(async () => {
    await generate(["--config", configFile, "--out", single]);
    // Four shares are an array of three and one of one.
    slurm = await startSlurm(temporaryFolder(), 4, { MaxArraySize: 3 });
    script = join(folder, "array.sh");
    // Two shares stand still once they have written some lines, until they are requeued and killed.
    const marks = join(folder, "held");
    mkdirSync(marks);
    const held = {
      at: /^writeSync .*journal-0000[12]-of-/,
      count: 4,
      signal: "SIGSTOP",
      once: marks,
    } as const;
    const variables = Object.entries(killEnvironment(held)).map(([name, value]) => `${name}=${value}`);
    const command = ["env", ...variables, process.execPath, cliPath]
      .map((word) => shellWord(word, "linux"))
      .join(" ");
    const result = await runCli([
      ...["cluster", "slurm", "--config", configFile, "--shards", "4", "--out", out, "--file", script],
      ...["--cpus", "1", "--memory", "0", "--time", "10"],
      ...["--command", command],
    ]);
    expect(result.stderr).toContain("Written to");
  });

  afterAll(async () => {
    try {
      slurm?.run("scancel", "--user=root", "--full");
    } catch {}
    await slurm?.stop();
  });

  /** Names of the shares' jobs. */
  function submit(): string[] {
    const { stdout, stderr } = spawnSync("bash", [script], { cwd: folder, env: slurm.env, encoding: "utf8" });
    expect(stderr).toBe("");
    const [, arrays] = /^Job arrays ([\d ]+) make 4 shares, job \d+ joins them/.exec(stdout)!;
    const [first, second] = arrays.split(" ");
    return [`${first}_0`, `${first}_1`, `${first}_2`, `${second}_0`];
  }

  async function until(what: string, condition: () => boolean): Promise<void> {
    for (const end = Date.now() + MOST_MS / 2; Date.now() < end; ) {
      if (condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${what} did not happen:\n${slurm.run("squeue")}\n${logs()}`);
  }

  const noJobsLeft = (): boolean => slurm.run("squeue", "--noheader").trim() === "";
  const logs = (): string =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".log"))
      .map((name) => `== ${name}\n${readFileSync(join(folder, name), "utf8")}`)
      .join("\n");
  const logOf = (task: string): string =>
    readFileSync(join(folder, `visualatom-${task.replace("_", "-")}.log`), "utf8");
  /** Without the header. */
  const linesOf = (share: number): string[] => {
    const path = join(out, `journal-0000${share}-of-00004.jsonl`);
    return existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(1, -1) : [];
  };

  it("ends in the dataset of a single run though one task is requeued and one is killed", async () => {
    const tasks = submit();
    await until("that two shares stand still", () => linesOf(1).length === 3 && linesOf(2).length === 3);
    slurm.run("scontrol", "requeue", tasks[1]);
    const before = linesOf(1);
    const holder = JSON.parse(readFileSync(join(out, ".lock-00002-of-00004"), "utf8")) as { pid: number };
    process.kill(holder.pid, "SIGKILL");
    await until("the end of all jobs", noJobsLeft);

    const manifest = JSON.parse(readFileSync(join(out, "dataset.json"), "utf8"));
    const expected = JSON.parse(readFileSync(join(single, "dataset.json"), "utf8"));
    expect(manifest.fingerprint).toBe(expected.fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(single));

    const requeued = logOf(tasks[1]);
    expect(requeued).toContain("Run the same command again to continue");
    // What was done before is not done again.
    const drawn = /images +([\d,]+) of 720 \(([\d,]+) in this run\)/.exec(
      requeued.slice(requeued.indexOf("is done")),
    )!;
    const earlier = before.reduce((sum, line) => sum + (JSON.parse(line) as { count: number }).count, 0);
    expect(Number(drawn[2])).toBeLessThanOrEqual(Number(drawn[1]) - earlier);
    const killed = logOf(tasks[2]);
    expect(killed).toContain("exit code 137: starting again");
  });

  it("does nothing more when it is submitted again", async () => {
    const before = contentsOf(out);
    const tasks = submit();
    await until("the end of all jobs", noJobsLeft);
    expect(contentsOf(out)).toEqual(before);
    for (const task of [tasks[0], tasks[3]]) expect(logOf(task)).toContain("Nothing was left to do");
  });
});
