/** The real page in a real Chromium, behind the real preload and main process on the stand-in for Electron. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, launchChromium } from "../../../scripts/studioPage.mjs";
import { generate } from "../../support/cli.ts";
import { electronApplication } from "../../support/electron/electronMain.ts";
import type { ElectronStandIn } from "../../support/electron/electronStandIn.ts";
import { contentsOf, temporaryFolder } from "../../support/folders.ts";

const start = electronApplication();
const preload = readFileSync(
  fileURLToPath(new URL("../../../dist/electron/preload.cjs", import.meta.url)),
  "utf8",
);
/** Stands for visualatom://studio, which only Electron knows; a browser trusts it as much. */
const origin = "http://studio.localhost";

/** What a preload may require, in the page's own process: every message goes to the stand-in. */
const requireInPage = `(name) => {
  if (name !== "electron") throw new Error("module not found: " + name);
  const listeners = new Map();
  window.__receive = (channel, value) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, value);
  };
  return {
    contextBridge: { exposeInMainWorld: (key, value) => Object.defineProperty(window, key, { value }) },
    ipcRenderer: {
      invoke: (channel, ...args) => window.__invoke(channel, args),
      send: () => {},
      on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      off: (channel, listener) =>
        listeners.set(channel, (listeners.get(channel) ?? []).filter((other) => other !== listener)),
    },
    webUtils: { getPathForFile: () => "" },
  };
}`;

let browser: Browser;

async function openPage(electron: ElectronStandIn): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.exposeFunction("__invoke", (channel: string, args: unknown[]) => electron.invoke(channel, args));
  await page.route(`${origin}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const response = await electron.fetch(`visualatom://studio${pathname}${search}`);
    await route
      .fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      })
      // The page may have left meanwhile.
      .catch(() => {});
  });
  electron.window.webContents.toPage.on("studio-event", (_, event: object) => {
    page.evaluate((value) => Reflect.get(window, "__receive")("studio-event", value), event).catch(() => {});
  });
  await page.addInitScript(`((require) => {${preload}})(${requireInPage});`);
  await page.goto(`${origin}/index.html`);
  await page.getByRole("navigation", { name: "Places" }).waitFor();
  return { page, complaints };
}

const missing = chromiumPath() === null;
if (missing) console.warn("Skipped, because no Chromium is installed: the page behind the preload");

describe.skipIf(missing)("the page in Electron's place", () => {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test("reaches Node by no name, and the studio by one", async () => {
    const { electron } = await start();
    const { page, complaints } = await openPage(electron);
    const reachable = await page.evaluate(() =>
      ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"].filter(
        (name) => Reflect.get(window, name) !== undefined,
      ),
    );
    expect(reachable).toEqual([]);
    expect(await page.evaluate(() => Object.keys(window.studio ?? {}).sort())).toEqual([
      "api",
      "pictureBase",
      "subscribe",
    ]);
    // The policy of the page's own address forbids what an injected script would need.
    const allowed = await page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.inline = true";
      document.head.append(script);
      setTimeout("window.evaluated = true");
      const fetched = await fetch("https://example.com/").then(
        () => true,
        () => false,
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { inline: Reflect.get(window, "inline"), evaluated: Reflect.get(window, "evaluated"), fetched };
    });
    expect(allowed).toEqual({ inline: undefined, evaluated: undefined, fetched: false });
    expect(complaints.filter((text) => !/Content Security Policy|violates/.test(text))).toEqual([]);
    await page.close();
  });

  test("shows true pictures, follows the menu, and makes a dataset in the folder chosen in the dialog", async () => {
    const { electron } = await start();
    const { page, complaints } = await openPage(electron);
    const card = page.getByRole("region", { name: "Sample", exact: true });
    await card.locator("img").first().waitFor();
    const [size, shown] = await card
      .locator("img")
      .first()
      .evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        return [image.naturalWidth, image.clientWidth];
      });
    expect(size).toBeGreaterThan(50);
    expect(size).toBe(shown);

    electron.menuItem("place-jobs").click!();
    await page.waitForURL(/#\/jobs/);
    electron.menuItem("place-presets").click!();
    await page.waitForURL(/#\/presets/);

    const folder = temporaryFolder();
    electron.answers.folder = folder;
    await card.getByRole("button", { name: "Generate" }).click();
    const panel = page.getByRole("complementary", { name: "Generate" });
    await panel.getByRole("button", { name: "Choose folder" }).click();
    await panel.getByText(folder).waitFor();
    await panel.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByRole("region", { name: /^Job / }).getByText("Finished").waitFor();
    const theirs = join(temporaryFolder(), "dataset");
    await generate(["--preset", "sample", "--out", theirs]);
    expect(contentsOf(join(folder, "sample"))).toEqual(contentsOf(theirs));
    expect(electron.desktop.notifications).toHaveLength(1);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
