/** The failure of one image, told so that the main thread can say which and why. */

/** Code of a failure that every image would meet: the native canvas is not there. */
export const CANVAS_MISSING = "CANVAS_MISSING";

/** What of an error survives the way between threads. */
export interface ImageFailure {
  classIndex: number;
  instance: number;
  /** The system's code, as `ENOSPC`, where the cause has one. */
  code?: string;
  /** The file or folder concerned, where the cause names it. */
  path?: string;
}

/** Structured cloning keeps an error's message and cause but not its own fields, so these travel in the cause. */
export class ImageError extends Error {
  constructor(classIndex: number, instance: number, cause: unknown) {
    const { code, path, message } = cause as NodeJS.ErrnoException;
    const failure: ImageFailure = { classIndex, instance };
    if (code !== undefined) failure.code = code;
    if (path !== undefined) failure.path = path;
    super(`class ${classIndex}, instance ${instance}: ${message}`, { cause: failure });
    this.name = "ImageError";
  }
}
