/** ExFractalDB in the studio: its classes in the gallery, its maps and points one by one, its model turned by hand, its weights. */
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { violations } from "../support/page/axe.ts";
import {
  describeInChromium,
  eventually,
  greysOf,
  openStudio,
  pixelsOf,
  type StudioPageOptions,
} from "../support/page/browserHost.ts";
import { chooseView, drawnIn, openClass, openConfig, openSweep } from "../support/page/classPage.ts";
import { greysInGallery, waitForColumns } from "../support/page/galleryPage.ts";

const config = {
  formulation: "exfractaldb",
  ...{ classes: 12, instances: 100, imageSize: 128 },
  parameters: { variance: 0.02, searchPoints: 1000 },
};

const model = (page: Page) =>
  page.getByRole("application", { name: /^Model of 9,999 points in space: arrow keys turn it/ });
const viewpoint = (page: Page) => page.locator("figcaption").last().locator("span").textContent();

async function openAnatomy(options: StudioPageOptions = {}): Promise<Page> {
  const { page } = await openStudio(options);
  await openClass(page, config, 5, 2);
  await chooseView(page, "Anatomy");
  await model(page).waitFor();
  return page;
}

/** From now on, an image's canvases that are empty when they could be seen next. */
async function noteEmptyCanvases(page: Page): Promise<void> {
  await page.evaluate(() => {
    const empty: string[] = [];
    Object.assign(window, { empty });
    // Told after a commit and its layout effects, and before the next frame.
    const observer = new MutationObserver((changes) => {
      const changed = changes.flatMap(({ target, addedNodes }) => [target, ...addedNodes]);
      for (const canvas of document.querySelectorAll("canvas")) {
        const label = canvas.getAttribute("aria-label") ?? "";
        if (!/^(Model of|The first|Pixels drawn)/.test(label)) continue;
        if (!changed.some((node) => node.contains(canvas))) continue;
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        if (data.every((value) => value === 0)) empty.push(label);
      }
    });
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ["width", "height"] });
  });
}

const emptyCanvases = (page: Page) => page.evaluate(() => (window as unknown as { empty: string[] }).empty);

describeInChromium("ExFractalDB", () => {
  test("is shown in the gallery with its own columns", async () => {
    const { page } = await openStudio();
    await openConfig(page, config);
    const greys = await greysInGallery(page);
    expect(greys.filter((grey) => grey > 0).length / greys.length).toBeGreaterThan(0.01);
    const variances = ["Variance along x", "Variance along y", "Variance along z"];
    await waitForColumns(page, ["Maps", ...variances, "Contraction"]);
  });

  test("is taken apart into maps, arrivals, picture and model", async () => {
    const page = await openAnatomy();
    await page.getByRole("img", { name: /^The unit cube, seen along z under [2-7] maps$/ }).waitFor();
    expect(await page.getByRole("table", { name: "Maps" }).getByRole("row").count()).toBeGreaterThan(2);
    await page.getByRole("slider", { name: "Points shown" }).focus();
    await page.keyboard.press("End");
    const arrived = page.getByRole("img", { name: /^The first \d+ of 9999 points$/ });
    const ink = async (greys: Buffer) => greys.filter((grey) => grey > 0).length;
    expect(await ink(await greysOf(arrived))).toBeGreaterThan(100);
    expect(await ink(await greysOf(model(page)))).toBeGreaterThan(1000);
    // First it is seen as the picture is, and says so in the same words.
    const words = await viewpoint(page);
    expect(words).toMatch(/^turned by −?\d+°, seen from \d+° (above|below)$/);
    const captions = await page.locator("figcaption").allTextContents();
    expect(captions.filter((caption) => caption.includes(words!))).toHaveLength(2);
    expect(captions.at(-1)).toContain("Drag, or use the arrow keys");
    expect(await violations(page)).toEqual([]);
  });

  test("its model turns by dragging, and back by Home and a double click", async () => {
    const page = await openAnatomy();
    const own = await pixelsOf(model(page));
    const words = await viewpoint(page);
    await model(page).scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await model(page).boundingBox())!;
    const [left, middle] = [x + width / 3, y + height / 2];
    const drag = async () => {
      await page.mouse.move(left, middle);
      await page.mouse.down();
      await page.mouse.move(left + width / 4, middle + 9, { steps: 4 });
      await page.mouse.up();
      await eventually(() => pixelsOf(model(page))).not.toBe(own);
      await eventually(() => viewpoint(page)).not.toBe(words);
    };
    await drag();
    // Without a button the pointer turns nothing.
    const turned = await pixelsOf(model(page));
    await page.mouse.move(left, middle - 30, { steps: 4 });
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect(await pixelsOf(model(page))).toBe(turned);
    await page.keyboard.press("Home");
    await eventually(() => pixelsOf(model(page))).toBe(own);
    expect(await viewpoint(page)).toBe(words);
    await drag();
    await page.mouse.dblclick(left, middle);
    await eventually(() => pixelsOf(model(page))).toBe(own);
  });

  test("its model turns by keys, with a ring while it has the focus, and stays turned in a smaller window", async () => {
    const page = await openAnatomy();
    const own = await pixelsOf(model(page));
    await page.getByRole("slider", { name: "Points shown" }).focus();
    await page.keyboard.press("Tab");
    expect(await model(page).evaluate((canvas) => canvas === document.activeElement)).toBe(true);
    const ring = await model(page).evaluate((canvas) => getComputedStyle(canvas).outlineWidth);
    expect(ring).toBe("2px");
    const degrees = async () =>
      Number(/turned by (−?\d+)/.exec((await viewpoint(page))!)![1].replace("−", "-"));
    const before = await degrees();
    await page.keyboard.press("ArrowLeft");
    await eventually(async () => ((await degrees()) - before + 360) % 360).toBe(5);
    await eventually(() => pixelsOf(model(page))).not.toBe(own);
    await page.keyboard.press("ArrowRight");
    await eventually(degrees).toBe(before);
    const level = await viewpoint(page);
    await page.keyboard.press("Shift+ArrowUp");
    await eventually(() => viewpoint(page)).not.toBe(level);
    const words = await viewpoint(page);
    await page.setViewportSize({ width: 1024, height: 700 });
    await eventually(() => model(page).evaluate((canvas) => canvas.clientWidth)).toBeLessThan(240);
    expect(await viewpoint(page)).toBe(words);
  });

  test("no canvas of an image is empty for a moment, neither at first nor as the window gets another size", async () => {
    const { page } = await openStudio({ expected: /willReadFrequently/ });
    await openClass(page, config, 5, 2);
    await noteEmptyCanvases(page);
    await chooseView(page, "Anatomy");
    await model(page).waitFor();
    const shrinks = async (canvas: Locator, width: number, height: number) => {
      const before = await canvas.evaluate((element) => element.clientWidth);
      await page.setViewportSize({ width, height });
      await eventually(() => canvas.evaluate((element) => element.clientWidth)).toBeLessThan(before);
    };
    await shrinks(model(page), 1200, 800);
    expect(await emptyCanvases(page)).toEqual([]);
    await chooseView(page, "Pixels");
    const pixels = page.getByRole("application", { name: /^Pixels drawn by/ }).first();
    await eventually(async () => (await greysOf(pixels)).some((grey) => grey > 0)).toBe(true);
    // Until the pixels have come there is nothing to show.
    const waiting = (await emptyCanvases(page)).length;
    await shrinks(pixels, 1024, 500);
    expect((await emptyCanvases(page)).slice(waiting)).toEqual([]);
  });

  test("is swept over its weights", async () => {
    const { page } = await openStudio();
    await openClass(page, config, 5, 2);
    const sweep = await openSweep(page, "weight-k", "Weight of k");
    await eventually(() => drawnIn(sweep)).toBe(13);
  });
});
