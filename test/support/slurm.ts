/** A Slurm controller with one node on this machine, for the time of a test: Debian's slurm-wlm, run as root. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";

/** Why Slurm cannot be tested here, or null. */
export function slurmMissing(): string | null {
  const programs = ["slurmctld", "slurmd", "sbatch", "munged"];
  const path = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
  const missing = programs.filter((name) => spawnSync("which", [name], { env: path }).status !== 0);
  if (missing.length > 0) return `${missing.join(", ")} not installed (Debian: slurm-wlm, munge)`;
  return process.getuid?.() === 0 ? null : "slurmctld is started as root here";
}

export interface Slurm {
  /** For sbatch, squeue and scontrol. */
  env: NodeJS.ProcessEnv;
  run(command: string, ...args: string[]): string;
  stop(): Promise<void>;
}

/**
 * @param folder a new one, for state and logs
 * @param settings of the controller besides
 */
export async function startSlurm(folder: string, cpus: number, settings: object = {}): Promise<Slurm> {
  const at = (name: string): string => join(folder, name);
  chmodSync(folder, 0o755);
  for (const name of ["state", "spool"]) mkdirSync(at(name));
  writeFileSync(at("munge.key"), randomBytes(128), { mode: 0o400 });
  const host = hostname();
  const [controllerPort, nodePort] = [await freePort(), await freePort()];
  const config = {
    ClusterName: "visualatom",
    SlurmctldHost: `${host}(127.0.0.1)`,
    SlurmctldPort: controllerPort,
    SlurmdPort: nodePort,
    SlurmUser: "root",
    // A requeued job starts once its old credential has run out: after 120 s by default, also for less than 5.
    AuthInfo: `socket=${at("munge.socket")},cred_expire=5`,
    CredType: "cred/munge",
    StateSaveLocation: at("state"),
    SlurmdSpoolDir: at("spool"),
    SlurmctldPidFile: at("slurmctld.pid"),
    SlurmdPidFile: at("slurmd.pid"),
    ProctrackType: "proctrack/linuxproc",
    TaskPlugin: "task/none",
    SelectType: "select/cons_tres",
    SelectTypeParameters: "CR_CPU",
    SlurmdParameters: "config_overrides",
    ReturnToService: 2,
    JobRequeue: 1,
    KillWait: 10,
    // By default a minute passes between two looks at the queue.
    SchedulerType: "sched/builtin",
    SchedulerParameters: "sched_interval=1,sched_min_interval=0,batch_sched_delay=0",
    MpiDefault: "none",
    NodeName: `${host} NodeAddr=127.0.0.1 CPUs=${cpus} State=UNKNOWN`,
    ...settings,
    PartitionName: "test Nodes=ALL Default=YES State=UP",
  };
  const lines = Object.entries(config).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(at("slurm.conf"), lines.join(""));
  writeFileSync(at("plugstack.conf"), "");
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin`, SLURM_CONF: at("slurm.conf") };
  const daemons: ChildProcess[] = [];
  const daemon = (command: string, args: string[]): void => {
    const log = openSync(at(`${command}.out`), "a");
    daemons.push(spawn(command, args, { env, stdio: ["ignore", log, log] }));
  };
  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const stop = async (): Promise<void> => {
    for (const child of daemons.reverse()) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode !== null || !child.kill()) continue;
      await ended;
    }
  };
  daemon("munged", [
    "--foreground",
    "--force",
    `--key-file=${at("munge.key")}`,
    `--socket=${at("munge.socket")}`,
    `--pid-file=${at("munge.pid")}`,
    `--log-file=${at("munge.log")}`,
    `--seed-file=${at("munge.seed")}`,
  ]);
  daemon("slurmctld", ["-D", "-i"]);
  daemon("slurmd", ["-D", "-N", host]);
  for (let attempt = 0; attempt < 300; attempt++) {
    try {
      if (run("sinfo", "--noheader", "--format=%T").trim() === "idle") return { env, run, stop };
    } catch {
      // The controller is not up yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const logs = daemons.map(({ spawnfile }) => readFileSync(at(`${spawnfile}.out`), "utf8").slice(-2000));
  await stop();
  throw new Error(`Slurm's node did not come up:\n${logs.join("\n")}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
