/** Everything that can go wrong outside the configuration, as one sentence with a way out. */
import { CANVAS_MISSING, type ImageFailure } from "../../workers/errors.ts";

/** What the user asked for cannot be done as asked; nothing was changed. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** Something failed on the way. */
export class JobError extends Error {
  override readonly name = "JobError";
}

/** Nobody wants it any more: the one who asked has gone, or all is being ended. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** No thread got as far as its first task. */
export class ThreadsCannotStart extends JobError {
  constructor(cause: Error) {
    super(
      `the drawing threads cannot start (${cause.message.split("\n")[0]}); something of the program's installation is missing or damaged: install it again, then run the same command again`,
      { cause },
    );
  }
}

/** The file, a folder above it or the disk is not there. */
export const goneCodes: ReadonlySet<string> = new Set([
  "ENOENT",
  "ENOTDIR",
  "ESTALE",
  "ENOTCONN",
  "ENODEV",
  "ENXIO",
]);

const comesBack = "bring it back and run the same command again to continue";

/** What each system error means to someone who wants a dataset; `place` is a path or "the disk". */
const systemErrors: Record<string, (place: string) => string> = {
  NOT_OWN_FILE: (place) =>
    `${place} is a link or a special file, or has another name too; nothing is read or written through it: remove it, or let repair replace it`,
  FILE_TOO_LARGE: (place) => `${place} is far larger than a file of a dataset can be; remove it`,
  EFBIG: (place) =>
    `${place} would be larger than the file system or a limit allows; ${isShard(place) ? "choose smaller shards (--shard-size), or " : ""}raise the limit`,
  ENOSPC: (place) =>
    `no space left on the disk while writing ${place}; free some space and run the same command again to continue`,
  EDQUOT: (place) =>
    `your disk quota is used up at ${place}; free some space and run the same command again to continue`,
  EACCES: (place) =>
    `no permission to write ${place}; choose another folder, or change its permissions and run the same command again`,
  EPERM: (place) =>
    `the system does not allow writing ${place}; choose another folder, or allow it and run the same command again`,
  EROFS: (place) =>
    `${place} lies on a read-only file system; choose another folder, or make it writable and run the same command again`,
  ENOENT: (place) => `${place} does not exist; check the path`,
  ESTALE: (place) => `${place} is not there any more; ${comesBack}`,
  ENOTCONN: (place) => `the disk of ${place} is not connected any more; ${comesBack}`,
  ENODEV: (place) => `the disk of ${place} is not there any more; ${comesBack}`,
  ENXIO: (place) => `the disk of ${place} is not there any more; ${comesBack}`,
  ENOTDIR: (place) => `a part of ${place} is a file, not a folder; choose another folder`,
  EISDIR: (place) => `${place} is a folder, not a file; check the path`,
  EEXIST: (place) => `${place} exists already as a file; choose another folder`,
  ENAMETOOLONG: (place) => `the path ${place} is too long for the file system; choose a shorter one`,
  EMFILE: () => "too many open files; raise the limit (ulimit -n) or use fewer workers",
  ENFILE: () => "the system has too many open files; close some programs and run the same command again",
  EIO: (place) => `the disk failed at ${place}; check it, then run the same command again`,
};

function isShard(path: string): boolean {
  return /\.(tar|parquet)(\.tmp)?$/.test(path);
}

/** Of one file; every other failure of the system would meet the next image too. */
const codesOfOneFile = new Set(["EISDIR", "EEXIST", "ENOTDIR"]);

/** Whether a failure is not that of one image: to try again, or to go on with others, would be in vain. */
export function stopsEverything(error: unknown): boolean {
  const code = error instanceof Error ? failureOf(error).code : undefined;
  if (code === CANVAS_MISSING || error instanceof ThreadsCannotStart) return true;
  return code !== undefined && code in systemErrors && !codesOfOneFile.has(code);
}

/** Whether what was written to, or a folder above it, is not there any more. */
export function isGone(error: unknown): boolean {
  const code = error instanceof Error ? failureOf(error).code : undefined;
  return code !== undefined && goneCodes.has(code);
}

/** Whether files that were written before may be gone too. */
export function losesFiles(error: unknown): boolean {
  return isGone(error) || (error instanceof Error && failureOf(error).code === "EIO");
}

/** One sentence for people. The stack is for logs. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const failure = failureOf(error);
  const sentence = systemErrors[failure.code ?? ""]?.(failure.path ?? "the disk");
  if (sentence === undefined) return error.message;
  if (failure.classIndex === undefined) return sentence;
  return `class ${failure.classIndex}, instance ${failure.instance}: ${sentence}`;
}

/** Of writing alone: of two paths, the one that was copied or moved to is meant. */
const codesOfWriting = new Set(["ENOSPC", "EFBIG", "EDQUOT", "EROFS"]);

function failureOf(error: Error): Partial<ImageFailure> {
  const { code, dest, path: from } = error as NodeJS.ErrnoException & { dest?: string };
  const path = codesOfWriting.has(code ?? "") ? (dest ?? from) : from;
  if (typeof error.cause === "object" && error.cause !== null) return error.cause as Partial<ImageFailure>;
  return { ...(code !== undefined && { code }), ...(path !== undefined && { path }) };
}
