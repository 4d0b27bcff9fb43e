/** Configurations as files: read from JSON or a dataset's description, written as JSON. */
import { readFile, stat } from "node:fs/promises";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { writeUserFile } from "../common/userFile.ts";
import { StudioError } from "./errors.ts";

const LARGEST_FILE = 1024 * 1024;

/** The document in a file; a dataset.json answers with the configuration in it. Not validated. */
export async function readConfigFile(path: string): Promise<unknown> {
  const found = await stat(path);
  // Opening a pipe would wait for somebody to write to it.
  if (!found.isFile()) throw new StudioError("InvalidConfig", `${path} is no file; choose a JSON file`);
  const { size } = found;
  if (size > LARGEST_FILE) {
    throw new StudioError("InvalidConfig", `${path} is too large for a configuration; choose a JSON file`);
  }
  let document: unknown;
  try {
    // A byte order mark, which some editors write, is no JSON.
    document = JSON.parse((await readFile(path, "utf8")).replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new StudioError(
      "InvalidConfig",
      `${path} is not valid JSON (${error.message}); choose another file`,
    );
  }
  const isManifest = typeof document === "object" && document !== null && "generator" in document;
  return isManifest ? (document as { config?: unknown }).config : document;
}

/** Never waits for a pipe: whoever saves would wait with it. */
export function writeConfigFile(path: string, config: DatasetConfig): Promise<void> {
  return writeUserFile(path, `${JSON.stringify(config, null, 2)}\n`, { waits: false });
}
