/** Dataset: what its images are like, as plots that filter the grid, and near-duplicate classes side by side. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { generate } from "../../support/cli.ts";
import { writeJson } from "../../support/folders.ts";
import { describeInChromium, eventually, greysOf, openStudio } from "../../support/page/browserHost.ts";
import { about, grid, names, openFolder, shownCount } from "../../support/page/datasetPage.ts";

const config = {
  formulation: "paper",
  ...{ classes: 6, instances: 10, imageSize: 64 },
  parameters: {
    ...{ orbits: [1, 1], grey: [0, 0.02], frequency1: [3, 3], frequency2: [5, 5] },
    ...{ diameter: [200, 204], vertices: [300, 301], noiseLevel: [0, 0] },
  },
};

const same = { diameter: [200, 200], vertices: [300, 300] };

async function openDataset(page: Page, folder: string, output: object, ranges: object = {}): Promise<void> {
  const out = join(folder, "dataset");
  const parameters = { ...config.parameters, ...ranges };
  const file = writeJson(join(folder, "config.json"), { ...config, parameters, output });
  await generate(["--config", file, "--out", out]);
  await openFolder(page, out);
}

const quality = (page: Page) => page.getByRole("region", { name: "Quality" });
const gridText = (page: Page) => grid(page).innerText();

/** Names of the classes in the order of a column of the dataset's own table. */
function classesBy(out: string, column: string): string[] {
  const [header, ...rows] = readFileSync(join(out, "classes.csv"), "utf8").trimEnd().split("\n");
  const at = header.split(",").indexOf(column);
  const values = rows.map((row) => row.split(",").map(Number));
  return values
    .sort((a, b) => a[at] - b[at] || a[0] - b[0])
    .map(([number]) => String(number).padStart(5, "0"));
}

describeInChromium("Quality of a dataset", () => {
  test.each(["imagefolder", "parquet"])(
    "is plotted for each class; a brushed range leaves only its classes' pictures: %s",
    async (layout) => {
      const { page, folder } = await openStudio();
      await openDataset(page, folder, { layout });
      await quality(page).getByRole("group", { name: "Histogram of ink coverage of each class" }).waitFor();
      await quality(page).getByRole("group", { name: "Histogram of mean grey of each class" }).waitFor();
      await eventually(() => shownCount(page)).toBe("60 pictures");
      const highest = quality(page).getByRole("slider", { name: "ink coverage of each class, to" });
      await highest.focus();
      // Only the class at the lower end is left.
      await highest.press("Home");
      await eventually(() => shownCount(page)).toBe("10 of 60 pictures");
      await eventually(() => names(page).getByRole("option").count()).toBe(2);
      expect(new URL(page.url()).hash).toContain("where=inkCoverage");
      await page.reload();
      await eventually(() => shownCount(page)).toBe("10 of 60 pictures");
      await quality(page).getByRole("slider", { name: "ink coverage of each class, to" }).press("Delete");
      await eventually(() => shownCount(page)).toBe("60 pictures");
      await quality(page)
        .getByRole("button", { name: /with blank images$/ })
        .click();
      // Which of their pictures are blank is not known yet.
      await eventually(() => shownCount(page)).toMatch(/^\d0 (of 60 )?pictures$/);
      await quality(page).getByRole("button", { name: "Find the blank pictures" }).click();
      const blank = readFileSync(join(folder, "dataset", "statistics.csv"), "utf8")
        .trimEnd()
        .split("\n")
        .slice(1)
        .reduce((sum, line) => sum + Number(line.split(",")[2]), 0);
      await eventually(() => shownCount(page)).toBe(`${blank} of 60 pictures`);
    },
  );

  test("and the classes' parameters sort and filter the pictures of all classes", async () => {
    const { page, folder } = await openStudio();
    const out = join(folder, "dataset");
    await generate([
      "--preset",
      "sample",
      "--image-size",
      "64",
      "--classes",
      "8",
      "--instances",
      "4",
      "--out",
      out,
    ]);
    await openFolder(page, out);
    await eventually(() => shownCount(page)).toBe("32 pictures");
    await page.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "Orbits (K)" });
    const byOrbits = classesBy(out, "orbits");
    const shown = async () =>
      (await names(page).getByRole("option").allInnerTexts()).slice(1).map((text) => text.slice(0, 5));
    await eventually(shown).toEqual(byOrbits);
    await eventually(() => gridText(page)).toMatch(new RegExp(`^${byOrbits[0]}/`));
    await page.getByRole("button", { name: "Sort order: ascending" }).click();
    await eventually(() => gridText(page)).toMatch(new RegExp(`^${byOrbits.at(-1)}/`));
    await about(page).getByText("Filters", { exact: true }).click();
    const from = page.getByRole("slider", { name: "Orbits, from" });
    await from.focus();
    await from.press("End");
    await eventually(() => shownCount(page)).toBe("4 of 32 pictures");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await eventually(() => shownCount(page)).toBe("32 pictures");
  });

  test("near-duplicate classes are shown side by side; the design at hand stays what it is", async () => {
    const { page, folder } = await openStudio();
    const stored = () => page.evaluate(() => localStorage.getItem("visualatom.design"));
    await eventually(stored).not.toBe(null);
    const design = await stored();
    // All six are the same, of which the description tells each with the next.
    await openDataset(page, folder, {}, same);
    await quality(page).getByText("Near-duplicate classes 15 pairs").waitFor();
    const list = quality(page).getByRole("listbox", { name: "Near-duplicate classes" });
    expect(await list.getByRole("option").count()).toBe(5);
    await quality(page).getByRole("button", { name: "Show all 15 pairs" }).press("Enter");
    await eventually(() => list.getByRole("option").first().getAttribute("aria-setsize")).toBe("15");
    await eventually(() => list.evaluate((element) => element === document.activeElement)).toBe(true);
    await list.press("End");
    await eventually(() => list.locator('[data-active="true"]').innerText()).toMatch(/^4 and 5\s+0\.0 %$/);
    const pair = list.getByRole("option").last();
    const [a, b] = (await pair.innerText()).split("\n")[0].split(" and ");
    await list.press("Enter");
    const shown = page.getByRole("region", { name: `Classes ${a} and ${b}` });
    for (const number of [a, b]) {
      const one = shown.getByRole("region", { name: `Class ${number}`, exact: true });
      await eventually(() => one.locator('[data-state="ready"] img').count()).toBe(4);
    }
    const table = shown.getByRole("table", { name: "Parameters of both classes" });
    await table.getByRole("row", { name: /First frequency.*the same/ }).waitFor();
    await page.keyboard.press("Escape");
    await grid(page).waitFor();
    await page.goBack();
    await shown.getByRole("button", { name: "Show in Class" }).first().click();
    await page.getByRole("button", { name: "Back to the dataset" }).click();
    await shown.waitFor();
    expect(await stored()).toBe(design);
  });
});

describeInChromium("A folder that does not say what it holds", () => {
  test("is measured, and then sorted by its pictures and filtered by them; blank ones one by one", async () => {
    const { page, folder } = await openStudio();
    const out = join(folder, "theirs");
    const file = writeJson(join(folder, "config.json"), { ...config, output: { layout: "release" } });
    await generate(["--config", file, "--out", out]);
    const statistics = readFileSync(join(out, "statistics.csv"), "utf8").trimEnd().split("\n").slice(1);
    const rows = statistics.map((line) => line.split(",").map(Number));
    const blank = rows.reduce((sum, row) => sum + row[2], 0);
    expect(blank).toBeGreaterThan(0);
    for (const name of readdirSync(out)) if (!/^\d+$/.test(name)) rmSync(join(out, name));
    await openFolder(page, out);
    await eventually(() => shownCount(page)).toBe("60 pictures");
    expect(await page.getByRole("combobox", { name: "Sort by" }).isDisabled()).toBe(true);
    await about(page).getByText("Filters", { exact: true }).click();
    await about(page).getByRole("button", { name: "Measure the pictures" }).click();
    await page.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "Mean grey" });
    const byGrey = [...rows].sort((a, b) => a[5] - b[5]).map(([number]) => String(number).padStart(5, "0"));
    const shown = async () =>
      (await names(page).getByRole("option").allInnerTexts()).slice(1).map((text) => text.slice(0, 5));
    await eventually(shown).toEqual(byGrey);
    // The darkest class is the lower end of the range.
    const to = page.getByRole("slider", { name: "Mean grey, to" });
    await to.focus();
    await to.press("Home");
    await eventually(() => shownCount(page)).toBe("10 of 60 pictures");
    await page.getByRole("button", { name: "Clear filters" }).click();
    const from = page.getByRole("slider", { name: "Blank images, from" });
    await from.focus();
    await from.press("ArrowRight");
    await eventually(async () => (await shownCount(page)).split(" ")[0]).not.toBe("60");
    const range = new URLSearchParams(new URL(page.url()).hash.split("?")[1]).get("where")!.split(":");
    const asked = rows.filter((row) => row[2] >= Number(range[1]) && row[2] >= 1);
    const wanted = asked.reduce((sum, row) => sum + row[2], 0);
    await eventually(() => shownCount(page)).toBe(`${wanted} of 60 pictures`);
    await eventually(() => grid(page).locator('[data-state="ready"] img').count()).toBeGreaterThan(0);
    for (const picture of await grid(page).locator('[data-state="ready"] img').all()) {
      expect((await greysOf(picture)).every((grey) => grey === 0)).toBe(true);
    }
    await page.reload();
    await eventually(() => shownCount(page)).toBe(`${wanted} of 60 pictures`);
  });
});
