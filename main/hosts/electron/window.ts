/** The one window: where it was, and closed to everything that is not the studio's page. */
import { BrowserWindow, dialog, type Rectangle, type Session, screen } from "electron";
import type { SettingsStore, WindowState } from "../../common/settings.ts";
import { isStudioAddress, PAGE_ADDRESS } from "./address.ts";

const SMALLEST = { width: 1024, height: 700 };
const FIRST = { width: 1440, height: 900 };
const SAVE_MILLISECONDS = 500;
/** The page is loaded again after this many ends in this time, and then no more by itself. */
const MOST_CRASHES = 3;
const CRASHES_MILLISECONDS = 60_000;

export interface WindowOptions {
  store: SettingsStore;
  /** Path of the bundled preload. */
  preload: string;
  log(message: string): void;
}

export function createWindow({ store, preload, log }: WindowOptions): BrowserWindow {
  const state = store.get("window");
  const window = new BrowserWindow({
    ...placed(state),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    // Shown with its first picture of itself, in the page's own grey until then.
    show: false,
    backgroundColor: "#1a1a1a",
    title: "VisualAtom Studio",
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (state?.maximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  keepState(window, store);
  keepInside(window, log);
  void window.loadURL(PAGE_ADDRESS);
  return window;
}

/** Pages may put pictures and text on the clipboard when the user asks; they get no other permission. */
export function refusePermissions(session: Session): void {
  const allowed = (permission: string, address: string): boolean =>
    permission === "clipboard-sanitized-write" && isStudioAddress(address);
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(allowed(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => allowed(permission, origin));
  session.setDevicePermissionHandler(() => false);
}

/** Nothing navigates away, opens another window or embeds another page. */
function keepInside(window: BrowserWindow, log: (message: string) => void): void {
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: "deny" }));
  const stay = (event: { preventDefault(): void }, address: string): void => {
    if (!isStudioAddress(address)) event.preventDefault();
  };
  webContents.on("will-navigate", (event) => stay(event, event.url));
  webContents.on("will-redirect", (event) => stay(event, event.url));
  webContents.on("will-frame-navigate", (event) => stay(event, event.url));
  webContents.on("will-attach-webview", (event) => event.preventDefault());
  const crashes: number[] = [];
  webContents.on("render-process-gone", (_event, { reason }) => {
    log(`the page's process has gone (${reason})`);
    if (reason === "clean-exit" || window.isDestroyed()) return;
    const now = Date.now();
    crashes.push(now);
    if (crashes.filter((at) => now - at < CRASHES_MILLISECONDS).length > MOST_CRASHES) tellCrashes(window);
    else void window.loadURL(PAGE_ADDRESS);
  });
}

/** A page that dies again and again is not helped by loading it again; jobs go on without it. */
function tellCrashes(window: BrowserWindow): void {
  const question = {
    type: "error" as const,
    message: "The window's page keeps ending.",
    detail: "Jobs that are running go on. The log, which Settings names, may tell why.",
    buttons: ["Try again", "Leave it"],
    defaultId: 0,
    cancelId: 1,
  };
  void dialog.showMessageBox(window, question).then(({ response }) => {
    if (response === 0 && !window.isDestroyed()) void window.loadURL(PAGE_ADDRESS);
  });
}

function keepState(window: BrowserWindow, store: SettingsStore): void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized()) return;
    const { x, y, width, height } = window.getNormalBounds();
    store.set("window", { x, y, width, height, maximized: window.isMaximized() });
  };
  const saveSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_MILLISECONDS);
  };
  window.on("resize", saveSoon);
  window.on("move", saveSoon);
  window.on("close", save);
}

/** Where the window was, unless that display has gone. */
function placed(state: WindowState | null): Partial<Rectangle> {
  if (!state) return FIRST;
  const { x, y } = state;
  const width = Math.max(SMALLEST.width, state.width);
  const height = Math.max(SMALLEST.height, state.height);
  if (x === null || y === null) return { width, height };
  const seen = screen.getAllDisplays().some(({ workArea }) => overlaps(workArea, { x, y, width, height }));
  return seen ? { x, y, width, height } : { width, height };
}

/** Enough of the window to take hold of it. */
function overlaps(area: Rectangle, window: Rectangle): boolean {
  const right = Math.min(area.x + area.width, window.x + window.width);
  const bottom = Math.min(area.y + area.height, window.y + window.height);
  return right - Math.max(area.x, window.x) >= 100 && bottom - Math.max(area.y, window.y) >= 50;
}
