/** Dataset: what its images are like, as plots and as ways to the classes. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chooseFolder, describeInChromium, eventually, goTo, openStudio } from "../support/browserHost.ts";
import { generate } from "../support/cli.ts";
import { writeJson } from "../support/folders.ts";

const config = {
  formulation: "paper",
  ...{ classes: 6, instances: 10, imageSize: 64 },
  parameters: {
    ...{ orbits: [1, 1], grey: [0, 0.02], frequency1: [3, 3], frequency2: [5, 5] },
    ...{ diameter: [200, 204], vertices: [300, 301], noiseLevel: [0, 0] },
  },
};

async function openDataset(page: Page, folder: string, output: object): Promise<void> {
  const out = join(folder, "dataset");
  await generate(["--config", writeJson(join(folder, "config.json"), { ...config, output }), "--out", out]);
  await goTo(page, "Dataset");
  await page.getByRole("button", { name: "Open a folder" }).click();
  await chooseFolder(page, out, "Open this folder");
}

const quality = (page: Page) => page.getByRole("region", { name: "Quality" });

describeInChromium("Quality of a dataset", () => {
  test("is plotted for each class; a brushed range names its classes, and a class can be opened", async () => {
    const { page, folder } = await openStudio();
    await openDataset(page, folder, {});
    await quality(page).getByRole("group", { name: "Histogram of ink coverage of each class" }).waitFor();
    await quality(page).getByRole("group", { name: "Histogram of mean grey of each class" }).waitFor();
    const lowest = quality(page).getByRole("slider", { name: "ink coverage of each class, to" });
    await lowest.focus();
    // Only the class at the lower end is left.
    await lowest.press("Home");
    const named = quality(page).getByRole("button", { name: /^Class \d+$/ });
    await eventually(() => named.count()).toBeGreaterThan(0);
    await quality(page).getByText("Near-duplicate classes 15 pairs").waitFor();
    const pair = quality(page).getByRole("row").nth(1);
    const number = await pair.getByRole("button").first().innerText();
    await pair.getByRole("button").first().click();
    await eventually(async () => new URL(page.url()).hash).toBe(`#/class/${number}`);
  });

  test("is told of a dataset in shards too", async () => {
    const { page, folder } = await openStudio();
    await openDataset(page, folder, { layout: "parquet" });
    await page.getByText("The pictures lie in shards").waitFor();
    await quality(page).getByText("Near-duplicate classes 15 pairs").waitFor();
    expect(await page.getByRole("complementary", { name: "About the dataset" }).innerText()).toMatch(
      /Parquet/,
    );
  });
});
