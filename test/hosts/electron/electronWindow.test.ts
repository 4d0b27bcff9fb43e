/** The real Electron main process on a stand-in for Electron: its window and the address of its page. */
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { electronApplication, quit } from "../../support/electron/electronMain.ts";
import { StandInEvent } from "../../support/electron/standInWindow.ts";
import { smallConfig } from "../../support/studio.ts";

const start = electronApplication();

describe("the window", () => {
  test("gives the page no Node, and isolates it in a sandbox", async () => {
    const { electron } = await start();
    expect(electron.window.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(existsSync(electron.window.options.webPreferences.preload as string)).toBe(true);
    expect(electron.window.webContents.mainFrame.url).toBe("visualatom://studio/index.html");
  });

  test("goes nowhere, opens nothing and embeds nothing", async () => {
    const { webContents } = (await start()).electron.window;
    expect(webContents.openHandler!({ url: "https://example.com" })).toEqual({ action: "deny" });
    expect(webContents.openHandler!({ url: "visualatom://studio/" })).toEqual({ action: "deny" });
    const isPrevented = (name: string, url: string): boolean => {
      const event = new StandInEvent({ url });
      webContents.emit(name, event);
      return event.defaultPrevented;
    };
    for (const name of ["will-navigate", "will-redirect", "will-frame-navigate"]) {
      for (const url of [
        "https://example.com/",
        "file:///etc/passwd",
        "visualatom://other/",
        "javascript:1",
        "visualatom://studio.evil/",
      ]) {
        expect(isPrevented(name, url), `${name} ${url}`).toBe(true);
      }
      expect(isPrevented(name, "visualatom://studio/index.html")).toBe(false);
    }
    expect(isPrevented("will-attach-webview", "visualatom://studio/")).toBe(true);
  });

  test("grants no permission but to copy to the clipboard", async () => {
    const { permissions } = (await start()).electron;
    const asked = (permission: string, requestingUrl: string): boolean => {
      let answer = false;
      permissions.request!(
        {},
        permission,
        (granted) => {
          answer = granted;
        },
        { requestingUrl },
      );
      return answer;
    };
    const own = "visualatom://studio/index.html";
    for (const permission of [
      "media",
      "geolocation",
      "notifications",
      "clipboard-read",
      "openExternal",
      "fileSystem",
    ]) {
      expect(asked(permission, own), permission).toBe(false);
      expect(permissions.check!({}, permission, own), permission).toBe(false);
    }
    expect(asked("clipboard-sanitized-write", own)).toBe(true);
    expect(asked("clipboard-sanitized-write", "https://example.com/")).toBe(false);
    expect(permissions.device!()).toBe(false);
  });

  test("comes back where it was, and on a display that is there", async () => {
    const first = await start();
    first.electron.window.bounds = { x: 100, y: 120, width: 1300, height: 800 };
    first.electron.window.emit("resize");
    await quit(first.electron);
    const second = await start({ folder: first.folder });
    expect(second.electron.window.options).toMatchObject({ x: 100, y: 120, width: 1300, height: 800 });
    second.electron.window.bounds = { x: 5000, y: 5000, width: 1300, height: 800 };
    second.electron.window.maximized = true;
    await quit(second.electron);
    const third = await start({ folder: first.folder });
    expect(third.electron.window.options.x).toBeUndefined();
    expect(third.electron.window.options.width).toBe(1300);
    expect(third.electron.window.maximized).toBe(true);
  });

  test("loads the page again when its process has gone", async () => {
    const { electron } = await start();
    electron.window.webContents.mainFrame.url = "gone";
    electron.window.webContents.emit("render-process-gone", {}, { reason: "crashed" });
    expect(electron.window.webContents.mainFrame.url).toBe("visualatom://studio/index.html");
  });

  test("asks, and does not load it for ever, when the page's process goes again and again", async () => {
    const { electron } = await start();
    const { webContents } = electron.window;
    const crash = () => {
      webContents.mainFrame.url = "gone";
      webContents.emit("render-process-gone", {}, { reason: "crashed" });
      return webContents.mainFrame.url;
    };
    electron.answers.button = 1;
    expect([crash(), crash(), crash()].every((url) => url !== "gone")).toBe(true);
    expect(crash()).toBe("gone");
    expect(electron.questions.at(-1)?.message).toMatch(/keeps ending/);
  });
});

describe("visualatom://studio/", () => {
  test("is a standard, secure scheme that answers with the page and its security policy", async () => {
    const { electron } = await start();
    expect(electron.schemes).toEqual([
      { scheme: "visualatom", privileges: expect.objectContaining({ standard: true, secure: true }) },
    ]);
    for (const address of ["visualatom://studio/", "visualatom://studio/index.html"]) {
      const response = await electron.fetch(address);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(await response.text()).toContain('<div id="root">');
    }
  });

  test("answers with pictures of a configuration at hand", async () => {
    const { electron, page } = await start();
    const bridge = page();
    expect(bridge.pictureBase).toBe("visualatom://studio/");
    const result = await bridge.api.registerConfig({ config: smallConfig() });
    if (!result.ok) throw new Error();
    const { configId } = result.registered;
    const response = await electron.fetch(`${bridge.pictureBase}picture/${configId}/1/2?size=32`);
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect((await electron.fetch(`${bridge.pictureBase}picture/${configId}/99/0?size=32`)).status).toBe(404);
  });

  test("answers with no file beside the page, to no other host, and to no other method", async () => {
    const { electron } = await start();
    const paths = [
      "../../main.js",
      "..%2fmain.js",
      "%2e%2e/worker.js",
      "electron/preload.cjs",
      "etc/passwd",
      "..%5cworker.js",
    ];
    for (const path of paths) {
      expect((await electron.fetch(`visualatom://studio/${path}`)).status, path).toBe(404);
    }
    expect((await electron.fetch("visualatom://other/index.html")).status).toBe(404);
    expect((await electron.fetch("visualatom://studio/index.html", { method: "POST" })).status).toBe(405);
  });
});
