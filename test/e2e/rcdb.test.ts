/** RCDB in the studio: its presets under a name of their own, its pictures on white, its polygons one by one. */
import { expect, test } from "vitest";
import { formulations } from "../../core/formulations/index.ts";
import { describeInChromium, eventually, goTo, greysOf, openStudio } from "../support/page/browserHost.ts";
import {
  chooseView,
  drawnIn,
  goToClass,
  openClass,
  openConfig,
  openSweep,
  sweptParameter,
} from "../support/page/classPage.ts";
import { drawn, greysInGallery, openGallery } from "../support/page/galleryPage.ts";

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
    await openGallery(page, "RCDB-1k");
    await drawn(page, 0).waitFor();
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain("RCDB-1k");
  });

  test("is drawn on white in the gallery, and taken apart polygon by polygon", async () => {
    const { page } = await openStudio();
    await openConfig(page, config);
    const greys = await greysInGallery(page);
    const white = greys.filter((grey) => grey === 255).length;
    expect(white / greys.length).toBeGreaterThan(0.3);
    expect(white).toBeLessThan(greys.length);

    await goToClass(page, 5, 2);
    await chooseView(page, "Anatomy");
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
    await openClass(page, config, 5, 2);
    const sweep = await openSweep(page, "orbits", "Polylines");
    const choices = await sweptParameter(page).locator("option").count();
    expect(choices).toBe(Object.keys(formulations.rcdb.studio.sweeps).length);
    await eventually(() => drawnIn(sweep)).toBeGreaterThan(4);
  });
});
