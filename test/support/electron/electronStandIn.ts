/**
 * A stand-in for the `electron` module: enough of its documented behaviour to run the studio's real main process
 * and preload in Node. It draws no window; the test is the user and the page.
 */
import { EventEmitter } from "node:events";
import {
  type Desktop,
  type MenuItem,
  StandInEvent,
  type StandInFrame,
  StandInWindow,
} from "./standInWindow.ts";

type Listener = (...args: unknown[]) => unknown;

export interface StandInOptions {
  /** Folder for settings, home and all else. */
  folder: string;
  /** False: another instance runs already. */
  lock?: boolean;
}

export class ElectronStandIn {
  readonly desktop: Desktop = {
    windows: [],
    exited: false,
    notifications: [],
    awake: new Set(),
    menu: null,
    shownPaths: [],
  };
  /** Answers of the dialogs, which the test sets. */
  readonly answers = { folder: null as string | null, file: null as string | null, button: 0 };
  /** Options of the message boxes that were shown. */
  readonly questions: { message: string; buttons?: string[] }[] = [];
  readonly schemes: { scheme: string; privileges: object }[] = [];
  readonly protocolHandlers = new Map<string, (request: Request) => Promise<Response>>();
  readonly invokeHandlers = new Map<string, Listener>();
  readonly messages = new EventEmitter();
  readonly permissions: {
    request?: (
      contents: unknown,
      permission: string,
      answer: (granted: boolean) => void,
      details: object,
    ) => void;
    check?: (contents: unknown, permission: string, origin: string) => boolean;
    device?: () => boolean;
  } = {};
  /** What the preload gave to the page. */
  readonly exposed: Record<string, unknown> = {};
  /** Paths of dropped files, by the file. */
  readonly droppedPaths = new WeakMap<object, string>();
  readonly app: EventEmitter & Record<string, unknown>;
  readonly modules: Record<string, unknown>;
  private quitting = false;

  constructor({ folder, lock = true }: StandInOptions) {
    this.app = this.makeApp(folder, lock);
    this.modules = this.makeModules();
  }

  get window(): StandInWindow {
    const [window] = this.desktop.windows;
    if (!window) throw new Error("there is no window");
    return window;
  }

  /** All items of the menu, those that open others included. */
  get menuItems(): MenuItem[] {
    const within = (items: MenuItem[]): MenuItem[] =>
      items.flatMap((item) => [item, ...within(item.submenu ?? [])]);
    return within(this.desktop.menu ?? []);
  }

  /** The menu item of an id. */
  menuItem(id: string): MenuItem {
    const item = this.menuItems.find((one) => one.id === id);
    if (!item) throw new Error(`there is no menu item ${id}`);
    return item;
  }

  /** A request of the page for an address of the studio's scheme. */
  async fetch(address: string, init?: RequestInit): Promise<Response> {
    const handler = this.protocolHandlers.get(new URL(address).protocol.slice(0, -1));
    if (!handler) throw new Error(`no handler for ${address}`);
    return handler(new Request(address, init));
  }

  /** A message of a frame to the main process, as `ipcRenderer.invoke` sends it. */
  async invoke(channel: string, args: unknown[], frame?: StandInFrame, sender?: unknown): Promise<unknown> {
    const handler = this.invokeHandlers.get(channel);
    if (!handler) throw new Error(`Error invoking remote method '${channel}': No handler registered`);
    const { webContents } = this.window;
    const event = { sender: sender ?? webContents, senderFrame: frame ?? webContents.mainFrame };
    return structuredClone(await handler(event, ...args.map((arg) => structuredClone(arg))));
  }

  /** A message without an answer. */
  send(channel: string, args: unknown[], frame?: StandInFrame): void {
    const { webContents } = this.window;
    const event = { sender: webContents, senderFrame: frame ?? webContents.mainFrame };
    this.messages.emit(channel, event, ...args.map((arg) => structuredClone(arg)));
  }

  /** What a sandboxed preload may require. */
  readonly requireInPreload = (name: string): unknown => {
    if (name !== "electron") throw new Error(`module not found: ${name}`);
    const { webContents } = this.window;
    return {
      contextBridge: {
        exposeInMainWorld: (key: string, value: unknown) => {
          this.exposed[key] = bridged(value);
        },
      },
      ipcRenderer: {
        invoke: (channel: string, ...args: unknown[]) => this.invoke(channel, args),
        send: (channel: string, ...args: unknown[]) => this.send(channel, args),
        on: (channel: string, listener: Listener) => webContents.toPage.on(channel, listener),
        off: (channel: string, listener: Listener) => webContents.toPage.off(channel, listener),
      },
      webUtils: { getPathForFile: (file: object) => this.droppedPaths.get(file) ?? "" },
    };
  };

  private makeApp(folder: string, lock: boolean): ElectronStandIn["app"] {
    const app = new EventEmitter() as ElectronStandIn["app"];
    const exit = (): void => {
      this.desktop.exited = true;
    };
    app.on("window-all-closed", () => {
      if (this.quitting) return;
    });
    return Object.assign(app, {
      isPackaged: true,
      requestSingleInstanceLock: () => lock,
      enableSandbox() {},
      whenReady: async () => {},
      getPath: () => folder,
      getVersion: () => "0.0.0",
      getName: () => "visualatom-studio",
      exit,
      quit: () => {
        this.quitting = true;
        for (const window of [...this.desktop.windows]) {
          if (!window.close()) {
            this.quitting = false;
            return;
          }
        }
        const event = new StandInEvent();
        app.emit("will-quit", event);
        if (!event.defaultPrevented) exit();
      },
    });
  }

  private makeModules(): Record<string, unknown> {
    const { desktop, app, answers, permissions } = this;
    const paths = (path: string | null) => ({
      canceled: path === null,
      filePaths: path === null ? [] : [path],
      filePath: path ?? undefined,
    });
    let blockers = 0;
    class Notification extends EventEmitter {
      static isSupported = (): boolean => true;
      private readonly options: { title: string; body: string };
      constructor(options: { title: string; body: string }) {
        super();
        this.options = options;
      }
      show(): void {
        desktop.notifications.push(this.options);
      }
    }
    // A class, since the main process makes windows with `new`.
    const BrowserWindow = class extends StandInWindow {
      constructor(options: StandInWindow["options"]) {
        super(desktop, app, options);
      }
    };
    const box = async (...args: unknown[]) => {
      this.questions.push(args.at(-1) as { message: string });
      return { response: answers.button };
    };
    return {
      app,
      BrowserWindow,
      Notification,
      dialog: {
        showOpenDialog: async (...args: unknown[]) => {
          const { properties = [] } = args.at(-1) as { properties?: string[] };
          return paths(properties.includes("openDirectory") ? answers.folder : answers.file);
        },
        showSaveDialog: async () => paths(answers.file),
        showMessageBox: box,
      },
      ipcMain: {
        handle: (channel: string, handler: Listener) => {
          if (this.invokeHandlers.has(channel)) throw new Error(`a second handler for ${channel}`);
          this.invokeHandlers.set(channel, handler);
        },
        on: (channel: string, listener: Listener) => this.messages.on(channel, listener),
      },
      Menu: {
        buildFromTemplate: (template: MenuItem[]) => template,
        setApplicationMenu: (menu: MenuItem[]) => {
          desktop.menu = menu;
        },
      },
      powerSaveBlocker: {
        start: () => {
          blockers += 1;
          desktop.awake.add(blockers);
          return blockers;
        },
        stop: (id: number) => desktop.awake.delete(id),
      },
      protocol: {
        registerSchemesAsPrivileged: (schemes: ElectronStandIn["schemes"]) => this.schemes.push(...schemes),
        handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
          this.protocolHandlers.set(scheme, handler),
      },
      screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
      session: {
        defaultSession: {
          setPermissionRequestHandler: (handler: typeof permissions.request) => {
            permissions.request = handler;
          },
          setPermissionCheckHandler: (handler: typeof permissions.check) => {
            permissions.check = handler;
          },
          setDevicePermissionHandler: (handler: typeof permissions.device) => {
            permissions.device = handler;
          },
        },
      },
      shell: {
        showItemInFolder: (path: string) => {
          desktop.shownPaths.push(path);
        },
      },
    };
  }
}

/** Values cross the context bridge as copies, functions as proxies that copy what goes in and out. */
function bridged(value: unknown): unknown {
  if (typeof value === "function") {
    return (...args: unknown[]) => {
      const result = value(
        ...args.map((arg) => (typeof arg === "function" ? bridged(arg) : structuredClone(arg))),
      );
      if (result instanceof Promise) return result.then(bridged, rejected);
      return bridged(result);
    };
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(bridged);
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, bridged(item)])));
}

/** Errors keep their message alone. */
function rejected(error: Error): never {
  throw new Error(error.message);
}
