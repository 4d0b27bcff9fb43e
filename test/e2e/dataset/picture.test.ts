/** Dataset: one picture, as large as there is room, with what is known of it, its neighbours and its class. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { runCli } from "../../support/cli.ts";
import { describeInChromium, eventually, openStudio } from "../../support/page/browserHost.ts";
import { cell, grid, openFolder, ready, sample, selected, stage } from "../../support/page/datasetPage.ts";
import { blackPng } from "../../support/pictures.ts";

const small = ["--classes", "4", "--instances", "6"];
const canvas = (page: Page) => stage(page).locator("canvas");
const beside = (page: Page) => page.getByRole("complementary", { name: "About the picture" });
const hash = (page: Page) => decodeURIComponent(new URL(page.url()).hash);
const hasFocus = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.activeElement?.closest(wanted) !== null, selector);

describeInChromium("A picture of a dataset", () => {
  test("opens larger, in whole multiples of a small file, with its class's and its own facts beside it", async () => {
    const { page, folder } = await openStudio();
    const out = await sample(join(folder, "one"), ...small);
    await openFolder(page, out);
    const image = cell(page, "00001_0002.png");
    const thumbnail = (await image.locator("img").boundingBox())!;
    await image.dblclick();
    await eventually(async () => (await canvas(page).boundingBox())?.width ?? 0).toBeGreaterThan(
      2 * thumbnail.width,
    );
    const { width, height } = (await canvas(page).boundingBox())!;
    expect([width % 64, height]).toEqual([0, width]);
    const { stdout } = await runCli([
      "images",
      "--config",
      join(out, "dataset.json"),
      "--only-classes",
      "1-1",
    ]);
    const row = stdout.split("\n").find((line) => line.startsWith("1,2,"))!;
    const [, , x, y] = row.split(",");
    const told = (value: string) => String(Number(Number(value).toFixed(1)));
    await beside(page)
      .getByText(`x ${told(x)}, y ${told(y)} px`)
      .waitFor();
    await beside(page)
      .getByText(/^\d+ to \d+$/)
      .waitFor();
    await beside(page)
      .getByRole("row", { name: /Orbits/ })
      .waitFor();
    // Zoomed in, the pixel that is pointed at is told.
    await page.keyboard.press("+");
    await eventually(() => stage(page).getByRole("group", { name: "Zoom" }).innerText()).toContain(": 1");
    await canvas(page).hover();
    await stage(page)
      .getByText(/^x \d+, y \d+ · \d+$/)
      .waitFor();
  });

  test("arrows lead to the next, Esc and Back to the grid at the picture looked at last, and keys always have a place", async () => {
    const { page, folder } = await openStudio();
    await openFolder(page, await sample(join(folder, "one"), ...small));
    await ready(page).first().waitFor();
    await eventually(() => hasFocus(page, '[role="grid"]')).toBe(true);
    await page.keyboard.press("Enter");
    await eventually(() => hash(page)).toContain("picture=00000/00000_0000.png");
    await canvas(page).waitFor();
    await eventually(() => hasFocus(page, 'section[aria-label="Picture"]')).toBe(true);
    for (let i = 1; i <= 7; i++) {
      await page.keyboard.press("ArrowRight");
      const name = i < 6 ? `00000/00000_000${i}.png` : `00001/00001_000${i - 6}.png`;
      await eventually(() => hash(page)).toContain(name);
    }
    await stage(page).getByText("8 of 24").waitFor();
    await page.keyboard.press("Escape");
    await eventually(() => selected(page).innerText()).toMatch(/00001_0001/);
    await eventually(() => hasFocus(page, '[role="grid"]')).toBe(true);
    await page.keyboard.press("ArrowLeft");
    await eventually(() => selected(page).innerText()).toMatch(/00001_0000/);
    await page.keyboard.press("Enter");
    await canvas(page).waitFor();
    await page.reload();
    await stage(page).getByText("7 of 24").waitFor();
    await page.goBack();
    await grid(page).waitFor();
    await eventually(() => selected(page).innerText()).toMatch(/00001_0000/);
  });

  test("its class is shown with the dataset's configuration, and one comes back to the picture", async () => {
    const { page, folder } = await openStudio();
    const stored = () => page.evaluate(() => localStorage.getItem("visualatom.design"));
    await eventually(stored).not.toBe(null);
    const design = await stored();
    await openFolder(page, await sample(join(folder, "one"), ...small, "--seed", "99"));
    await cell(page, "00002_0003.png").dblclick();
    const orbits = () =>
      beside(page)
        .getByRole("row", { name: /Orbits/ })
        .innerText();
    await eventually(orbits).toMatch(/\d/);
    const before = await orbits();
    await stage(page).getByRole("button", { name: "Show in Class" }).click();
    await eventually(() => page.getByRole("textbox", { name: "Class", exact: true }).inputValue()).toBe("2");
    expect(await page.getByRole("textbox", { name: "Instance", exact: true }).inputValue()).toBe("3");
    const inClass = page
      .getByRole("complementary", { name: "Class parameters" })
      .getByRole("row", { name: /Orbits/ });
    expect((await inClass.innerText()).replaceAll(/\s+/g, " ").trim()).toBe(
      before.replaceAll(/\s+/g, " ").trim(),
    );
    await page.keyboard.press("]");
    await eventually(() => page.getByRole("textbox", { name: "Class", exact: true }).inputValue()).toBe("3");
    await page.keyboard.press("Escape");
    await stage(page).getByRole("heading", { name: "00002/00002_0003.png" }).waitFor();
    expect(await stored()).toBe(design);
  });

  test("that is missing says so, and what belongs there is a click away", async () => {
    const { page, folder } = await openStudio({ expected: /404/ });
    const out = await sample(join(folder, "one"), ...small);
    await openFolder(page, out);
    await cell(page, "00002_0003.png").dblclick();
    await canvas(page).waitFor();
    rmSync(join(out, "image/00002/00002_0003.png"));
    await page.reload();
    await stage(page).getByText("00002_0003.png is not on the disk.").waitFor();
    await stage(page).getByRole("button", { name: "Show what belongs here" }).click();
    await canvas(page).waitFor();
  });

  test("of another size says so, in the grid and in the stage", async () => {
    const { page, folder } = await openStudio({ expected: /404/ });
    const out = await sample(join(folder, "one"), ...small);
    writeFileSync(join(out, "image/00000/00000_0000.png"), blackPng(300));
    await openFolder(page, out);
    await page.getByRole("button", { name: "Cannot be shown. Try again" }).waitFor();
    await cell(page, "00000_0000.png").press("Enter");
    const told = stage(page).getByRole("alert").getByText("px, which is not");
    expect(await told.innerText()).toBe("00000_0000.png has 300 × 300 px, which is not 64 × 64.");
  });
});
