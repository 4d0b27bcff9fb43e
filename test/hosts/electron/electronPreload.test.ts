/** The page's way through the real preload and the real main process to the backend, and no other way. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type StudioApi, type StudioEvent, studioMethods } from "../../../core/studio/api.ts";
import { electronApplication, runPreload } from "../../support/electron/electronMain.ts";
import { temporaryFolder } from "../../support/folders.ts";
import { smallConfig, until } from "../../support/studio.ts";

const start = electronApplication();

test("the page gets one object: every method of StudioApi, the events, and the pictures' address", async () => {
  const { electron, page } = await start();
  const bridge = page();
  expect(Object.keys(electron.exposed)).toEqual(["studio"]);
  expect(Object.keys(bridge).sort()).toEqual(["api", "pictureBase", "subscribe"]);
  expect(Object.keys(bridge.api).sort()).toEqual([...studioMethods].sort());
});

test("the main process listens to a channel for each method, to dropped folders, and to nothing else", async () => {
  const { electron } = await start();
  expect([...electron.invokeHandlers.keys()].sort()).toEqual(
    studioMethods.map((method) => `studio:${method}`).sort(),
  );
  const names = electron.messages.eventNames().map(String);
  // electron-store's own, which answers with the folder of settings to pages that ask; ours cannot.
  expect(names.filter((name) => name !== "electron-store-get-data")).toEqual(["studio-drop"]);
});

/** Arguments under which each method reaches the backend, and what it then answers. */
function everyMethod(configId: string, folder: string): Record<keyof StudioApi, [unknown, unknown]> {
  const noJob = "This job is not in the list any more";
  const noPath = "You have not chosen";
  const dialogHere = "Folders are chosen in the system's dialog here";
  const position = { configId, classIndex: 1, instance: 1 };
  return {
    about: [{}, expect.objectContaining({ host: "electron" })],
    settings: [undefined, expect.objectContaining({ notifications: true })],
    saveSettings: [{ workers: 1 }, expect.objectContaining({ workers: 1 })],
    registerConfig: [{ config: smallConfig() }, expect.objectContaining({ ok: true })],
    openConfigFile: [{}, null],
    saveConfigFile: [{ config: smallConfig(), name: "x" }, null],
    estimate: [{ configId }, expect.objectContaining({ images: 12 })],
    commandLine: [{ configId }, { command: expect.stringContaining("visualatom generate") }],
    classTable: [{ configId }, expect.objectContaining({ ready: true })],
    classDetail: [{ configId, classIndex: 1 }, expect.objectContaining({ classIndex: 1 })],
    anatomy: [{ ...position, maximumOrbits: 1 }, expect.objectContaining({ size: 64 })],
    mapAnatomy: [{ ...position, maximumPoints: 1 }, "Pictures of polylines have no maps"],
    sweep: [{ configId, classIndex: 1, parameter: "orbits", steps: 3 }, { pictures: expect.any(Array) }],
    startComparison: [
      { configIds: [configId, "0123456789abcdef"], sample: { classes: 2, instances: 2 } },
      "This configuration is no longer at hand",
    ],
    cancelComparison: [{ comparisonId: "0123456789abcdef" }, undefined],
    comparing: [{ configIds: [configId, "0123456789abcdef"], sample: { classes: 2, instances: 2 } }, null],
    comparisonAtWork: [undefined, null],
    comparison: [{ comparisonId: "0123456789abcdef" }, null],
    checkOut: [{ configId, out: "/nowhere" }, noPath],
    startJob: [{ configId, out: "/nowhere" }, noPath],
    pauseJob: [{ jobId: "x" }, noJob],
    continueJob: [{ jobId: "x" }, noJob],
    cancelJob: [{ jobId: "x" }, noJob],
    removeJob: [{ jobId: "x" }, noJob],
    moveJob: [{ jobId: "x", to: "earlier" }, noJob],
    startQueue: [undefined, undefined],
    jobs: [undefined, []],
    chooseFolder: [{ title: "x" }, { path: folder }],
    listFolder: [{}, dialogHere],
    makeFolder: [{ parent: "/tmp", name: "x" }, dialogHere],
    grantFolder: [{ path: "/tmp" }, dialogHere],
    openDataset: [{ path: "/nowhere" }, noPath],
    datasetImages: [
      { datasetId: "0123456789abcdef", classIndex: 0, first: 0, count: 1 },
      "This dataset is not open",
    ],
    findDatasetImage: [
      { datasetId: "0123456789abcdef", classIndex: 0, name: "x.png" },
      "This dataset is not open",
    ],
    datasetClasses: [{ datasetId: "0123456789abcdef" }, "This dataset is not open"],
    imageDraws: [position, expect.objectContaining({ redraws: 0 })],
    checks: [undefined, []],
    datasetQuality: [{ datasetId: "0123456789abcdef" }, "This dataset is not open"],
    startMeasuring: [{ datasetId: "0123456789abcdef" }, "This dataset is not open"],
    cancelMeasuring: [{ datasetId: "0123456789abcdef" }, undefined],
    measuring: [{ datasetId: "0123456789abcdef" }, null],
    nearPairs: [{ datasetId: "0123456789abcdef" }, "This dataset is not open"],
    startCheck: [{ datasetId: "0123456789abcdef", repair: false }, "This dataset is not open"],
    cancelCheck: [{ datasetId: "0123456789abcdef" }, undefined],
    removeCheck: [{ datasetId: "0123456789abcdef" }, undefined],
    datasetCheck: [{ datasetId: "0123456789abcdef" }, null],
    recentDatasets: [undefined, []],
    showFolder: [{ path: folder }, { shown: true }],
  };
}

test("every method goes all the way and back", async () => {
  const { electron, page } = await start();
  const { api } = page();
  const folder = temporaryFolder();
  electron.answers.folder = folder;
  const result = await api.registerConfig({ config: smallConfig() });
  if (!result.ok) throw new Error();
  const methods = everyMethod(result.registered.configId, folder);
  for (const method of studioMethods) {
    const [input, expected] = methods[method];
    const call = (api[method] as (input: unknown) => Promise<unknown>)(input);
    if (typeof expected === "string") await expect(call, method).rejects.toThrow(expected);
    else expect(await call, method).toEqual(expected);
  }
  expect(electron.desktop.shownPaths).toEqual([folder]);
});

test("arguments that a method does not take are refused in the main process", async () => {
  const { page } = await start();
  const { api } = page();
  await expect(api.classDetail({ configId: "../../x", classIndex: 0 })).rejects.toThrow(
    "The page asked classDetail",
  );
  await expect(api.startJob({ out: 5 } as never)).rejects.toThrow("The page asked startJob");
});

test("a frame in the page, another window and another address are refused", async () => {
  const { electron } = await start();
  const channel = "studio:about";
  const refused = {
    ok: false,
    error: { name: "NotPossible", message: "Only the studio's own page may ask this." },
  };
  const embedded = { url: "visualatom://studio/index.html" };
  expect(await electron.invoke(channel, [{}], embedded)).toEqual(refused);
  expect(await electron.invoke(channel, [{}], undefined, { another: "window" })).toEqual(refused);
  const { mainFrame } = electron.window.webContents;
  mainFrame.url = "https://example.com/";
  expect(await electron.invoke(channel, [{}])).toEqual(refused);
  mainFrame.url = "visualatom://studio/index.html";
  expect(await electron.invoke(channel, [{}])).toMatchObject({ ok: true });
});

test("events reach the page until it stops listening", async () => {
  const { page } = await start();
  const { api, subscribe } = page();
  const events: StudioEvent[] = [];
  const stop = subscribe((event) => events.push(event));
  await api.saveSettings({ theme: "light" });
  expect(events).toEqual([{ type: "settings", settings: expect.objectContaining({ theme: "light" }) }]);
  stop();
  await api.saveSettings({ theme: "dark" });
  expect(events).toHaveLength(1);
});

test("a folder that the user drops is opened as a dataset; what a script makes up is not", async () => {
  const { electron } = await start();
  let drop: (event: object) => void = () => {};
  const bridge = runPreload(electron, {
    location: { href: "visualatom://studio/index.html" },
    addEventListener: (name: string, listener: typeof drop) => {
      if (name === "drop") drop = listener;
    },
  });
  const events: StudioEvent[] = [];
  bridge.subscribe((event) => events.push(event));
  const dataset = temporaryFolder();
  mkdirSync(join(dataset, "00000"));
  writeFileSync(join(dataset, "00000", "vertex_0001_instance_0000.png"), "");
  const dropped = (path: string, isDirectory: boolean, isTrusted: boolean) => {
    const file = {};
    if (path) electron.droppedPaths.set(file, path);
    const item = { webkitGetAsEntry: () => ({ isDirectory }), getAsFile: () => file };
    drop({ isTrusted, dataTransfer: { items: [item] } });
  };
  dropped(dataset, true, false);
  dropped("", true, true);
  dropped(dataset, false, true);
  dropped(dataset, true, true);
  const opened = await until(() => events.find((event) => event.type === "command") ?? null);
  expect(opened).toMatchObject({ command: "openDataset", dataset: { path: dataset } });
  expect(events.filter((event) => event.type === "command")).toEqual([opened]);
});
