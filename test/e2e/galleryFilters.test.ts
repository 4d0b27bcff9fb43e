/** The classes of the gallery by their parameters: sorted, filtered, peeked at, and shown as they become known. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "../support/cli.ts";
import { writeJson } from "../support/folders.ts";
import {
  describeInChromium,
  eventually,
  goTo,
  greysOf,
  importConfig,
  openStudio,
} from "../support/page/browserHost.ts";
import { drawn, grid, openGallery } from "../support/page/galleryPage.ts";
import { decode } from "../support/pictures.ts";

describeInChromium("The gallery's classes", () => {
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
    expect(await to.inputValue()).toBe("40");
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
    await eventually(() => peek.innerText()).toMatch(/Orbits\s+[\d,]+/);
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

  test("a typed end that is wrong says why, stays to be corrected, and goes with Escape", async () => {
    const { page } = await openStudio();
    await goTo(page, "Gallery");
    await drawn(page, 0).waitFor();
    const from = page.getByRole("textbox", { name: "Orbits, from" });
    const to = page.getByRole("textbox", { name: "Orbits, to" });
    const orbits = page.getByRole("region", { name: "Orbits", exact: true }).getByRole("status");
    const wrong: [string, string][] = [
      ["many", "“many” is no number."],
      ["7.5", "7.5 is no whole number."],
      ["500", "Values go from 1 to 200."],
    ];
    for (const [typed, why] of wrong) {
      await from.fill(typed);
      await eventually(() => orbits.innerText()).toBe(why);
      expect(await from.getAttribute("aria-invalid")).toBe("true");
      expect(await from.getAttribute("aria-describedby")).toBe(await orbits.getAttribute("id"));
      await page.keyboard.press("Tab");
      expect(await from.inputValue()).toBe(typed);
      expect(await orbits.innerText()).toBe(why);
    }
    await from.focus();
    // In the very task of the key: a field that is right beside a message that it is wrong is never seen.
    const told = await from.evaluate(async (field: HTMLInputElement) => {
      const message = document.getElementById(field.getAttribute("aria-describedby") ?? "");
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      return { value: field.value, message: message?.textContent };
    });
    expect(told).toEqual({ value: "1", message: "" });
    expect(await orbits.innerText()).toBe("");
    await page.getByText("1,000 classes", { exact: true }).waitFor();

    await to.fill("120");
    await to.press("Enter");
    await from.fill("150");
    await from.press("Enter");
    expect(await orbits.innerText()).toBe("From 150 to 120 is nothing.");
    await to.fill("160");
    await to.press("Enter");
    await eventually(() => orbits.innerText()).toBe("");
    await page.getByText(/^\d+ of 1,000 classes$/).waitFor();
    expect([await from.inputValue(), await to.inputValue()]).toEqual(["150", "160"]);
    await from.fill("none");
    await page.getByRole("button", { name: "Clear filter of Orbits" }).click();
    await eventually(() => from.inputValue()).toBe("1");
  });

  test("exact streams show the classes that are known while the others are looked up", async () => {
    const { page } = await openStudio();
    await page.route("**/api/classTable", (route) =>
      route.fulfill({ json: { ok: true, value: { ready: false, done: 9, total: 40, known: [6, 3] } } }),
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
    await page.getByText(/^9 of 40 classes are known, and stand first/).waitFor();
    for (const known of [0, 5, 20, 22]) await drawn(page, known).waitFor();
    const shown = page.locator("[data-place]");
    const numbers = (await shown.allInnerTexts()).map((text) => text.split(/\s+/).at(-1));
    expect(numbers.slice(0, 10)).toEqual(["0", "1", "2", "3", "4", "5", "20", "21", "22", "6"]);
    for (const unknown of [9, 10])
      expect(await page.locator(`[data-place="${unknown}"] [data-known="false"]`).count()).toBe(1);
    await page
      .getByRole("complementary", { name: "Filters" })
      .getByText("Filters and other orders are here once all classes are known: 9 of 40 are")
      .waitFor();
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
