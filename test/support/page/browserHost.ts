/** The studio as its user sees it: a real Chromium on the page that the built browser host serves. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { chromiumPath, launchChromium, type StudioHost, startHost } from "../../../scripts/studioPage.mjs";
import { temporaryFolder, writeJson } from "../folders.ts";

let browser: Browser | null = null;
const open: { host: StudioHost; context: BrowserContext; complaints: string[]; expected: RegExp }[] = [];

/** Tests in Chromium; where none is installed they are skipped, and the reason is printed. */
export function describeInChromium(title: string, tests: () => void): void {
  const missing = chromiumPath() === null;
  if (missing) console.warn(`Skipped, because no Chromium is installed: ${title}`);
  describe.skipIf(missing)(title, () => {
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(async () => {
      await browser?.close();
      browser = null;
    });
    // Nothing that a test does may leave an error on the page's console.
    afterEach(async () => {
      for (const { host, context, complaints, expected } of open.splice(0)) {
        await context.close();
        await host.stop();
        expect(complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
      }
    });
    tests();
  });
}

/** Asks until the answer is as expected; patient, since other work may share the processors. */
export const eventually = <T>(ask: () => T | Promise<T>, interval = 100) =>
  expect.poll(ask, { timeout: 500_000, interval });

export interface StudioPage {
  page: Page;
  host: StudioHost;
  /** A folder for datasets. */
  folder: string;
  /** Settings, cache and home, to start another host on. */
  base: string;
  letJobsEnd(): void;
}

export interface StudioPageOptions {
  viewport?: { width: number; height: number };
  /** What the page's console may say in this test. */
  expected?: RegExp;
  /** Jobs begin and cannot end before `letJobsEnd`. */
  holdJobs?: boolean;
}

const gate = fileURLToPath(new URL("../../faults/preload/gate.cjs", import.meta.url));

const NOTHING = /^$/;

/** A studio of its own, with nothing in it yet, opened as its printed address says. */
export async function openStudio(options: StudioPageOptions = {}): Promise<StudioPage> {
  const base = temporaryFolder();
  const gateFile = join(base, "gate");
  if (options.holdJobs) writeFileSync(gateFile, "");
  const held = { NODE_OPTIONS: `--require ${JSON.stringify(gate)}`, GATE_FILE: gateFile };
  const host = await startHost(base, 0, options.holdJobs ? held : {});
  const viewport = options.viewport ?? { width: 1440, height: 900 };
  const context = await browser!.newContext({ viewport, acceptDownloads: true });
  const complaints: string[] = [];
  open.push({ host, context, complaints, expected: options.expected ?? NOTHING });
  const page = await context.newPage();
  page.setDefaultTimeout(500_000);
  await slowDown(page);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(host.address);
  await page.getByRole("navigation", { name: "Places" }).waitFor();
  await page.locator("html[data-listening]").waitFor();
  const folder = join(host.home, "datasets");
  mkdirSync(folder);
  return { page, host, folder, base, letJobsEnd: () => rmSync(gateFile, { force: true }) };
}

/** As many times slower as VISUALATOM_TEST_PAGE_SLOWNESS says: a test that looks too early is then found on a fast machine, too. */
async function slowDown(page: Page): Promise<void> {
  const rate = Number(process.env.VISUALATOM_TEST_PAGE_SLOWNESS ?? 1);
  if (rate === 1) return;
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
}

/** By the rail, as a click does. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole("navigation", { name: "Places" }).getByText(place, { exact: true }).click();
}

/** @param address from its `#` on */
export async function goToAddress(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, address);
}

/** From now on each task that React puts off comes a second later, while frames, keys and clicks go on: messages are its tasks. */
export async function delayTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (this: MessagePort, ...message: [unknown]) {
      setTimeout(() => post.apply(this, message), 1000);
    };
  });
}

/** Brings a configuration into the studio by Design's Import. */
export async function importConfig(page: Page, config: unknown): Promise<void> {
  await goTo(page, "Design");
  const file = writeJson(join(temporaryFolder(), "configuration.json"), config);
  await page.locator("input[type=file]").setInputFiles(file);
}

/** Picks a folder in the folder browser that is open. */
export async function chooseFolder(page: Page, path: string, choose: string): Promise<void> {
  await page.getByRole("textbox", { name: "Folder", exact: true }).fill(path);
  await page.getByRole("button", { name: choose }).click();
}

/** In the open panel “Generate”: folder, name, start. */
export async function startInPanel(
  page: Page,
  folder: string,
  name: string,
  beforeStart: () => void = () => {},
): Promise<void> {
  const panel = page.getByRole("complementary", { name: "Generate" });
  await panel.getByRole("button", { name: "Choose folder" }).click();
  await chooseFolder(page, folder, "Put it here");
  await panel.getByRole("textbox", { name: "Name" }).fill(name);
  beforeStart();
  await panel.getByRole("button", { name: "Start", exact: true }).click();
}

/** Starts the configuration at hand by Ctrl+G. */
export async function generateCurrent(page: Page, folder: string, name: string): Promise<void> {
  await page.keyboard.press("Control+g");
  await startInPanel(page, folder, name);
}

/** The job's card, on Jobs. */
export const jobCard = (page: Page): Locator => page.getByRole("region", { name: /^Job / });

/** The number that stands under a name on the job's card. */
export function jobFact(page: Page, name: string): Promise<string> {
  return jobCard(page)
    .locator("dl > div")
    .filter({ has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) })
    .locator("dd")
    .innerText();
}

/** Images that the job's card shows as done. */
export async function imagesDone(page: Page): Promise<number> {
  const text = await jobFact(page, "Images");
  return Number(text.split(" ")[0].replaceAll(",", ""));
}

export async function waitForOutcome(page: Page, outcome: string): Promise<void> {
  await jobCard(page).getByText(outcome).waitFor();
}

/** The pixels of an image or canvas on the page, as one text to compare. */
export function pixelsOf(picture: Locator): Promise<string> {
  return picture.evaluate((element: HTMLCanvasElement | HTMLImageElement) => {
    if (element instanceof HTMLCanvasElement) return element.toDataURL();
    const canvas = document.createElement("canvas");
    canvas.width = element.naturalWidth;
    canvas.height = element.naturalHeight;
    canvas.getContext("2d")!.drawImage(element, 0, 0);
    return canvas.toDataURL();
  });
}

/** The grey values of a picture on the page, row by row. */
export async function greysOf(picture: Locator): Promise<Buffer> {
  const greys = await picture.evaluate((element: HTMLImageElement | HTMLCanvasElement) => {
    const canvas = document.createElement("canvas");
    const isCanvas = element instanceof HTMLCanvasElement;
    canvas.width = isCanvas ? element.width : element.naturalWidth;
    canvas.height = isCanvas ? element.height : element.naturalHeight;
    const context = canvas.getContext("2d")!;
    context.drawImage(element, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]);
  });
  return Buffer.from(greys);
}
