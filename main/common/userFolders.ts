/** The platform's own places for what the studio keeps beside its settings. */
import envPaths from "env-paths";

/** For what can be made again. */
export function cacheFolder(): string {
  return process.env.VISUALATOM_CACHE ?? folders().cache;
}

/** For the log. */
export function logFolder(): string {
  return folders().log;
}

function folders(): { cache: string; log: string } {
  return envPaths("visualatom-studio", { suffix: "" });
}
