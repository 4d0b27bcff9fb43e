/** Runs the built command line as a user does: a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { shellWord } from "../../main/common/shellWord.ts";

export const cliPath = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
if (!existsSync(cliPath)) throw new Error("dist/cli.js is missing; run `npm run build` first");

/** As a shell is told it. */
export const cliCommand = [process.execPath, cliPath].map((word) => shellWord(word, "linux")).join(" ");

export interface CliResult {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunningCli {
  process: ChildProcess;
  ended: Promise<CliResult>;
}

export interface CliOptions {
  cwd?: string;
  /** User to run as; needs root. */
  uid?: number;
  env?: NodeJS.ProcessEnv;
}

export function startCli(args: string[], options: CliOptions = {}): RunningCli {
  const child = spawn(process.execPath, [cliPath, ...args], {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => {
    stdout += data;
  });
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { process: child, ended };
}

export function runCli(args: string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).ended;
}

export interface GenerateSummary {
  images: number;
  bytes: number;
  seconds: number;
  imagesPerSecond: number;
  blankImages: number;
  fingerprint: string | null;
  out: string;
  complete: boolean;
}

/** `generate … --json`, which must succeed; everything that it prints on stdout must be one JSON object. */
export async function generate(args: string[], options: CliOptions = {}): Promise<GenerateSummary> {
  const result = await runCli(["generate", ...args, "--json", "--quiet"], options);
  if (result.code !== 0) throw new Error(`exit code ${result.code}: ${result.stderr}`);
  return JSON.parse(result.stdout) as GenerateSummary;
}
