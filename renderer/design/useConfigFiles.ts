/** Opening and saving configurations on the machine the studio runs on. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { configExtensions, ownExtension } from "../../core/studio/configFile.ts";
import { useCurrentConfig } from "../editing/currentConfig.tsx";
import { originStem } from "../editing/origin.ts";
import { useAbout } from "../shared/hostFacts.ts";
import { useNotify } from "../shared/notify.tsx";
import { splitPath } from "../shared/paths.ts";
import { useStudio } from "../shared/studio.tsx";
import { messageOf } from "../shared/text/format.ts";
import { useFolderChoice } from "../shell/folders/folderChoice.tsx";
import type { ReadResult } from "./configFile.ts";

export interface ConfigFiles {
  open(): void;
  /** Asks where to, and under which name. */
  save(config: DatasetConfig): void;
  /** Into the file it came from; asks where there is none. */
  saveAgain(config: DatasetConfig): void;
}

export function useConfigFiles(onRead: (result: ReadResult) => void): ConfigFiles {
  const { api } = useStudio();
  const notify = useNotify();
  const choice = useFolderChoice();
  const { origin, saved } = useCurrentConfig();
  const about = useAbout();
  // The desktop's own dialogs are the host's; elsewhere the page asks for the path.
  const hasDialogs = about.data?.host === "electron";
  const extensions = configExtensions.map((extension) => `.${extension}`);
  const ownPath = origin.kind === "file" ? origin.path : null;

  async function open(): Promise<void> {
    const startAt = ownPath === null ? undefined : splitPath(ownPath)?.parent;
    const path = hasDialogs
      ? undefined
      : await choice.chooseFile({ title: "Open a configuration", use: "designs", extensions, startAt });
    if (path === null) return;
    const opened = await api.openConfigFile({ path });
    if (opened === null) return;
    const { result, name } = opened;
    if (result.ok) onRead({ ok: true, config: result.registered.config, name, path: opened.path });
    else onRead({ ok: false, message: `${name} was not opened.`, problems: result.problems });
  }

  async function save(config: DatasetConfig): Promise<void> {
    const name = originStem(origin);
    if (hasDialogs) return write({ config, name, startAt: ownPath ?? undefined });
    const proposedName = origin.kind === "file" ? origin.name : `${name}.${ownExtension}`;
    const startAt = ownPath === null ? undefined : splitPath(ownPath)?.parent;
    const use = "designs" as const;
    const wish = { title: "Save the configuration", use, extensions, proposedName, startAt, ownPath };
    const file = await choice.chooseNewFile(wish);
    if (file !== null) await write({ config, name, ...file });
  }
  async function write(input: Parameters<typeof api.saveConfigFile>[0]): Promise<void> {
    const written = await api.saveConfigFile(input);
    if (written === null) return;
    const name = splitPath(written.path)?.name ?? written.path;
    saved({ name, path: written.path }, input.config as DatasetConfig);
    notify.done(`Saved as ${written.path}`);
  }

  const attempt = (action: Promise<void>) => void action.catch((reason) => notify.failed(messageOf(reason)));
  return {
    open: () => attempt(open()),
    save: (config) => attempt(save(config)),
    saveAgain: (config) =>
      attempt(
        ownPath === null
          ? save(config)
          : write({ config, name: originStem(origin), path: ownPath, replace: true }),
      ),
  };
}
