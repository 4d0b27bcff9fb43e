/** The real Electron main process on a stand-in for Electron: its manners while a job runs and on the desktop, and its end. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { electronApplication, listen, longConfig, startJob } from "../../support/electron/electronMain.ts";
import { StandInEvent } from "../../support/electron/standInWindow.ts";
import { temporaryFolder, writeJson } from "../../support/folders.ts";
import { smallConfig, until } from "../../support/studio.ts";

const start = electronApplication();

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

  test("has a menu whose shortcuts go to every place, open files, generate and reload the page", async () => {
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
    expect(electron.menuItems.map(({ role }) => role)).toContain("reload");
    electron.answers.file = writeJson(join(temporaryFolder(), "my.json"), smallConfig());
    electron.menuItem("open-config").click!();
    await until(
      () => events.find((event) => event.type === "command" && event.command === "openConfig") ?? null,
    );
  });
});
