/** Runs the browser host until Ctrl-C: the command `serve`, and `npm start` where there is no Electron. */
import { spawn } from "node:child_process";
import { existsSync, fchmodSync } from "node:fs";
import { dirname, join } from "node:path";
import { readOwnFile, replaceOwnFile, writeWhole } from "../../../workers/disk/ownFile.ts";
import { distPath } from "../../../workers/distPath.ts";
import { InputError } from "../../common/errors.ts";
import { type Log, logStart, logUncaught, openLog } from "../../common/log.ts";
import { makeFolders } from "../../common/makeFolders.ts";
import { serveCommand } from "../../common/program.ts";
import { openConfStore } from "../../common/settings.ts";
import { cacheFolder, homeFolder } from "../../common/userFolders.ts";
import { createStudio, type Studio } from "../../studio/studio.ts";
import { exitCodes } from "../cli/exit.ts";
import { note, print } from "../cli/output.ts";
import { randomName } from "./admission.ts";
import { type BrowserHost, startBrowserHost } from "./server.ts";

export interface ServeOptions {
  port?: number;
  open?: boolean;
}

/** A fixed port can be named in an SSH command that is typed every day. */
const DEFAULT_PORT = 4512;
/** A terminal and whoever started the host may both pass on one and the same Ctrl-C. */
const SAME_INTERRUPT_MILLISECONDS = 500;

export async function serve(options: ServeOptions): Promise<void> {
  const pageFolder = distPath("page");
  if (!existsSync(join(pageFolder, "index.html"))) {
    throw new InputError("the page has not been built; run npm run build first");
  }
  const log = openLog("serve");
  logStart(log);
  logUncaught(log);
  const studio = createStudio({
    store: await openConfStore(process.env.VISUALATOM_SETTINGS, (sentence) => report(log, sentence)),
    host: {
      kind: "browser",
      homeFolder: homeFolder(),
      startCommand: serveCommand(options.port),
      dialogs: null,
      showFolder: async () => false,
      now: Date.now,
      log,
    },
  });
  const server = await listen(studio, log, pageFolder, options.port);
  print(`The studio is at ${server.address}`);
  print("Only this machine can reach it; whoever has the address can use it. Ctrl-C ends it.");
  if (options.open) openBrowser(server.addressForOnce());
  await interrupted();
  if (studio.hasUnfinishedJob()) note("\nStopping the job; it can be continued next time …");
  await server.close();
  await studio.close();
  process.exit(exitCodes.done);
}

async function listen(
  studio: Studio,
  log: Log,
  pageFolder: string,
  asked: number | undefined,
): Promise<BrowserHost> {
  const path = lastingPath(join(cacheFolder(), "page-path"));
  const start = (port: number): Promise<BrowserHost> =>
    startBrowserHost({ studio, pageFolder, port, path, log: (message) => report(log, message) });
  try {
    return await start(asked ?? DEFAULT_PORT);
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
    if (isTaken && asked === undefined) return start(0);
    await studio.close();
    if (isTaken) throw new InputError(`--port: ${asked} is in use; choose another or leave it out`);
    throw error;
  }
}

/**
 * The same at each start, so that pages that are open go on; known to this user alone. Where it cannot be kept, each start
 * has one of its own.
 */
function lastingPath(file: string): string {
  try {
    const kept = readOwnFile(file, 100).toString("latin1");
    if (/^[\w-]{22}$/.test(kept)) return kept;
  } catch {}
  const path = randomName();
  try {
    makeFolders(dirname(file));
    replaceOwnFile(file, (opened) => {
      fchmodSync(opened, 0o600);
      writeWhole(opened, Buffer.from(path), 0);
    });
  } catch {}
  return path;
}

function report(log: Log, message: string): void {
  note(message);
  log.error(message);
}

/** Resolves at Ctrl-C; a further one later ends the process at once. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | null = null;
    const listener = (): void => {
      if (first !== null && Date.now() - first > SAME_INTERRUPT_MILLISECONDS)
        process.exit(exitCodes.interrupted);
      first ??= Date.now();
      resolve();
    };
    process.on("SIGINT", listener);
    process.on("SIGTERM", listener);
  });
}

/** Where there is no browser to be found, the printed address is what is left. */
function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === "darwin"
      ? ["open", address]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", address]
        : ["xdg-open", address];
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.on("error", () => note("No browser could be opened; open the address by hand."));
  child.unref();
}
