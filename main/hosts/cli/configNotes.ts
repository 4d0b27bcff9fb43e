/** Says on stderr what is allowed in a configuration but surprises later. */
import { configNotes } from "../../../core/config/notes.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { note } from "./output.ts";

export function noteConfig(config: DatasetConfig): void {
  for (const { field, message } of configNotes(config)) note(`note: ${field}: ${message}`);
}
