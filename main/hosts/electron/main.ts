/** The studio as a desktop application: its life from start to end. */
import { resolve } from "node:path";
import { app, type BrowserWindow, dialog, session, shell } from "electron";
import { distPath } from "../../../workers/distPath.ts";
import { visibleLines } from "../../common/format.ts";
import { logStart, logUncaught, openLog, textOf } from "../../common/log.ts";
import { openElectronStore } from "../../common/settings.ts";
import { plainError } from "../../studio/errors.ts";
import { createStudio, type Studio } from "../../studio/studio.ts";
import { readPage } from "../browser/page.ts";
import { askToQuit, makeDialogs } from "./dialogs.ts";
import { handleIpc } from "./ipc.ts";
import { keepManners } from "./manners.ts";
import { setMenu } from "./menu.ts";
import { handleScheme, registerScheme } from "./protocol.ts";
import { createWindow, refusePermissions } from "./window.ts";

const logFile = openLog("studio");
const log = (message: string): void => {
  console.error(visibleLines(message));
  logFile.error(message);
};

let window: BrowserWindow | null = null;
/** Opened from the desktop before there was a window to show them in. */
const waiting: string[] = [];
let openPaths = (paths: string[]): void => {
  waiting.push(...paths);
};

/** Files and folders on a command line; switches and the application itself are not among them. */
function pathsIn(argv: readonly string[], folder: string): string[] {
  const own = app.isPackaged ? 1 : 2;
  return argv
    .slice(own)
    .filter((word) => !word.startsWith("-"))
    .map((word) => resolve(folder, word));
}

if (app.requestSingleInstanceLock()) {
  logStart(logFile, `Electron ${process.versions.electron}`);
  logUncaught(logFile);
  app.enableSandbox();
  registerScheme();
  app.on("second-instance", (_event, argv, folder) => {
    if (window?.isMinimized()) window.restore();
    window?.show();
    openPaths(pathsIn(argv, folder));
  });
  // macOS hands over files this way, also before the application is ready.
  app.on("open-file", (event, path) => {
    event.preventDefault();
    openPaths([path]);
  });
  app.whenReady().then(start, fail);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const store = await openElectronStore((sentence) => logFile.error(sentence));
  const studio = createStudio({
    store,
    host: {
      kind: "electron",
      homeFolder: app.getPath("home"),
      startCommand: null,
      dialogs: makeDialogs(() => window),
      // Opening it would run what lies there under some desktops: it is shown in its parent folder.
      showFolder: async (path) => {
        shell.showItemInFolder(path);
        return true;
      },
      now: Date.now,
      log: logFile,
    },
  });
  const page = readPage(distPath("page"));
  refusePermissions(session.defaultSession);
  handleScheme(studio, page, log);
  handleIpc({ studio, window: () => window, openPaths: (paths) => openPaths(paths), log });
  const endManners = keepManners({
    studio,
    window: () => window,
    notificationsWanted: () => store.get("settings").notifications,
  });
  setMenu({
    emit: (event) => studio.emit(event),
    openConfig: () => void openChosenConfig(studio),
    openDataset: () => void openChosenDataset(studio),
  });
  const open = (): void => {
    window = createWindow({ store, preload: distPath("electron/preload.cjs"), log });
    window.on("closed", () => {
      window = null;
    });
    askBeforeClosing(window, studio);
  };
  openPaths = (paths) => {
    for (const path of paths) studio.library.openFromDesktop(path).catch((error) => report(path, error));
  };
  app.on("activate", () => {
    if (!window) open();
  });
  app.on("window-all-closed", () => app.quit());
  endInOrder(studio, endManners);
  open();
  window!.webContents.once("did-finish-load", () =>
    openPaths([...waiting.splice(0), ...pathsIn(process.argv, process.cwd())]),
  );
}

/** Confirmed, or nothing to confirm: the way out is free. */
let mayQuit = false;

function askBeforeClosing(target: BrowserWindow, studio: Studio): void {
  let asking = false;
  target.on("close", (event) => {
    if (mayQuit || !studio.hasUnfinishedJob()) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void askToQuit(target)
      .then((quit) => {
        if (!quit) return;
        mayQuit = true;
        app.quit();
      })
      .finally(() => {
        asking = false;
      });
  });
}

/** The threads end before the application does: a thread that outlives it would crash it on the way out. */
function endInOrder(studio: Studio, endManners: () => void): void {
  let ended = false;
  app.on("will-quit", (event) => {
    if (ended) return;
    event.preventDefault();
    endManners();
    void studio
      .close()
      .catch((error) => log(String(error)))
      .finally(() => {
        ended = true;
        app.quit();
      });
  });
}

async function openChosenConfig(studio: Studio): Promise<void> {
  try {
    const opened = await studio.api.openConfigFile({});
    if (opened?.result.ok) {
      const { name, path } = opened;
      const { registered } = opened.result;
      studio.emit({ type: "command", command: "openConfig", registered, name, path });
    } else if (opened) await studio.library.openFromDesktop(opened.path);
  } catch (error) {
    await report("the configuration", error);
  }
}

async function openChosenDataset(studio: Studio): Promise<void> {
  try {
    const chosen = await studio.api.chooseFolder({ title: "Open a dataset" });
    if (chosen) await studio.library.openFromDesktop(chosen.path);
  } catch (error) {
    await report("the dataset", error);
  }
}

/** Failures of what was asked from the menu or the desktop; the page shows its own. */
async function report(what: string, error: unknown): Promise<void> {
  const { message, problems = [] } = plainError(error);
  const detail = problems.map((problem) => `${problem.field}: ${problem.message}`).join("\n");
  const options = { type: "warning" as const, title: `Cannot open ${what}`, message, detail };
  await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
}

function fail(error: unknown): void {
  log(textOf(error));
  app.exit(1);
}
