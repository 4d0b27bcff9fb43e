/** The real Electron main process on a stand-in for Electron: its window, its manners, its end. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JobProgress, StudioEvent } from "../../../core/studio/api.ts";
import { electronApplication, quit, type RunningElectron } from "../../support/electron/electronMain.ts";
import { StandInEvent } from "../../support/electron/standInWindow.ts";
import { temporaryFolder, writeJson } from "../../support/folders.ts";
import { smallConfig, until } from "../../support/studio.ts";

const start = electronApplication();

/** Drawn long enough to be caught while it runs. */
const longConfig = smallConfig({
  classes: 40,
  instances: 200,
  imageSize: 256,
  parameters: { orbits: [150, 200], vertices: [800, 1000] },
});

function listen(page: ReturnType<RunningElectron["page"]>): StudioEvent[] {
  const events: StudioEvent[] = [];
  page.subscribe((event) => events.push(event));
  return events;
}

/** Starts a job as the page does, in a folder that the user chooses in the dialog. */
async function startJob({ electron, page }: RunningElectron, config: unknown) {
  const bridge = page();
  const events = listen(bridge);
  electron.answers.folder = temporaryFolder();
  const chosen = await bridge.api.chooseFolder({ title: "Where to" });
  const result = await bridge.api.registerConfig({ config });
  if (!result.ok) throw new Error("the configuration has problems");
  const out = join(chosen!.path, "dataset");
  const { configId } = result.registered;
  const { jobId } = await bridge.api.startJob({ configId, out, force: true });
  const state = (wanted: string) =>
    until(() => {
      const jobs = events.flatMap((event): JobProgress[] => (event.type === "job" ? [event.job] : []));
      return jobs.findLast((job) => job.jobId === jobId && job.state === wanted) ?? null;
    });
  return { bridge, jobId, out, state };
}

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

describe("while a job runs", () => {
  test("the taskbar shows how far it is, and the computer stays awake until it ends", async () => {
    const started = await start();
    const { electron } = started;
    const { state, out } = await startJob(started, smallConfig({ classes: 20, instances: 20 }));
    await until(() => (electron.desktop.awake.size === 1 ? true : null));
    await state("finished");
    expect(electron.desktop.awake.size).toBe(0);
    const fractions = electron.window.progress.map(([fraction]) => fraction);
    expect(fractions[0]).toBe(0);
    expect(fractions.at(-1)).toBe(-1);
    expect(electron.desktop.notifications).toEqual([
      { title: "dataset", body: expect.stringMatching(/^400 images are ready/) },
    ]);
    expect(existsSync(join(out, "image/00019/00019_0019.png"))).toBe(true);
  });

  test("no notification is shown when none is wanted", async () => {
    const started = await start();
    await started.page().api.saveSettings({ notifications: false });
    const { state } = await startJob(started, smallConfig());
    await state("finished");
    expect(started.electron.desktop.notifications).toEqual([]);
  });

  test("a paused job lets the computer sleep", async () => {
    const started = await start();
    const { bridge, jobId, state } = await startJob(started, longConfig);
    await state("running");
    await bridge.api.pauseJob({ jobId });
    await state("paused");
    expect(started.electron.desktop.awake.size).toBe(0);
    expect(started.electron.window.progress.at(-1)![1]).toBe("paused");
  });

  test("closing the window asks, and to keep generating keeps everything", async () => {
    const started = await start();
    const { electron } = started;
    const { state } = await startJob(started, longConfig);
    await state("running");
    electron.answers.button = 1;
    expect(electron.window.close()).toBe(false);
    await until(() => (electron.questions.length === 1 ? true : null));
    expect(electron.questions[0].buttons).toEqual(["Pause and quit", "Keep generating"]);
    expect(electron.desktop.exited).toBe(false);
    expect(electron.desktop.windows).toHaveLength(1);
  });

  test("to pause and quit ends the threads first, and the job continues at the next start", async () => {
    const first = await start();
    const { state, jobId } = await startJob(first, longConfig);
    await state("running");
    first.electron.answers.button = 0;
    first.electron.window.close();
    await until(() => (first.electron.desktop.exited ? true : null));
    expect(first.electron.questions).toHaveLength(1);
    expect(first.electron.desktop.awake.size).toBe(0);
    const second = await start({ folder: first.folder });
    const bridge = second.page();
    const [job] = await bridge.api.jobs();
    expect(job).toMatchObject({ jobId, state: "interrupted" });
    const continued = await bridge.api.continueJob({ jobId });
    expect(continued.state).toBe("starting");
    expect((await bridge.api.cancelJob({ jobId })).imagesDone).toBeGreaterThanOrEqual(job.imagesDone);
  });

  test("without one, closing the window ends the application without a question", async () => {
    const { electron } = await start();
    expect(electron.window.close()).toBe(true);
    await until(() => (electron.desktop.exited ? true : null));
    expect(electron.questions).toEqual([]);
  });
});

describe("the desktop", () => {
  test("starts the application once; a second start shows the window and opens what it was given", async () => {
    const second = await start({ lock: false });
    expect(second.electron.desktop.windows).toEqual([]);
    expect(second.electron.desktop.exited).toBe(true);
    const { electron, page } = await start();
    const events = listen(page());
    const config = writeJson(join(temporaryFolder(), "my.json"), smallConfig());
    electron.window.shown = false;
    electron.app.emit("second-instance", {}, ["visualatom", "--flag", config], "/");
    expect(electron.window.shown).toBe(true);
    const opened = await until(() => events.find((event) => event.type === "command") ?? null);
    expect(opened).toMatchObject({
      command: "openConfig",
      name: "my.json",
      registered: { config: smallConfig() },
    });
  });

  test("opens dataset folders and configurations that are dropped on it or opened with it", async () => {
    const { electron, page } = await start();
    const events = listen(page());
    const folder = temporaryFolder();
    mkdirSync(join(folder, "00000"));
    writeFileSync(join(folder, "00000", "vertex_0001_instance_0000.png"), "");
    const event = new StandInEvent();
    electron.app.emit("open-file", event, folder);
    expect(event.defaultPrevented).toBe(true);
    await until(() => events.find((candidate) => candidate.type === "command") ?? null);
    expect(events).toContainEqual(
      expect.objectContaining({
        command: "openDataset",
        dataset: expect.objectContaining({ path: folder, images: 1 }),
      }),
    );
  });

  test("opens what it is started with once the page is there", async () => {
    const config = writeJson(join(temporaryFolder(), "my.visualatom"), smallConfig());
    const bad = writeJson(join(temporaryFolder(), "bad.json"), {});
    const { electron } = await start({ open: ["--flag", bad, config] });
    const opened = await until(() => (electron.window.webContents.sent.length > 0 ? true : null));
    expect(opened).toBe(true);
    expect(electron.window.webContents.sent).toContainEqual([
      "studio-event",
      expect.objectContaining({ command: "openConfig", name: "my.visualatom" }),
    ]);
    expect(electron.questions).toHaveLength(1);
  });

  test("says in a sentence why a file cannot be opened", async () => {
    const { electron } = await start();
    const path = writeJson(join(temporaryFolder(), "bad.json"), { formulation: "paper", classes: 0 });
    electron.app.emit("open-file", new StandInEvent(), path);
    await until(() => (electron.questions.length === 1 ? true : null));
    expect(electron.questions[0]).toMatchObject({
      message: expect.stringContaining("bad.json"),
      detail: expect.stringContaining("classes: 0 is not allowed"),
    });
  });

  test("has a menu whose shortcuts go to every place, open files and generate", async () => {
    const { electron, page } = await start();
    const events = listen(page());
    const places = ["presets", "design", "gallery", "class", "jobs", "dataset", "settings"];
    for (const [i, place] of places.entries()) {
      const item = electron.menuItem(`place-${place}`);
      expect(item.accelerator).toBe(`CmdOrCtrl+${i + 1}`);
      item.click!();
      expect(events.at(-1)).toEqual({ type: "command", command: "place", place });
    }
    expect(electron.menuItem("generate").accelerator).toBe("CmdOrCtrl+G");
    electron.menuItem("generate").click!();
    expect(events.at(-1)).toEqual({ type: "command", command: "generate" });
    electron.answers.file = writeJson(join(temporaryFolder(), "my.json"), smallConfig());
    electron.menuItem("open-config").click!();
    await until(
      () => events.find((event) => event.type === "command" && event.command === "openConfig") ?? null,
    );
  });
});
