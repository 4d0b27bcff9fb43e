/** Opening and saving configurations on the machine the studio runs on. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { configExtensions } from "../../core/studio/configFile.ts";
import { messageOf } from "../shared/format.ts";
import { useAbout } from "../shared/hostFacts.ts";
import { useNotify } from "../shared/notify.tsx";
import { useStudio } from "../shared/studio.tsx";
import { useFolderChoice } from "../shell/folders/folderChoice.tsx";
import type { ReadResult } from "./configFile.ts";

export interface ConfigFiles {
  open(): void;
  save(config: DatasetConfig, name: string): void;
}

export function useConfigFiles(onRead: (result: ReadResult) => void): ConfigFiles {
  const { api } = useStudio();
  const notify = useNotify();
  const choice = useFolderChoice();
  const about = useAbout();
  // The desktop's own dialogs are the host's; elsewhere the page asks for the path.
  const hasDialogs = about.data?.host === "electron";

  async function open(): Promise<void> {
    const path = hasDialogs
      ? undefined
      : await choice.chooseFile({ title: "Open a configuration", extensions: [...configExtensions] });
    if (path === null) return;
    const opened = await api.openConfigFile({ path });
    if (opened === null) return;
    const { result, name } = opened;
    if (result.ok) onRead({ ok: true, config: result.registered.config });
    else onRead({ ok: false, message: `${name} was not opened.`, problems: result.problems });
  }

  async function save(config: DatasetConfig, name: string): Promise<void> {
    const folder = hasDialogs
      ? undefined
      : await choice.chooseFolder({ title: "Save the configuration in", choose: "Save here" });
    if (folder === null) return;
    const path = folder === undefined ? undefined : `${folder.replace(/[\\/]$/, "")}/${name}.json`;
    const saved = await api.saveConfigFile({ config, name, path });
    if (saved !== null) notify.done(`Saved as ${saved.path}`);
  }

  const attempt = (action: Promise<void>) => void action.catch((reason) => notify.failed(messageOf(reason)));
  return { open: () => attempt(open()), save: (config, name) => attempt(save(config, name)) };
}
