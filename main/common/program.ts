/** How this program is called in a terminal from where it was started, for commands that people copy. */
import { realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { distPath } from "../../workers/distPath.ts";
import { shellWord } from "./shellWord.ts";

export interface Surroundings {
  /** Of the command line: `dist/cli.js`. */
  script: string;
  folder: string;
  path: string;
  platform: NodeJS.Platform;
  /** Of the desktop package, which takes commands itself; null where the program runs in Node. */
  application: string | null;
  /** The script of a package by which npm has started it. */
  npmScript?: string | undefined;
}

/**
 * What starts the page's host again, from where it was started.
 * @param port that was asked for
 */
export function serveCommand(port?: number, around: Surroundings = surroundings()): string {
  // 0 is any free port, another one at each start.
  const options = port === undefined || port === 0 ? "" : ` --port ${port}`;
  if (around.npmScript === "start") return `npm start${options === "" ? "" : ` --${options}`}`;
  return `${programWords(around)} serve${options}`;
}

/** `visualatom` where a shell finds it, `npx visualatom` in a checkout or beside an installed package, else by path. */
export function programWords(around: Surroundings = surroundings()): string {
  const { script, folder, path, platform, application } = around;
  if (application !== null) return called(application, platform);
  const name = platform === "win32" ? "visualatom.cmd" : "visualatom";
  const own = realPath(script);
  // npm and npx put folders of their own on the path of what they start.
  const onPath = path.split(delimiter).filter((entry) => !/[\\/]node_modules[\\/]/.test(`${entry}/`));
  const isOwn = (file: string): boolean =>
    platform === "win32" ? realPath(file) !== null : realPath(file) === own;
  if (onPath.some((entry) => entry !== "" && isOwn(join(entry, name)))) return "visualatom";
  for (let at = folder; ; at = dirname(at)) {
    const inPackage = realPath(join(at, "dist", "cli.js")) === own;
    if (inPackage || isOwn(join(at, "node_modules", ".bin", name))) return "npx visualatom";
    if (dirname(at) === at) break;
  }
  return `node ${shellWord(script, platform)}`;
}

function surroundings(): Surroundings {
  const { env, platform, versions, execPath } = process;
  // Set where Electron runs a folder, as it does in a checkout.
  const isPackaged = versions.electron !== undefined && !("defaultApp" in process);
  return {
    script: distPath("cli.js"),
    folder: process.cwd(),
    path: env.PATH ?? "",
    platform,
    // An AppImage runs from a folder that is gone once it ends.
    application: isPackaged ? (env.APPIMAGE ?? execPath) : null,
    npmScript: env.npm_lifecycle_event,
  };
}

/** PowerShell takes a quoted word for a text unless it is told to call it. */
function called(path: string, platform: NodeJS.Platform): string {
  const word = shellWord(path, platform);
  return platform === "win32" && word !== path ? `& ${word}` : word;
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
