/** Files and folders on the user's disk: which may be touched, and opening what is in them. */
import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ConfigResult, DatasetInfo, FolderListing, StudioApi } from "../../../core/studio/api.ts";
import { configExtensions, isConfigName, ownExtension } from "../../../core/studio/configFile.ts";
import type { SettingsStore } from "../../common/settings.ts";
import { manifestName } from "../../dataset/manifest.ts";
import { readConfigFile, writeConfigFile } from "../configFiles.ts";
import type { ConfigRegistry } from "../configRegistry.ts";
import { StudioError } from "../errors.ts";
import type { EventBus } from "../eventBus.ts";
import type { Host } from "../host.ts";
import type { Datasets } from "./datasets.ts";
import { existingFolder, exists, listFolder, makeFolder } from "./folders.ts";
import { canonicalPath, type Grants } from "./grants.ts";

const KEPT_RECENT = 12;

type SaveInput = Parameters<StudioApi["saveConfigFile"]>[0];

export interface LibraryOptions {
  store: SettingsStore;
  host: Host;
  configs: ConfigRegistry;
  grants: Grants;
  datasets: Datasets;
  events: EventBus;
}

export class Library {
  private readonly options: LibraryOptions;
  /** Folders that the page's folder browser has shown: a file in them was chosen by eye. */
  private readonly shown = new Set<string>();

  constructor(options: LibraryOptions) {
    this.options = options;
    const { store } = options;
    const { defaultFolder } = store.get("settings");
    if (defaultFolder) this.trust(defaultFolder);
    for (const { path } of store.get("recentDatasets")) this.trust(path);
  }

  /** Grants a folder that the user chose at another time; it may have gone since. */
  trust(path: string): void {
    try {
      this.options.grants.grantFolder(path);
    } catch (error) {
      this.options.host.log.error(`${path} cannot be granted: ${(error as Error).message}`);
    }
  }

  /** Canonical. @throws StudioError `PathNotGranted` */
  check(path: string): string {
    return this.options.grants.check(path);
  }

  async chooseFolder(title: string, startAt: string | undefined): Promise<{ path: string } | null> {
    const { dialogs } = this.options.host;
    if (!dialogs)
      throw new StudioError("NotPossible", "There are no dialogs here; choose in the page's folder list");
    const path = await dialogs.chooseFolder({ title, ...(startAt && { startAt }) });
    return path === null ? null : { path: this.options.grants.grantFolder(path) };
  }

  async list(path: string | undefined, extensions: string[] | undefined): Promise<FolderListing> {
    this.needFolderBrowser();
    const { store, host } = this.options;
    const start = path ?? store.get("settings").defaultFolder ?? host.homeFolder;
    const listing = await listFolder(await existingFolder(this.expanded(start)), extensions);
    this.shown.add(listing.path);
    return listing;
  }

  async make(parent: string, name: string): Promise<{ path: string }> {
    this.needFolderBrowser();
    return { path: await makeFolder(this.expanded(parent), name) };
  }

  async grant(path: string): Promise<{ path: string }> {
    this.needFolderBrowser();
    return { path: this.options.grants.grantFolder(await existingFolder(path)) };
  }

  /** A folder that may become the default: chosen in a dialog, or in the page's folder browser. */
  async checkDefaultFolder(path: string): Promise<string> {
    if (this.options.host.dialogs) return this.check(path);
    return this.options.grants.grantFolder(await existingFolder(path));
  }

  /** @returns null when the dialog was cancelled */
  async openConfigFile(
    path: string | undefined,
  ): Promise<{ name: string; path: string; result: ConfigResult } | null> {
    const chosen = await this.chosenFile(path, (dialogs) =>
      dialogs.openFile({ title: "Open a configuration" }),
    );
    if (chosen === null) return null;
    const result = this.options.configs.registerInput(await readConfigFile(chosen));
    return { name: basename(chosen), path: chosen, result };
  }

  /** @returns null when the dialog was cancelled */
  async saveConfigFile({
    config,
    path,
    replace = false,
    name,
    startAt,
  }: SaveInput): Promise<{ path: string } | null> {
    const result = this.options.configs.registerInput(config);
    if (!result.ok) {
      throw new StudioError(
        "InvalidConfig",
        "This configuration has problems; correct them first",
        result.problems,
      );
    }
    const file = isConfigName(name) ? name : `${name}.${ownExtension}`;
    const chosen = await this.chosenFile(path, (dialogs) =>
      dialogs.saveFile({ title: "Save the configuration", startAt: startAt ?? basename(file) }),
    );
    if (chosen === null) return null;
    if (!isConfigName(basename(chosen)) || basename(chosen).startsWith(".")) {
      const endings = configExtensions.map((extension) => `.${extension}`).join(" or ");
      throw new StudioError("NotPossible", `${chosen} does not end in ${endings}; give a name that does`);
    }
    // The system's dialog has asked already.
    if (path !== undefined && !replace && (await exists(chosen))) {
      throw new StudioError("NotPossible", `${chosen} is there already; give another name`);
    }
    await writeConfigFile(chosen, result.registered.config);
    return { path: chosen };
  }

  /** Opens a dataset that was granted and remembers it. */
  async openDataset(path: string): Promise<DatasetInfo> {
    const { datasets, store, host } = this.options;
    const info = await datasets.openDataset(this.check(path));
    const opened = {
      path: info.path,
      title: basename(info.path),
      openedAt: new Date(host.now()).toISOString(),
    };
    // The page opens it again and again, to see what has changed.
    if (store.get("recentDatasets")[0]?.path === info.path) return info;
    const others = store.get("recentDatasets").filter((recent) => recent.path !== info.path);
    store.set("recentDatasets", [opened, ...others].slice(0, KEPT_RECENT));
    return info;
  }

  /** What the user dropped on the window or opened from the desktop: a configuration or a dataset's folder. */
  async openFromDesktop(path: string): Promise<void> {
    const { events, grants } = this.options;
    const canonical = canonicalPath(path);
    if ((await stat(canonical)).isDirectory()) {
      grants.grantFolder(canonical);
      events.emit({ type: "command", command: "openDataset", dataset: await this.openDataset(canonical) });
      return;
    }
    if (basename(canonical) === manifestName) return this.openFromDesktop(dirname(canonical));
    grants.grantFile(canonical);
    const opened = await this.openConfigFile(canonical);
    if (!opened?.result.ok) {
      const problems = opened && !opened.result.ok ? opened.result.problems : [];
      throw new StudioError(
        "InvalidConfig",
        `${basename(path)} is not a configuration that can be used`,
        problems,
      );
    }
    const { registered } = opened.result;
    const { name, path: file } = opened;
    events.emit({ type: "command", command: "openConfig", registered, name, path: file });
  }

  private async chosenFile(
    path: string | undefined,
    ask: (dialogs: NonNullable<Host["dialogs"]>) => Promise<string | null>,
  ): Promise<string | null> {
    const { grants, host } = this.options;
    if (path !== undefined) return this.checkFile(path);
    if (!host.dialogs) throw new StudioError("InvalidInput", "Choose the file in the page's folder list");
    const chosen = await ask(host.dialogs);
    return chosen === null ? null : grants.grantFile(chosen);
  }

  private checkFile(path: string): string {
    const canonical = canonicalPath(path);
    const folder = dirname(canonical);
    if (this.shown.has(folder)) return join(folder, basename(canonical));
    return this.options.grants.check(canonical);
  }

  /** `~` as a shell reads it. */
  private expanded(path: string): string {
    return path.replace(/^~(?=[/\\]|$)/, () => this.options.host.homeFolder);
  }

  private needFolderBrowser(): void {
    if (this.options.host.dialogs) {
      throw new StudioError("NotPossible", "Folders are chosen in the system's dialog here");
    }
  }
}
