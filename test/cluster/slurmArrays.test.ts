/** The job arrays that the script for Slurm submits, by the controller's limit; programs of the test's own stand in for Slurm's. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { findPreset } from "../../core/config/presets.ts";
import { slurmScript } from "../../main/cluster/slurm.ts";
import { runCli } from "../support/cli.ts";
import { temporaryFolder } from "../support/folders.ts";

/** Submits so many shares. @param config what the controller says of itself, null where it says nothing */
function submit(shards: number, config: string | null, failing = 1000) {
  const folder = temporaryFolder();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const program = (name: string, text: string): void => {
    writeFileSync(join(bin, name), `#!/bin/bash\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  program("scontrol", config === null ? "exit 1" : `echo '${config}'`);
  program(
    "sbatch",
    `echo "$*" >> "${folder}/calls"; n=$(wc -l < "${folder}/calls"); ((n < ${failing})) && echo $((100 + n))`,
  );
  program("scancel", `echo "$*" > "${folder}/cancelled"`);
  const script = join(folder, "array.sh");
  const options = { out: "/shared/21k", cpus: 1, memory: "4G", retries: 3, name: "atoms" };
  const { config: dataset } = findPreset("visualatom-21k");
  writeFileSync(script, slurmScript({ config: dataset, shards, command: "visualatom", ...options }));
  const path = `${bin}${delimiter}${process.env.PATH}`;
  const result = spawnSync("bash", [script], { encoding: "utf8", env: { ...process.env, PATH: path } });
  const calls = existsSync(join(folder, "calls"))
    ? readFileSync(join(folder, "calls"), "utf8").trim().split("\n")
    : [];
  const cancelled = existsSync(join(folder, "cancelled"))
    ? readFileSync(join(folder, "cancelled"), "utf8").trim()
    : null;
  return { ...result, calls: calls.map((call) => call.replaceAll(script, "FILE")), cancelled };
}

const limit = (size: number): string =>
  `MailProg = /bin/mail\nMaxArraySize            = ${size}\nMaxJobCount = 9`;
const shares = (calls: string[]): string[] => calls.slice(0, -1);

it("is one array where the controller takes it", () => {
  const { calls, stdout, status } = submit(1001, limit(1001));
  expect(shares(calls)).toEqual(["--parsable --array=0-1000 FILE shares 0"]);
  expect(calls[1]).toContain("--dependency=afterok:101 ");
  expect([status, stdout]).toEqual([
    0,
    "Job array 101 makes 1001 shares, job 102 joins them in /shared/21k\n",
  ]);
});

it.each([
  ["says nothing", null],
  ["has the default limit", limit(1001)],
])("are several of 1,001 tasks where the controller %s", (_, config) => {
  const { calls, stdout } = submit(5000, config);
  expect(shares(calls)).toEqual([
    "--parsable --array=0-1000 FILE shares 0",
    "--parsable --array=0-1000 FILE shares 1001",
    "--parsable --array=0-1000 FILE shares 2002",
    "--parsable --array=0-1000 FILE shares 3003",
    "--parsable --array=0-995 FILE shares 4004",
  ]);
  expect(calls[5]).toContain("--dependency=afterok:101:102:103:104:105 ");
  expect(stdout).toContain("Job arrays 101 102 103 104 105 make 5000 shares, job 106 joins them");
});

it("is one where the limit was raised", () => {
  expect(shares(submit(5000, limit(40_001)).calls)).toEqual(["--parsable --array=0-4999 FILE shares 0"]);
});

it("are taken back when one of them, or the job that joins, is refused", () => {
  expect(submit(2002, limit(1001), 2)).toMatchObject({ status: 1, cancelled: "101" });
  expect(submit(2002, limit(1001), 3)).toMatchObject({ status: 1, cancelled: "101 102" });
  expect(submit(2002, limit(1001), 1)).toMatchObject({ status: 1, cancelled: null });
});

it("is not submitted where the cluster takes no arrays", () => {
  expect(submit(10, limit(0))).toMatchObject({
    ...{ status: 1, calls: [], stderr: "this cluster takes no job arrays (MaxArraySize is 0)\n" },
  });
});

it("are told of when the script is written", async () => {
  const write = (shards: string) =>
    runCli([
      "cluster",
      "slurm",
      "--preset",
      "visualatom-1k-release",
      "--shards",
      shards,
      "--out",
      "/shared/x",
    ]);
  expect((await write("5000")).stderr).toMatch(/^note: --shards: by default Slurm takes at most 1,001 tasks/);
  expect((await write("1001")).stderr).toBe("");
});

it("says how a file is submitted that one array has no room for", () => {
  const script = (shards: number): string => {
    const options = { out: "/data", cpus: 1, memory: "4G", retries: 3, name: "atoms", command: "visualatom" };
    return slurmScript({ config: findPreset("visualatom-21k").config, shards, ...options });
  };
  expect(script(1001)).toContain("bash THIS_FILE  (or sbatch THIS_FILE,");
  expect(script(1002)).toContain("as many arrays as the cluster needs; by sbatch it takes 1001 tasks");
});
