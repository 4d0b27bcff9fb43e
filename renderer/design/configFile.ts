/** Configurations as files of the person at the page: read from a file or a drop, written as a download. */
import type { ConfigProblem } from "../../core/config/errors.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { safeParseConfig } from "../../core/config/schema.ts";

export type ReadResult =
  /** `path` on the studio's machine; null of a file that came through the browser. */
  | { ok: true; config: DatasetConfig; name: string; path: string | null }
  /** One sentence, and what is wrong in detail. */
  | { ok: false; message: string; problems: readonly ConfigProblem[] };

/** A configuration is a few KB; anything much larger is another file. */
const LARGEST_FILE = 1_000_000;

export async function readConfigFile(file: File): Promise<ReadResult> {
  const { name } = file;
  if (file.size > LARGEST_FILE) {
    return { ok: false, message: `${name} is no configuration: it is larger than 1 MB.`, problems: [] };
  }
  let document: unknown;
  try {
    document = JSON.parse(await file.text());
  } catch {
    return {
      ok: false,
      message: `${name} is not JSON; choose a configuration saved by the studio.`,
      problems: [],
    };
  }
  return readDocument(document, name);
}

/** A configuration, or a `dataset.json`, which holds one. */
export function readDocument(document: unknown, name: string): ReadResult {
  const isManifest = typeof document === "object" && document !== null && "config" in document;
  const result = safeParseConfig(isManifest ? (document as { config: unknown }).config : document);
  if (result.ok) return { ...result, name, path: null };
  const count = result.problems.length;
  const message = `${name} was not opened: ${count === 1 ? "a field is" : `${count} fields are`} not as allowed.`;
  return { ok: false, message, problems: result.problems };
}

export function downloadConfig(config: DatasetConfig, name: string): void {
  const text = `${JSON.stringify(config, null, 2)}\n`;
  downloadBlob(new Blob([text], { type: "application/json" }), name);
}

export function downloadBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken its reference by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
