/** Gallery and class: any class of 21,000 is a scroll, a number or a few keys away. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium, goTo, importConfig, openStudio, pixelsOf } from "../support/browserHost.ts";

const grid = (page: Page) => page.getByRole("grid");
/** The picture of a class, once it has been drawn. */
const drawn = (page: Page, classIndex: number) =>
  page.locator(`[data-class="${classIndex}"] [data-state="ready"] img`);
const selected = (page: Page) =>
  page.locator('[role="gridcell"][aria-selected="true"]').getAttribute("data-class");

async function openGallery(page: Page, preset: string): Promise<void> {
  const card = page.getByRole("region", { name: preset, exact: true });
  await card.getByRole("button", { name: "Browse classes" }).click();
  await grid(page).waitFor();
}

describeInChromium("Gallery", () => {
  test("of 21,000 classes the last is scrolled to, drawn and opened", async () => {
    const { page } = await openStudio();
    await openGallery(page, "VisualAtom-21k");
    await page.getByText("21,000 classes").waitFor();
    await drawn(page, 0).waitFor();
    await grid(page).hover();
    await expect
      .poll(
        async () => {
          await page.mouse.wheel(0, 40_000);
          return page.locator('[data-class="20999"]').count();
        },
        { timeout: 30_000, interval: 50 },
      )
      .toBe(1);
    await drawn(page, 20_999).waitFor();
    const cell = page.locator('[data-class="20999"]');
    await cell.dblclick();
    await expect.poll(() => page.url()).toContain("#/class/20999");
    expect(await page.getByRole("textbox", { name: "Class", exact: true }).inputValue()).toBe("20999");
  });

  test("after a fast scroll through all classes no picture in view is missing", async () => {
    const { page } = await openStudio();
    await openGallery(page, "VisualAtom-21k");
    await drawn(page, 0).waitFor();
    await grid(page).hover();
    for (let i = 0; i < 40; i++) await page.mouse.wheel(0, i < 25 ? 9000 : -4000);
    await expect
      .poll(() => grid(page).locator('[data-state="loading"], [data-state="failed"]').count(), {
        timeout: 20_000,
      })
      .toBe(0);
    expect(await grid(page).locator('[data-state="ready"]').count()).toBeGreaterThan(20);
  });

  test("everything is done by keyboard: arrows, a class by number, open, its instances, and back", async () => {
    const { page } = await openStudio();
    await page.keyboard.press("Control+3");
    await drawn(page, 0).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => selected(page)).toBe("2");
    const columns = Number(await grid(page).getAttribute("aria-colcount"));
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => selected(page)).toBe(String(2 + columns));
    await page.keyboard.press("End");
    await expect.poll(() => selected(page)).toBe("999");
    await page.keyboard.press("/");
    await page.keyboard.type("613");
    await page.keyboard.press("Enter");
    await expect.poll(() => selected(page)).toBe("613");
    await drawn(page, 613).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toContain("#/class/613");
    await page.keyboard.press("]");
    await expect.poll(() => page.url()).toContain("#/class/614");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.url()).toContain("#/gallery");
    await expect.poll(() => selected(page)).toBe("614");
  });

  test("a class number that does not exist is refused with the numbers that do", async () => {
    const { page } = await openStudio();
    await goTo(page, "Gallery");
    await drawn(page, 0).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("1000");
    await page.getByText("Classes go from 0 to 999.").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByText("Classes go from 0 to 999.").isVisible()).toBe(false);
  });

  test("classes are sorted by a parameter and filtered by the keys of a histogram", async () => {
    const { page } = await openStudio();
    await goTo(page, "Gallery");
    await drawn(page, 0).waitFor();
    await page.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "Orbits (K)" });
    const first = page.locator('[data-place="0"]');
    await expect.poll(() => first.getAttribute("data-class")).not.toBe("0");
    await page.getByRole("button", { name: "Sort order: ascending" }).click();
    await expect.poll(async () => Number((await first.innerText()).split(/\s+/).at(-1))).toBeGreaterThan(195);
  });

  test("exact streams show how far their index is, then the same pictures as the files have", async () => {
    const { page } = await openStudio();
    await importConfig(page, {
      formulation: "release",
      streams: 2,
      classes: 40,
      instances: 600,
      imageSize: 128,
      seed: 5,
    });
    await expect.poll(() => page.getByRole("textbox", { name: "Streams" }).inputValue()).toBe("2");
    await goTo(page, "Gallery");
    const bar = page.getByRole("progressbar", { name: "Class index" });
    await bar.waitFor();
    await expect
      .poll(async () => /\d+ of 40 classes/.test(await page.locator("main").innerText()))
      .toBe(true);
    await drawn(page, 0).waitFor({ timeout: 60_000 });
    await page.keyboard.press("End");
    await drawn(page, 39).waitFor();
    const pictures = await Promise.all([38, 39].map((number) => pixelsOf(drawn(page, number))));
    expect(new Set(pictures).size).toBe(2);
  });
});

describeInChromium("Class", () => {
  test("every view of a class comes up", async () => {
    const { page } = await openStudio();
    await page.keyboard.press("Control+4");
    const view = page.getByRole("radiogroup", { name: "View" });
    await view.getByText("Anatomy").click();
    await page.getByText("Visual atom:").waitFor();
    await view.getByText("Sweep").click();
    await expect.poll(() => page.locator('main [data-state="ready"]').count()).toBeGreaterThan(3);
    await view.getByText("Pixels").click();
    await page.getByText("canvas: anti-aliased").waitFor();
    await view.getByText("Instances").click();
    await expect
      .poll(() => page.locator('main [role="grid"] [data-state="ready"]').count())
      .toBeGreaterThan(10);
  });

  test("an address with a class that does not exist offers one that does", async () => {
    const { page } = await openStudio();
    await page.evaluate(() => {
      window.location.hash = "#/class/5000";
    });
    await page.getByText(/class 5000, instance 0 is none of them/).waitFor();
    await page.getByRole("button", { name: "Go to class 0" }).click();
    await expect.poll(() => page.url()).toContain("#/class/0");
  });
});
