/** Gallery and class: any class of 21,000 is a scroll, a number or a few keys away. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  describeInChromium,
  eventually,
  goTo,
  greysOf,
  importConfig,
  openStudio,
} from "../support/browserHost.ts";
import { generate } from "../support/cli.ts";
import { writeJson } from "../support/folders.ts";
import { decode } from "../support/pictures.ts";

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
    await eventually(async () => {
      await page.mouse.wheel(0, 40_000);
      return page.locator('[data-class="20999"]').count();
    }, 50).toBe(1);
    await drawn(page, 20_999).waitFor();
    const cell = page.locator('[data-class="20999"]');
    await cell.dblclick();
    await eventually(() => page.url()).toContain("#/class/20999");
    expect(await page.getByRole("textbox", { name: "Class", exact: true }).inputValue()).toBe("20999");
  });

  test("after a fast scroll through all classes no picture in view is missing", async () => {
    const { page } = await openStudio();
    await openGallery(page, "VisualAtom-21k");
    await drawn(page, 0).waitFor();
    await grid(page).hover();
    for (let i = 0; i < 40; i++) await page.mouse.wheel(0, i < 25 ? 9000 : -4000);
    await eventually(() => grid(page).evaluate((element) => element.scrollTop)).toBeGreaterThan(10_000);
    await eventually(() => grid(page).locator('[data-state="loading"], [data-state="failed"]').count()).toBe(
      0,
    );
    await eventually(() => grid(page).locator('[data-state="ready"]').count()).toBeGreaterThan(20);
  });

  test("everything is done by keyboard: arrows, a class by number, open, its instances, and back", async () => {
    const { page } = await openStudio();
    await page.keyboard.press("Control+3");
    await drawn(page, 0).waitFor();
    await eventually(() => grid(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("ArrowRight");
    await eventually(() => selected(page)).toBe("1");
    await page.keyboard.press("ArrowRight");
    await eventually(() => selected(page)).toBe("2");
    const columns = Number(await grid(page).getAttribute("aria-colcount"));
    await page.keyboard.press("ArrowDown");
    await eventually(() => selected(page)).toBe(String(2 + columns));
    await page.keyboard.press("End");
    await eventually(() => selected(page)).toBe("999");
    await page.keyboard.press("/");
    await page.keyboard.type("613");
    await page.keyboard.press("Enter");
    await eventually(() => selected(page)).toBe("613");
    await drawn(page, 613).waitFor();
    await page.keyboard.press("Enter");
    await eventually(() => page.url()).toContain("#/class/613");
    await page.keyboard.press("]");
    await eventually(() => page.url()).toContain("#/class/614");
    await page.keyboard.press("Escape");
    await eventually(() => page.url()).toContain("#/gallery");
    await eventually(() => selected(page)).toBe("614");
  });

  test("no key is lost that comes before the browser has told of a new address", async () => {
    const { page } = await openStudio();
    await goTo(page, "Gallery");
    await drawn(page, 0).waitFor();
    await eventually(() => grid(page).evaluate((element) => element === document.activeElement)).toBe(true);
    // In one task of the page's, with nothing between the keys but what a key itself sets off.
    await page.evaluate(
      async (keys) => {
        for (const key of keys) {
          const press = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
          (document.activeElement ?? document.body).dispatchEvent(press);
          for (let turn = 0; turn < 20; turn++) await null;
        }
      },
      ["ArrowRight", "ArrowRight", "Enter", "]", "Escape"],
    );
    await eventually(() => page.url()).toContain("#/gallery");
    await eventually(() => selected(page)).toBe("3");
  });

  test("a class number that does not exist is refused with the numbers that do", async () => {
    const { page } = await openStudio();
    await goTo(page, "Gallery");
    await drawn(page, 0).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("1000");
    await page.getByText("Classes go from 0 to 999.").waitFor();
    await page.keyboard.press("Escape");
    await eventually(() => page.getByText("Classes go from 0 to 999.").isVisible()).toBe(false);
  });

  test("classes are sorted by a parameter, and filtered by the keys of its histogram", async () => {
    const { page } = await openStudio();
    await goTo(page, "Gallery");
    await drawn(page, 0).waitFor();
    await page.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "Orbits (K)" });
    /** The orbits of the first class in the order. */
    const first = async () => {
      await grid(page).focus();
      await page.keyboard.press("Home");
      const caption = await page.locator('[data-place="0"]').innerText();
      return Number(caption.split(/\s+/).at(-1));
    };
    await eventually(first).toBeLessThan(5);
    await page.getByRole("button", { name: "Sort order: ascending" }).click();
    await eventually(first).toBeGreaterThan(195);
    await page.getByRole("slider", { name: "Orbits, to" }).focus();
    await page.keyboard.press("PageDown");
    await page.getByText(/^\d+ of 1,000 classes$/).waitFor();
    await eventually(first).toBeLessThan(200);
    await page.getByRole("slider", { name: "Orbits, to" }).focus();
    await page.keyboard.press("Delete");
    await page.getByText("1,000 classes", { exact: true }).waitFor();
  });

  test("a drag on a histogram filters, a double click clears; Ctrl and the wheel resize the pictures", async () => {
    const { page } = await openStudio();
    await goTo(page, "Gallery");
    await drawn(page, 0).waitFor();
    const histogram = page.getByRole("group", { name: "Histogram of Orbits" });
    const box = (await histogram.boundingBox())!;
    await page.mouse.move(box.x + 0.3 * box.width, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.6 * box.width, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await page.getByText(/^\d+ of 1,000 classes$/).waitFor();
    await histogram.dblclick({ position: { x: 40, y: 20 } });
    await page.getByText("1,000 classes", { exact: true }).waitFor();
    const side = async () => (await page.locator('[data-place="0"]').boundingBox())!.width;
    const before = await side();
    await grid(page).hover();
    await page.keyboard.down("Control");
    for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await eventually(side).toBeGreaterThan(before);
  });

  test("a range is typed into its fields; what is outside of the classes' own is not taken", async () => {
    const { page } = await openStudio();
    await openGallery(page, "VisualAtom-1k");
    const filters = page.getByRole("complementary", { name: "Filters" });
    const from = filters.getByRole("textbox", { name: "Orbits, from" });
    const to = filters.getByRole("textbox", { name: "Orbits, to" });
    await from.fill("50");
    await from.press("Enter");
    await to.fill("60");
    await to.press("Tab");
    await page.getByText(/^\d+ of 1,000 classes$/).waitFor();
    await page.getByRole("slider", { name: "Orbits, from" }).focus();
    expect(await page.getByRole("slider", { name: "Orbits, from" }).getAttribute("aria-valuenow")).toBe("50");
    expect(await page.getByRole("slider", { name: "Orbits, to" }).getAttribute("aria-valuenow")).toBe("60");
    await to.fill("40");
    expect(await to.getAttribute("aria-invalid")).toBe("true");
    await to.press("Tab");
    expect(await to.inputValue()).toBe("60");
    await filters.getByRole("button", { name: "Clear filter of Orbits" }).click();
    await page.getByText("1,000 classes", { exact: true }).waitFor();
    expect(await from.inputValue()).toBe("1");
  });

  test("Space tells the parameters of the marked class beside it, a resting pointer those of any", async () => {
    const { page } = await openStudio();
    await openGallery(page, "VisualAtom-1k");
    await drawn(page, 3).waitFor();
    await grid(page).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press(" ");
    const peek = page.getByRole("status").filter({ hasText: /^Class \d+/ });
    await peek.filter({ hasText: "Class 1" }).waitFor();
    expect(await peek.innerText()).toMatch(/Orbits\s+[\d,]+/);
    await page.keyboard.press("ArrowRight");
    await peek.filter({ hasText: "Class 2" }).waitFor();
    const box = (await peek.boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(1440);
    await page.keyboard.press("Escape");
    await peek.waitFor({ state: "detached" });
    expect(page.url()).toContain("#/gallery");
    await page.locator('[data-class="3"]').hover();
    await peek.filter({ hasText: "Class 3" }).waitFor();
    await page.getByRole("textbox", { name: "Go to class number" }).hover();
    await peek.waitFor({ state: "detached" });
  });

  test("exact streams show the classes that are known while the others are looked up", async () => {
    const { page } = await openStudio();
    await page.route("**/api/classTable", (route) =>
      route.fulfill({ json: { ok: true, value: { ready: false, done: 21, total: 40, known: [20, 1] } } }),
    );
    const streams = {
      formulation: "release",
      streams: 2,
      classes: 40,
      instances: 3,
      imageSize: 128,
      seed: 5,
    };
    await importConfig(page, streams);
    await eventually(() => page.getByRole("textbox", { name: "Streams" }).inputValue()).toBe("2");
    await goTo(page, "Gallery");
    await page.getByText(/^21 of 40 classes are known/).waitFor();
    for (const known of [0, 19, 20]) await drawn(page, known).waitFor();
    for (const unknown of [21, 22])
      expect(await page.locator(`[data-place="${unknown}"] [data-known="false"]`).count()).toBe(1);
  });

  test("exact streams show how far their index is, then the same pictures as the files have", async () => {
    const { page, folder } = await openStudio();
    const config = {
      formulation: "release",
      streams: 2,
      classes: 40,
      instances: 600,
      imageSize: 128,
      seed: 5,
    };
    await importConfig(page, config);
    await eventually(() => page.getByRole("textbox", { name: "Streams" }).inputValue()).toBe("2");
    await goTo(page, "Gallery");
    const bar = page.getByRole("progressbar", { name: "Class index" });
    await bar.waitFor();
    await eventually(async () =>
      /\d+ of 40 classes are known/.test(await page.locator("main").innerText()),
    ).toBe(true);
    await drawn(page, 0).waitFor();
    await page.keyboard.press("End");
    await drawn(page, 39).waitFor();
    const out = join(folder, "exact");
    const file = writeJson(join(folder, "exact.json"), config);
    await generate(["--config", file, "--only-classes", "39-39", "--only-instances", "0-0", "--out", out]);
    const { grey } = await decode(join(out, "image", "00039", "00039_0000.png"));
    expect((await greysOf(drawn(page, 39))).equals(grey)).toBe(true);
  });
});

describeInChromium("Pictures", () => {
  test("pictures that were drawn before are there again when one comes back to them", async () => {
    const { page } = await openStudio();
    const waiting = page.locator('main [data-state="loading"]');
    const drawnPictures = page.locator('main [data-state="ready"]');
    await drawnPictures.first().waitFor();
    await eventually(() => waiting.count()).toBe(0);
    const pictures = await drawnPictures.count();
    for (let visit = 0; visit < 3; visit++) {
      await goTo(page, "Settings");
      await page.getByRole("heading", { name: "Settings" }).waitFor();
      await goTo(page, "Presets");
      await eventually(() => drawnPictures.count()).toBe(pictures);
    }
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
    await eventually(() => page.locator('main [data-state="ready"]').count()).toBeGreaterThan(3);
    await view.getByText("Pixels").click();
    await page.getByText("canvas: anti-aliased").waitFor();
    await view.getByText("Instances").click();
    await eventually(() => page.locator('main [role="grid"] [data-state="ready"]').count()).toBeGreaterThan(
      10,
    );
  });

  test("an address with a class that does not exist offers one that does", async () => {
    const { page } = await openStudio();
    await page.evaluate(() => {
      window.location.hash = "#/class/5000";
    });
    await page.getByText(/class 5000, instance 0 is none of them/).waitFor();
    await page.getByRole("button", { name: "Go to class 0" }).click();
    await eventually(() => page.url()).toContain("#/class/0");
  });
});
