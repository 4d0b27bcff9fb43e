/** FractalDB in the studio: its presets under a name of their own, its maps and points one by one, its weights, its colours. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "../support/cli.ts";
import { writeJson } from "../support/folders.ts";
import { describeInChromium, eventually, goTo, greysOf, openStudio } from "../support/page/browserHost.ts";
import {
  chooseView,
  drawnIn,
  goToClass,
  openClass,
  openConfig,
  openSweep,
} from "../support/page/classPage.ts";
import { about, openFolder, ready } from "../support/page/datasetPage.ts";
import { greysInGallery, waitForColumns } from "../support/page/galleryPage.ts";

const config = {
  formulation: "fractaldb",
  ...{ classes: 12, instances: 100, imageSize: 128 },
  parameters: { rate: 0.02, searchPoints: 12_000, points: 20_000 },
};

describeInChromium("FractalDB", () => {
  test("stands among the presets with pictures of its first classes", async () => {
    const { page } = await openStudio();
    await goTo(page, "Presets");
    const family = page.getByRole("region", { name: "FractalDB", exact: true });
    expect(await family.getByRole("heading", { level: 3 }).allInnerTexts()).toEqual([
      "FractalDB-1k",
      "FractalDB-10k",
      "FractalDB-1k, colour",
      "OFDB-1k",
      "OFDB-21k",
    ]);
    const preset = page.getByRole("region", { name: "FractalDB-1k", exact: true });
    // Far below what is looked at, nothing is drawn or searched for.
    expect(await preset.locator("[data-state]").count()).toBe(0);
    await preset.scrollIntoViewIfNeeded();
    // Not weighted.
    for (const classIndex of [0, 1, 2, 3])
      await preset
        .locator('[data-state="ready"]')
        .filter({ has: page.getByRole("img", { name: `Class ${classIndex}, instance 80`, exact: true }) })
        .waitFor();
  });

  test("is shown in the gallery with its own columns, and taken apart map by map", async () => {
    const { page } = await openStudio();
    await openConfig(page, config);
    const greys = await greysInGallery(page);
    expect(greys.filter((grey) => grey > 0).length / greys.length).toBeGreaterThan(0.01);
    await waitForColumns(page, ["Maps", "Fill rate", "Contraction"]);

    await goToClass(page, 5, 2);
    await chooseView(page, "Anatomy");
    await page.getByRole("img", { name: /^The unit square under [2-7] maps$/ }).waitFor();
    const maps = await page.getByRole("table", { name: "Maps" }).getByRole("row").count();
    expect(maps).toBeGreaterThan(2);
    const shown = page.getByRole("slider", { name: "Points shown" });
    await shown.focus();
    await page.keyboard.press("Home");
    await page.getByRole("img", { name: /^The first 1 of 20000 points$/ }).waitFor();
    const ink = async (name: RegExp) =>
      (await greysOf(page.getByRole("img", { name }))).filter((grey) => grey > 0).length;
    expect(await ink(/^The first 1 of/)).toBe(1);
    await page.keyboard.press("End");
    await page.getByRole("img", { name: /^The first 20000 of 20000 points$/ }).waitFor();
    expect(await ink(/^The first 20000 of/)).toBeGreaterThan(100);
    expect(await page.locator("figcaption").last().innerText()).toContain(
      "weights 0 (a × 0.2), patches 0, flip 2",
    );
  });

  test("shows the table of a dataset that is opened, and searches for none of its classes", async () => {
    const { page, folder, base } = await openStudio();
    const out = join(folder, "theirs");
    const file = writeJson(join(folder, "theirs.json"), { ...config, instances: 4 });
    await generate(["--config", file, "--out", out]);
    await openFolder(page, out);
    await eventually(() => ready(page).count()).toBeGreaterThan(10);
    await about(page).getByText("Filters", { exact: true }).click();
    for (const column of ["Maps", "Fill rate", "Contraction"])
      await about(page).getByText(column).first().waitFor();
    expect(existsSync(join(base, "cache", "classes"))).toBe(false);
  });

  test("is swept over its weights, and looked at pixel by pixel in colour", async () => {
    const { page } = await openStudio();
    const parameters = { ...config.parameters, drawType: "patch_color" };
    await openClass(page, { ...config, parameters, output: { pixel: "rgb" } }, 5, 2);
    const sweep = await openSweep(page, "weight-c", "Weight of c");
    await eventually(() => drawnIn(sweep)).toBe(5);
    await chooseView(page, "Pixels");
    expect(await page.locator("figcaption").allInnerTexts()).toEqual(["Points · this dataset"]);
    // Of what is pointed at, one in ten at least is a coloured pixel.
    const pane = (await page.locator("main figure").first().boundingBox())!;
    const value = page.getByRole("status").filter({ hasText: /^x \d+, y \d+ · Points \d+, \d+, \d+$/ });
    await eventually(async () => {
      for (let step = 0; step < 40; step++) {
        const place = 0.2 + 0.6 * ((step * 0.618) % 1);
        await page.mouse.move(pane.x + pane.width * place, pane.y + pane.width * (0.2 + 0.015 * step));
        if ((await value.count()) > 0) return true;
      }
      return false;
    }).toBe(true);
  });
});
