/** What the configuration at hand is called. */
import type { CurrentConfig } from "./currentConfig.tsx";
import { originStem, originTitle } from "./origin.ts";

export type Named = Pick<CurrentConfig, "origin" | "changed">;

/** The title of its preset, or the name of its file, with “changed” where something differs from it. */
export function configTitle({ origin, changed }: Named): string {
  return changed ? `${originTitle(origin)}, changed` : originTitle(origin);
}

/** What a dataset or file made from it is proposed to be called. A file's own changes go into that file. */
export function proposedName({ origin, changed }: Named): string {
  const stem = originStem(origin);
  return changed && origin.kind !== "file" ? `${stem}-changed` : stem;
}
