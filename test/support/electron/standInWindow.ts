/** Windows of the stand-in for Electron, and the desktop around them. */
import { EventEmitter } from "node:events";

export class StandInEvent {
  defaultPrevented = false;
  constructor(fields: object = {}) {
    Object.assign(this, fields);
  }
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export interface StandInFrame {
  url: string;
}

class StandInWebContents extends EventEmitter {
  readonly mainFrame: StandInFrame = { url: "" };
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  /** The page's end of messages from the main process. */
  readonly toPage = new EventEmitter();
  /** All messages to the page. */
  readonly sent: unknown[][] = [];

  setWindowOpenHandler(handler: StandInWebContents["openHandler"]): void {
    this.openHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    this.sent.push([channel, ...args]);
    this.toPage.emit(channel, {}, ...args.map((arg) => structuredClone(arg)));
  }
}

/** What happened to the desktop around the windows. */
export interface Desktop {
  windows: StandInWindow[];
  exited: boolean;
  notifications: { title: string; body: string }[];
  /** Ids of power save blockers that run. */
  awake: Set<number>;
  menu: MenuItem[] | null;
  shownPaths: string[];
}

export interface MenuItem {
  id?: string;
  label?: string;
  role?: string;
  accelerator?: string;
  click?: () => void;
  submenu?: MenuItem[];
}

export class StandInWindow extends EventEmitter {
  readonly webContents = new StandInWebContents();
  readonly options: Record<string, unknown> & { webPreferences: Record<string, unknown> };
  /** [fraction, mode] in order. */
  readonly progress: [number, string | undefined][] = [];
  shown = false;
  maximized = false;
  bounds: { x: number; y: number; width: number; height: number };
  private destroyed = false;
  private readonly desktop: Desktop;
  private readonly app: EventEmitter;

  constructor(desktop: Desktop, app: EventEmitter, options: StandInWindow["options"]) {
    super();
    this.options = options;
    this.desktop = desktop;
    this.app = app;
    const { x = 10, y = 20, width = 800, height = 600 } = options as Record<string, number | undefined>;
    this.bounds = { x, y, width, height };
    desktop.windows.push(this);
  }

  async loadURL(address: string): Promise<void> {
    this.webContents.mainFrame.url = address;
    await Promise.resolve();
    this.emit("ready-to-show");
    this.webContents.emit("did-finish-load");
  }

  /** As the user's click on the close button. */
  close(): boolean {
    const event = new StandInEvent();
    this.emit("close", event);
    if (event.defaultPrevented) return false;
    this.destroyed = true;
    this.desktop.windows.splice(this.desktop.windows.indexOf(this), 1);
    this.emit("closed");
    if (this.desktop.windows.length === 0) this.app.emit("window-all-closed");
    return true;
  }

  show(): void {
    this.shown = true;
  }
  maximize(): void {
    this.maximized = true;
  }
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  getNormalBounds(): StandInWindow["bounds"] {
    return this.bounds;
  }
  setProgressBar(fraction: number, options?: { mode: string }): void {
    this.progress.push([fraction, options?.mode]);
  }
}
