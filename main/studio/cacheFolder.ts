/** Where the studio keeps what it can make again: the platform's folder for caches. */
import { homedir } from "node:os";
import { join } from "node:path";

const NAME = "visualatom-studio";

export function cacheFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === "darwin") return join(home, "Library", "Caches", NAME);
  if (platform === "win32")
    return join(environment.LOCALAPPDATA ?? join(home, "AppData", "Local"), NAME, "Cache");
  // The XDG specification has relative paths ignored.
  const xdg = environment.XDG_CACHE_HOME;
  return join(xdg?.startsWith("/") ? xdg : join(home, ".cache"), NAME);
}
