/** The page's one way out: a named function for each method of StudioApi, and the studio's events. */
import { contextBridge, ipcRenderer, webUtils } from "electron";
import { type StudioApi, type StudioEvent, studioMethods } from "../../../core/studio/api.ts";
import type { StudioBridge } from "../../../core/studio/bridge.ts";
import { type Answer, DROP_CHANNEL, EVENT_CHANNEL, methodChannel } from "./channels.ts";

async function call(method: string, input: unknown): Promise<unknown> {
  const answer: Answer = await ipcRenderer.invoke(methodChannel(method), input);
  if (answer.ok) return answer.value;
  const error = new Error(answer.error.message);
  error.name = answer.error.name;
  throw error;
}

const api = Object.fromEntries(
  studioMethods.map((method) => [method, (input?: unknown) => call(method, input)]),
) as unknown as StudioApi;

const bridge: StudioBridge = {
  api,
  subscribe(listener) {
    const forward = (_: unknown, event: StudioEvent) => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
  pictureBase: new URL("/", window.location.href).href,
};

contextBridge.exposeInMainWorld("studio", bridge);

// The page reads dropped files itself; only of a folder is the path needed, which pages are not told.
window.addEventListener(
  "drop",
  (event) => {
    if (!event.isTrusted || !event.dataTransfer) return;
    const folders = Array.from(event.dataTransfer.items)
      .filter((item) => item.webkitGetAsEntry()?.isDirectory)
      .map((item) => item.getAsFile())
      .filter((file) => file !== null)
      .map((file) => webUtils.getPathForFile(file))
      .filter((path) => path !== "");
    if (folders.length > 0) ipcRenderer.send(DROP_CHANNEL, folders);
  },
  true,
);
