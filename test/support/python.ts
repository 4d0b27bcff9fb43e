/** Runs Python: Debian's, that with the readers of PyTorch, and that with those of tables. */
import { execFileSync, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** Debian's. */
export const python = "/usr/bin/python3";
/**
 * With the readers of test/readers/requirements.txt that read into PyTorch; test/readers/install.sh makes it.
 * VISUALATOM_TEST_PYTHON names another one, with another PyTorch.
 */
export const readersPython =
  process.env.VISUALATOM_TEST_PYTHON ?? fileURLToPath(new URL("../.venv/bin/python", import.meta.url));
/** With those that read tables: PyArrow and what stands on it. */
export const tablesPython = fileURLToPath(new URL("../.venv/tables/bin/python", import.meta.url));

/** Why a module cannot be imported, or null where it can. */
export function whyMissing(module: string, interpreter = python): string | null {
  try {
    execFileSync(interpreter, ["-c", `import ${module}`], { stdio: "pipe" });
    return null;
  } catch (error) {
    const { stderr, message } = error as { stderr?: Buffer; message: string };
    return stderr?.toString().trim().split("\n").pop() || message;
  }
}

/** Runs a script beside the tests (`layouts/shards.py`) and returns the JSON that it prints. */
export function runPython<T>(script: string, ...options: string[]): T {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  return JSON.parse(execFileSync(python, [path, ...options], { encoding: "utf8", maxBuffer: 1 << 26 })) as T;
}

const packageFolder = fileURLToPath(new URL("../../python", import.meta.url));

/**
 * Gives a script of test/readers JSON on stdin and returns the JSON that it prints. Readers find no network and leave nothing
 * in anybody's cache.
 * @param cache a folder for what they keep
 */
export async function runReaders<T>(
  interpreter: string,
  script: string,
  input: unknown,
  cache: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<T> {
  const path = fileURLToPath(new URL(`../readers/${script}`, import.meta.url));
  const offline = { HF_HOME: cache, HF_HUB_OFFLINE: "1", HF_DATASETS_OFFLINE: "1" };
  const child = spawn(interpreter, [path], {
    stdio: ["pipe", "pipe", "inherit"],
    env: {
      ...process.env,
      ...offline,
      PYTHONPATH: packageFolder,
      PYTHONDONTWRITEBYTECODE: "1",
      ...environment,
    },
  });
  child.stdin.end(JSON.stringify(input));
  const output = await text(child.stdout);
  try {
    return JSON.parse(output) as T;
  } catch {
    throw new Error(`${script} printed no JSON: ${output.slice(0, 200)}`);
  }
}

/** Runs a script of test/python with the Python package of this repository, and returns the JSON that it prints. */
export function runWithPackage<T>(script: string, input: unknown = null): T {
  const path = fileURLToPath(new URL(`../python/${script}`, import.meta.url));
  const output = execFileSync(readersPython, [path], {
    encoding: "utf8",
    input: JSON.stringify(input),
    maxBuffer: 1 << 26,
    env: { ...process.env, PYTHONPATH: packageFolder, PYTHONDONTWRITEBYTECODE: "1" },
  });
  return JSON.parse(output) as T;
}

/** Why the Python package cannot be tried, or null where it can; modules: what it is tried with. */
export function whyNoPackage(modules = ""): string | null {
  const missing = whyMissing(`numpy, wasmtime${modules}`, readersPython);
  if (missing !== null) console.warn(`Tests of the Python package are skipped: ${missing}`);
  return missing;
}
