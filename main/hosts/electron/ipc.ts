/** The main process's end of the preload: one handler for each method, for the studio's own page only. */
import { type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from "electron";
import { studioMethods } from "../../../core/studio/api.ts";
import { plainError, StudioError } from "../../studio/errors.ts";
import type { Studio } from "../../studio/studio.ts";
import { isStudioAddress } from "./address.ts";
import { type Answer, DROP_CHANNEL, EVENT_CHANNEL, methodChannel } from "./channels.ts";

export interface IpcOptions {
  studio: Studio;
  window(): BrowserWindow | null;
  openPaths(paths: string[]): void;
  log(message: string): void;
}

export function handleIpc({ studio, window, openPaths, log }: IpcOptions): void {
  for (const method of studioMethods) {
    ipcMain.handle(methodChannel(method), async (event, input: unknown): Promise<Answer> => {
      try {
        if (!isOurPage(event, window())) throw foreign();
        return { ok: true, value: await studio.call(method, input) };
      } catch (error) {
        const plain = plainError(error);
        if (plain.name === "Failed") log(`${method}: ${(error as Error)?.stack ?? error}`);
        return { ok: false, error: plain };
      }
    });
  }
  ipcMain.on(DROP_CHANNEL, (event, paths: unknown) => {
    if (!isOurPage(event, window()) || !Array.isArray(paths)) return;
    openPaths(paths.filter((path) => typeof path === "string"));
  });
  studio.subscribe((event) => {
    const target = window();
    if (target && !target.isDestroyed()) target.webContents.send(EVENT_CHANNEL, event);
  });
}

/** A frame inside the page, another window or another address is not the page. */
function isOurPage(event: IpcMainInvokeEvent | IpcMainEvent, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame;
  if (!window || !frame || event.sender !== window.webContents) return false;
  return frame === window.webContents.mainFrame && isStudioAddress(frame.url);
}

function foreign(): StudioError {
  return new StudioError("NotPossible", "Only the studio's own page may ask this");
}
