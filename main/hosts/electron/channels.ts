/** Names of the messages between the page's preload and the main process. */
import type { PlainError } from "../../studio/errors.ts";

/** One channel for each method of StudioApi. */
export const methodChannel = (method: string): string => `studio:${method}`;
/** Main process to page: a StudioEvent. */
export const EVENT_CHANNEL = "studio-event";
/** Page to main process: paths of folders that the user dropped on the window. */
export const DROP_CHANNEL = "studio-drop";

/** Errors lose their names on the way, so answers say it themselves. */
export type Answer = { ok: true; value: unknown } | { ok: false; error: PlainError };
