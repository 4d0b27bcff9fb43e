/** The platform's own places for what the studio keeps beside its settings. */
import { statSync } from "node:fs";
import { homedir } from "node:os";
import envPaths from "env-paths";

// An empty word of the environment is none, as it is for a shell.

/** For what can be made again. */
export function cacheFolder(): string {
  return process.env.VISUALATOM_CACHE || folders().cache;
}

/** For the log. */
export function logFolder(): string {
  return process.env.VISUALATOM_LOG || folders().log;
}

/** Where dialogs begin: the user's home, or the working directory where there is none. */
export function homeFolder(): string {
  const home = homedir();
  return statSync(home, { throwIfNoEntry: false })?.isDirectory() ? home : process.cwd();
}

function folders(): { cache: string; log: string } {
  return envPaths("visualatom-studio", { suffix: "" });
}
