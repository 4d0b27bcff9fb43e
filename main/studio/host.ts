/** What the studio asks of the host it runs in. */
import type { About } from "../../core/studio/api.ts";
import type { Log } from "../common/log.ts";

export interface FileDialogOptions {
  title: string;
  /** Folder or file to start at. */
  startAt?: string;
}

export interface HostDialogs {
  /** Each answers the path that the user chose, or null. */
  chooseFolder(options: FileDialogOptions): Promise<string | null>;
  openFile(options: FileDialogOptions): Promise<string | null>;
  saveFile(options: FileDialogOptions): Promise<string | null>;
}

export interface Host {
  kind: About["host"];
  homeFolder: string;
  /** As `About` tells it. */
  startCommand: string | null;
  /** null where the page brings its own folder browser. */
  dialogs: HostDialogs | null;
  /** Shows a folder in the desktop's file manager; false where there is none. */
  showFolder(path: string): Promise<boolean>;
  /** Time of the day, ms. */
  now(): number;
  /** For what the user is not shown. */
  log: Log;
}
