/** Dataset: folders that the studio, the command line and the authors' script wrote, opened and browsed. */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  chooseFolder,
  describeInChromium,
  eventually,
  goTo,
  greysOf,
  openStudio,
  pixelsOf,
} from "../support/browserHost.ts";
import { generate } from "../support/cli.ts";
import { decode } from "../support/pictures.ts";

async function openFolder(page: Page, path: string): Promise<void> {
  await goTo(page, "Dataset");
  await page.getByRole("button", { name: "Open a folder" }).click();
  await chooseFolder(page, path, "Open this folder");
}

const pictures = (page: Page) => page.getByRole("region", { name: "Pictures of the class" });
const ready = (page: Page) => pictures(page).locator('[data-state="ready"] img');

describeInChromium("Dataset", () => {
  test("a folder in the authors' layout, without dataset.json, is browsed class by class", async () => {
    const { page, folder } = await openStudio();
    const out = join(folder, "theirs");
    const options = ["--preset", "sample", "--layout", "release", "--image-size", "128"];
    await generate([...options, "--classes", "4", "--instances", "6", "--out", out]);
    for (const name of readdirSync(out))
      if (/^(dataset|journal|classes|statistics|README)/.test(name)) rmSync(join(out, name));
    await openFolder(page, out);
    await page.getByText("Folder of pictures").waitFor();
    await eventually(() => ready(page).count()).toBe(6);
    const first = await pixelsOf(ready(page).first());
    const names = readdirSync(out).sort();
    expect(names).toHaveLength(4);
    await page.getByRole("button", { name: names[3] }).click();
    // The pictures of the class before may still be there for a moment.
    await eventually(() => pixelsOf(ready(page).first())).not.toBe(first);
    await eventually(() => ready(page).count()).toBe(6);
    const about = page.getByRole("complementary", { name: "About the dataset" });
    await about.getByText(/the authors’ script’s/).waitFor();
  });

  test("the pictures shown are those of the files", async () => {
    const { page, folder } = await openStudio();
    const out = join(folder, "ours");
    await generate([
      "--preset",
      "sample",
      "--image-size",
      "64",
      "--classes",
      "2",
      "--instances",
      "3",
      "--out",
      out,
    ]);
    await openFolder(page, out);
    await eventually(() => ready(page).count()).toBe(3);
    const name = "00000_0001.png";
    const image = page.getByRole("option", { name }).locator("img");
    const { grey } = await decode(join(out, "image", "00000", name));
    expect((await greysOf(image)).equals(grey)).toBe(true);
  });

  test("a folder without pictures is refused in words, and another can be opened", async () => {
    const { page, folder } = await openStudio();
    await openFolder(page, folder);
    await page.getByText("This folder was not opened").waitFor();
    expect(await page.getByRole("button", { name: "Open another" }).isVisible()).toBe(true);
  });

  test("an answer that is not as it should be spoils one place, not the window, and there is a way back", async () => {
    const { page, folder } = await openStudio({ expected: /Cannot read properties of null/ });
    const out = join(folder, "odd");
    await generate([
      "--preset",
      "sample",
      "--image-size",
      "64",
      "--classes",
      "2",
      "--instances",
      "2",
      "--out",
      out,
    ]);
    await page.route("**/api/openDataset", async (route) => {
      const answer = await (await route.fetch()).json();
      await route.fulfill({ json: { ...answer, value: { ...answer.value, classes: null } } });
    });
    await page.evaluate(async (path) => {
      const headers = { "content-type": "application/json", "x-visualatom": "1" };
      await fetch("api/grantFolder", { method: "POST", headers, body: JSON.stringify({ path }) });
      window.location.hash = `#/dataset?open=${encodeURIComponent(path)}`;
    }, out);
    const told = page.getByRole("alert").filter({ hasText: "This place cannot be shown" });
    await told.waitFor();
    await page.unroute("**/api/openDataset");
    await told.getByRole("button", { name: "To the presets" }).click();
    await eventually(() => told.count()).toBe(0);
    await goTo(page, "Dataset");
    await page.getByText("Fingerprint").waitFor();
  });
});
