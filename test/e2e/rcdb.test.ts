/** RCDB in the studio: its presets under a name of their own, its pictures on white, its polygons one by one. */
import { expect, test } from "vitest";
import { formulations } from "../../core/formulations/index.ts";
import {
  describeInChromium,
  eventually,
  goTo,
  greysOf,
  importConfig,
  openStudio,
} from "../support/page/browserHost.ts";
import { drawn } from "../support/page/galleryPage.ts";

const config = { formulation: "rcdb", classes: 12, instances: 4, imageSize: 128, seed: 3 };

describeInChromium("RCDB", () => {
  test("stands beside VisualAtom among the presets, without accuracies of the other's images", async () => {
    const { page } = await openStudio();
    await goTo(page, "Presets");
    for (const { family } of Object.values(formulations)) {
      await page.getByRole("heading", { level: 2, name: `${family.name} ${family.source}` }).waitFor();
    }
    const titles = (family: string) =>
      page
        .getByRole("region", { name: family, exact: true })
        .getByRole("heading", { level: 3 })
        .allInnerTexts();
    expect(await titles("RCDB")).toEqual(["RCDB-1k", "RCDB-21k", "RCDB-1k, exact"]);
    expect((await titles("VisualAtom")).filter((title) => title.startsWith("RCDB"))).toEqual([]);
    const accuracy = (title: string) =>
      page.getByRole("region", { name: title, exact: true }).getByText("Accuracy", { exact: true }).count();
    expect(await accuracy("VisualAtom-21k")).toBe(1);
    expect(await accuracy("RCDB-21k")).toBe(0);
    await page
      .getByRole("region", { name: "RCDB-1k", exact: true })
      .getByRole("button", { name: "Browse classes" })
      .click();
    await drawn(page, 0).waitFor();
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain("RCDB-1k");
  });

  test("is drawn on white in the gallery, and taken apart polygon by polygon", async () => {
    const { page } = await openStudio();
    await importConfig(page, config);
    await page.locator('[data-preview="ready"]').waitFor();
    await goTo(page, "Gallery");
    await drawn(page, 0).waitFor();
    const greys = await greysOf(drawn(page, 0));
    const white = greys.filter((grey) => grey === 255).length;
    expect(white / greys.length).toBeGreaterThan(0.3);
    expect(white).toBeLessThan(greys.length);

    await page.evaluate(() => {
      window.location.hash = "#/class/5?instance=2";
    });
    const view = page.getByRole("radiogroup", { name: "View" });
    await view.getByText("Anatomy", { exact: true }).click();
    const shown = page.getByRole("slider", { name: "Polygons shown" });
    await shown.focus();
    await page.keyboard.press("Home");
    const first = page.getByRole("img", { name: /^The first 1 of \d+ polygons$/ });
    await first.waitFor();
    const ink = async (count: RegExp) =>
      (await greysOf(page.getByRole("img", { name: count }))).filter((grey) => grey !== 255).length;
    const few = await ink(/^The first 1 of \d+ polygons$/);
    await page.keyboard.press("End");
    await page.getByRole("img", { name: /^The first (\d+) of \1 polygons$/ }).waitFor();
    expect(await ink(/^The first (\d+) of \1 polygons$/)).toBeGreaterThan(few);
    expect(await page.locator("figcaption").allInnerTexts()).toEqual([
      "The ellipse it starts from (dashed), moved outward once",
      expect.stringMatching(/^q = \d+ vertices of the first polygon/),
      expect.stringMatching(/^Radial contours: K = \d+ polygons$/),
    ]);
  });

  test("is swept over what belongs to its classes", async () => {
    const { page } = await openStudio();
    await importConfig(page, config);
    await page.locator('[data-preview="ready"]').waitFor();
    await page.evaluate(() => {
      window.location.hash = "#/class/5?instance=2";
    });
    await page.getByRole("radiogroup", { name: "View" }).getByText("Sweep", { exact: true }).click();
    const choice = page.getByRole("combobox", { name: "Parameter to sweep" });
    expect(await choice.locator("option").count()).toBe(Object.keys(formulations.rcdb.studio.sweeps).length);
    await choice.selectOption("orbits");
    const sweep = page.getByRole("list", { name: "Polylines from low to high" });
    await eventually(() => sweep.locator('[data-state="ready"]').count()).toBeGreaterThan(4);
  });
});
