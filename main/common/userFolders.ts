/** The platform's own places for what the studio keeps beside its settings. */
import { homedir } from "node:os";
import envPaths from "env-paths";
import { isFolder } from "./makeFolders.ts";

// An empty word of the environment is none, as it is for a shell.

/** For what can be made again. */
export function cacheFolder(): string {
  return process.env.VISUALATOM_CACHE || folders().cache;
}

/** For the log. */
export function logFolder(): string {
  return process.env.VISUALATOM_LOG || folders().log;
}

/** For settings. */
export function settingsFolder(): string {
  return folders().config;
}

/** Why something cannot be kept among the user's own files, as the end of a sentence. */
export function whyNotKept({ message }: Error): string {
  return message.includes(homedir()) && !isFolder(homedir()) ? "there is no home folder" : message;
}

/** Where dialogs begin: the user's home, or the working directory where there is none. */
export function homeFolder(): string {
  const home = homedir();
  return isFolder(home) ? home : process.cwd();
}

function folders(): { cache: string; config: string; log: string } {
  return envPaths("visualatom-studio", { suffix: "" });
}
