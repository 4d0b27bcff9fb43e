/** Starts train/'s scripts and reads what they trained on. */
import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cliCommand } from "../support/cli.ts";
import { readersPython, whyMissing } from "../support/python.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A network that costs next to nothing, for images of 32 px. */
export const smallNetwork = [
  ...["--model-kwargs", "img_size=32", "patch_size=8", "embed_dim=24", "depth=1", "num_heads=2"],
  ...["--workers", "2", "--trace"],
];

export interface Job {
  script: "pretrain" | "finetune";
  arguments: string[];
  /** The process is sent a signal when it begins this step, SIGKILL if none is told. */
  kill_at?: number;
  signal?: "SIGINT";
  environment?: Record<string, string>;
}

export interface Ended {
  /** Exit code, or minus the signal's number. */
  status: number;
  output: string;
}

const environment = {
  ...process.env,
  OMP_NUM_THREADS: "1",
  PYTHONPATH: at("../../python"),
  PYTHONDONTWRITEBYTECODE: "1",
  VISUALATOM: cliCommand,
};

function python(
  args: string[],
  input: string,
  more: NodeJS.ProcessEnv = {},
): Promise<Ended & { stdout: string }> {
  return new Promise((resolve) => {
    const options = { env: { ...environment, ...more }, maxBuffer: 1 << 26 };
    const child = execFile(readersPython, args, options, (error, stdout, stderr) => {
      const status = error === null ? 0 : Number(error.code ?? -constants.signals[error.signal!]);
      resolve({ status, stdout, output: stdout + stderr });
    });
    child.stdin?.end(input);
  });
}

/** One after the other. */
export async function runJobs(jobs: Job[]): Promise<Ended[]> {
  const { stdout, output } = await python([at("run.py")], JSON.stringify(jobs));
  try {
    return JSON.parse(stdout) as Ended[];
  } catch {
    throw new Error(`run.py: ${output}`);
  }
}

/**
 * Pre-training on two ranks.
 * @param logs a folder for what torchrun writes
 * @param kill RANK:STEP, where that rank is killed
 */
export function runOnTwoRanks(args: string[], logs: string, kill?: string): Promise<Ended> {
  const torchrun = [
    ...["-m", "torch.distributed.run", "--nproc_per_node", "2"],
    ...["--rdzv_backend", "c10d", "--rdzv_endpoint", "localhost:0"],
    // Debian's PyTorch 1.13 fails at its own defaults of these with Python 3.11.
    ...["--redirects", "2", "--tee", "2", "--log_dir", logs],
  ];
  const script = kill === undefined ? at("../../train/pretrain.py") : at("run.py");
  return python([...torchrun, script, ...args], "", kill === undefined ? {} : { KILL: kill });
}

/** Lines of Python that may import train/'s modules; returns what they print. */
export function runSnippet(lines: string[]): string {
  const options = { cwd: at("../../train"), env: environment, encoding: "utf8" } as const;
  return execFileSync(readersPython, ["-c", lines.join("\n")], options).trim();
}

export interface Step {
  step: number;
  images: (number | string)[];
  loss: number;
}

/** Every line that a rank wrote, those of steps that were done again after an interruption twice. */
export function traceOf(out: string, rank = 0): Step[] {
  const path = join(out, `trace-${rank}.jsonl`);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Step);
}

/** Why the scripts cannot be tried, or null where they can. */
export function whyNoTraining(): string | null {
  const missing = whyMissing("torch, torchvision, timm, webdataset, wasmtime", readersPython);
  if (missing !== null) console.warn(`Trainings are not tried (test/readers/install.sh): ${missing}`);
  return missing;
}
