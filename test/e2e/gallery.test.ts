import { expect, test } from "vitest";
import {
  delayTasks,
  describeInChromium,
  eventually,
  goTo,
  goToAddress,
  openStudio,
} from "../support/page/browserHost.ts";
import { chooseView } from "../support/page/classPage.ts";
import { drawn, grid, openGallery, selected } from "../support/page/galleryPage.ts";

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

  test("pictures have the pixels that the screen shows, also of a window made smaller", async () => {
    const { page } = await openStudio();
    await openGallery(page, "VisualAtom-21k");
    await drawn(page, 0).waitFor();
    const sides = () =>
      drawn(page, 0).evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.clientWidth]);
    const [before, shown] = await sides();
    expect(before).toBe(shown);
    const size = page.viewportSize()!;
    await page.setViewportSize({ width: size.width - 230, height: size.height });
    await eventually(async () => {
      const [now, side] = await sides();
      return now === side && now !== before;
    }).toBe(true);
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

  test("a class is gone to by number from another place, however long the gallery takes to come", async () => {
    const { page } = await openStudio();
    await page.locator("main").getByText("VisualAtom-1k", { exact: true }).first().waitFor();
    await delayTasks(page);
    await page.keyboard.press("/");
    const number = page.getByRole("textbox", { name: "Go to class number" });
    await eventually(() => number.evaluate((own) => own === document.activeElement)).toBe(true);
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
    await chooseView(page, "Anatomy");
    await page.getByText("Visual atom:").waitFor();
    await chooseView(page, "Sweep");
    await eventually(() => page.locator('main [data-state="ready"]').count()).toBeGreaterThan(3);
    await chooseView(page, "Pixels");
    await page.getByText("Anti-aliased", { exact: true }).waitFor();
    await chooseView(page, "Instances");
    await eventually(() => page.locator('main [role="grid"] [data-state="ready"]').count()).toBeGreaterThan(
      10,
    );
  });

  test("an address with a class that does not exist offers one that does", async () => {
    const { page } = await openStudio();
    await goToAddress(page, "#/class/5000");
    await page.getByText(/class 5000, instance 0 is none of them/).waitFor();
    await page.getByRole("button", { name: "Go to class 0" }).click();
    await eventually(() => page.url()).toContain("#/class/0");
  });
});
