/** The system's dialogs for folders and files. */
import { type BrowserWindow, dialog } from "electron";
import { configExtensions } from "../../../core/studio/configFile.ts";
import type { HostDialogs } from "../../studio/host.ts";

const CONFIG_FILTER = { name: "Configuration", extensions: [...configExtensions] };

export function makeDialogs(window: () => BrowserWindow | null): HostDialogs {
  const first = ({ canceled, filePaths }: { canceled: boolean; filePaths: string[] }): string | null =>
    canceled ? null : (filePaths[0] ?? null);
  return {
    async chooseFolder({ title, startAt }) {
      const properties: ("openDirectory" | "createDirectory")[] = ["openDirectory", "createDirectory"];
      const options = { title, properties, ...(startAt && { defaultPath: startAt }) };
      const parent = window();
      return first(await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options)));
    },
    async openFile({ title, startAt }) {
      const options = { title, filters: [CONFIG_FILTER], ...(startAt && { defaultPath: startAt }) };
      const parent = window();
      return first(await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options)));
    },
    async saveFile({ title, startAt }) {
      const options = { title, filters: [CONFIG_FILTER], ...(startAt && { defaultPath: startAt }) };
      const parent = window();
      const { canceled, filePath } = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options));
      return canceled || !filePath ? null : filePath;
    },
  };
}

/** Asks before a running job is interrupted; true to quit. */
export async function askToQuit(window: BrowserWindow | null): Promise<boolean> {
  const options = {
    type: "question" as const,
    title: "VisualAtom Studio",
    message: "A dataset is being generated.",
    detail: "If you quit now, what is done is kept, and you can continue the job next time.",
    buttons: ["Pause and quit", "Keep generating"],
    defaultId: 1,
    cancelId: 1,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0;
}
