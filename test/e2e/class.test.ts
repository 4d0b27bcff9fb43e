/** Class: what is copied and saved is the dataset's own, and its pixels are told truly. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { generate } from "../support/cli.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import { describeInChromium, eventually, importConfig, openStudio } from "../support/page/browserHost.ts";
import { chooseView, drawnIn, goToClass, openClass, openSweep } from "../support/page/classPage.ts";
import { decode } from "../support/pictures.ts";

const config = { formulation: "paper", classes: 6, instances: 4, seed: 5, imageSize: 128 };
const FILE = join("image", "00002", "00002_0003.png");

async function openImage(page: Page): Promise<void> {
  await openClass(page, config, 2, 3);
  await page.locator('main aside [data-state="ready"] canvas').waitFor();
}

async function dataset(): Promise<string> {
  const folder = temporaryFolder();
  const out = join(folder, "dataset");
  await generate(["--config", writeJson(join(folder, "configuration.json"), config), "--out", out]);
  return out;
}

describeInChromium("a class's picture", () => {
  test("is copied and saved as the dataset has it, and the copied command makes it", async () => {
    const { page } = await openStudio();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await openImage(page);
    const inspector = page.getByRole("complementary", { name: "Class parameters" });
    const made = await dataset();

    const downloaded = page.waitForEvent("download");
    await inspector.getByRole("button", { name: "Save image" }).click();
    const download = await downloaded;
    expect(download.suggestedFilename()).toBe("00002_0003.png");
    const saved = join(temporaryFolder(), "saved.png");
    await download.saveAs(saved);
    expect(readFileSync(saved).equals(readFileSync(join(made, FILE)))).toBe(true);

    await inspector.getByRole("button", { name: "Copy image" }).click();
    const copied = () =>
      page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        const bitmap = await createImageBitmap(await item.getType("image/png"));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext("2d")!;
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
        return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]);
      });
    const { grey } = await decode(join(made, FILE));
    await eventually(async () => Buffer.from(await copied()).equals(Buffer.from(grey))).toBe(true);

    await inspector.getByRole("button", { name: "Copy command" }).click();
    const text = () => page.evaluate(() => navigator.clipboard.readText());
    await eventually(text).toMatch(/^npx visualatom generate /);
    const words = (await text()).split(" ").slice(3);
    const out = join(temporaryFolder(), "one");
    words[words.indexOf("--out") + 1] = out;
    await generate(words);
    expect(readFileSync(join(out, FILE)).equals(readFileSync(join(made, FILE)))).toBe(true);
  });

  test("is zoomed to single pixels by keys, and the value told is the picture's", async () => {
    const { page } = await openStudio();
    await openImage(page);
    await chooseView(page, "Pixels");
    await page.getByRole("application", { name: /Lines/ }).focus();
    const zoom = page.getByRole("group", { name: "Zoom" });
    // A picture of 128 px is shown whole in a multiple of its size.
    await eventually(() => zoom.innerText()).toBe("4 : 1");
    for (let i = 0; i < 4; i++) await page.keyboard.press("+");
    await eventually(() => zoom.innerText()).toBe("48 : 1");
    const { grey, width } = await decode(join(await dataset(), FILE));
    const seen = new Set<number>();
    for (let i = 0; i < 24; i++) {
      await page.keyboard.press(i % 4 === 3 ? "Shift+ArrowUp" : "ArrowLeft");
      const told = await page.getByText(/^x \d+, y \d+ · Lines \d+ · Anti-aliased \d+$/).innerText();
      const [x, y, lines] = told.match(/\d+/g)!.map(Number);
      expect(lines).toBe(grey[y * width + x]);
      seen.add(lines);
    }
    expect(seen.size).toBeGreaterThan(1);
    await page.keyboard.press("0");
    await eventually(() => zoom.innerText()).toBe("4 : 1");
  });

  test("of a stream is swept in one parameter, its own value marked", async () => {
    const { page } = await openStudio();
    await importConfig(page, {
      formulation: "release",
      streams: 2,
      classes: 6,
      instances: 3,
      imageSize: 128,
    });
    await goToClass(page, 4, 1);
    const sweep = await openSweep(page, "orbits", "Orbits");
    await eventually(() => drawnIn(sweep)).toBe(12);
    const own = await page
      .getByRole("row", { name: /Orbits/ })
      .locator("td")
      .last()
      .innerText();
    const marked = await sweep.getByRole("listitem").filter({ hasText: "this class" }).allInnerTexts();
    expect(marked).toHaveLength(1);
    expect(marked[0]).toContain(`= ${own.trim()}`);
  });
});
