/** What can become of a search that does not find what is wanted. */
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { pointsOf } from "../../../../core/formulations/index.ts";
import { Cancelled, InputError } from "../../../common/errors.ts";
import { countText } from "../../../common/format.ts";

export function stopped(): Cancelled {
  return new Cancelled("the search for classes was stopped");
}

/** A search that cannot succeed must not go on for ever. */
export function nothingFound(config: DatasetConfig, candidates: number): InputError {
  const { search } = pointsOf(config)!;
  return new InputError(
    `${search.field}: none of ${countText(candidates)} candidates in a row became a class; ${search.wayOut}`,
  );
}

export function notBrought(digest: string): InputError {
  return new InputError(
    `parameters.classTable: the classes with SHA-256 ${digest.slice(0, 16)}… are not on this machine; give the folder of their files with --class-table <dir> to visualatom classes or generate, which keep them for every command`,
  );
}
