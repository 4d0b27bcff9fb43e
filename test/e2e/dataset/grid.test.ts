/** Dataset: folders that the studio, the command line and the authors' script wrote, opened and browsed. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "../../support/cli.ts";
import {
  describeInChromium,
  eventually,
  goTo,
  greysOf,
  openStudio,
  pixelsOf,
} from "../../support/page/browserHost.ts";
import {
  about,
  cell,
  grid,
  millionImages,
  names,
  openFolder,
  ready,
  sample,
  selected,
  shownCount,
} from "../../support/page/datasetPage.ts";
import { decode } from "../../support/pictures.ts";

const small = ["--classes", "4", "--instances", "6"];

describeInChromium("Dataset", () => {
  test("a folder in the authors' layout, without dataset.json, is browsed as a whole and class by class", async () => {
    const { page, folder } = await openStudio();
    const out = join(folder, "theirs");
    const options = ["--preset", "sample", "--layout", "release", "--image-size", "128"];
    await generate([...options, ...small, "--out", out]);
    for (const name of readdirSync(out))
      if (/^(dataset|journal|classes|statistics|README)/.test(name)) rmSync(join(out, name));
    await openFolder(page, out);
    await page.getByText("Folder of pictures").waitFor();
    await eventually(() => shownCount(page)).toBe("24 pictures");
    await eventually(() => ready(page).count()).toBe(24);
    const first = await pixelsOf(ready(page).first());
    const folders = readdirSync(out).sort();
    expect(folders).toHaveLength(4);
    await names(page).getByRole("option", { name: folders[3] }).click();
    // The pictures of all classes may still be there for a moment.
    await eventually(() => ready(page).count()).toBe(6);
    expect(await pixelsOf(ready(page).first())).not.toBe(first);
    await about(page)
      .getByText(/Script's folders/)
      .waitFor();
  });

  test("the pictures shown are those of the files", async () => {
    const { page, folder } = await openStudio();
    const out = await sample(join(folder, "ours"), "--classes", "2", "--instances", "3");
    await openFolder(page, out);
    await eventually(() => ready(page).count()).toBe(6);
    const name = "00001_0001.png";
    const image = cell(page, name).locator("img");
    const { grey } = await decode(join(out, "image", "00001", name));
    expect((await greysOf(image)).equals(grey)).toBe(true);
  });

  test.each(["webdataset", "parquet"])(
    "images in shards are shown by class and by shard: %s",
    async (layout) => {
      const { page, folder } = await openStudio();
      const plain = await sample(join(folder, "plain"), ...small);
      const shards = ["--layout", layout, "--shard-size", "10"];
      const out = await sample(join(folder, "shards"), ...small, ...shards);
      const files = readdirSync(out, { recursive: true }).map(String).sort();
      await openFolder(page, out);
      await eventually(() => shownCount(page)).toBe("24 pictures");
      await about(page).getByText("4", { exact: true }).first().waitFor();
      await eventually(() => ready(page).count()).toBe(24);
      const { grey } = await decode(join(plain, "image", "00002", "00002_0004.png"));
      expect((await greysOf(cell(page, "00002_0004.png").locator("img"))).equals(grey)).toBe(true);
      await page.getByText("Shards", { exact: true }).first().click();
      const list = names(page).getByRole("option");
      await eventually(() => list.count()).toBe(4);
      await list.nth(3).click();
      await eventually(() => shownCount(page)).toBe("4 of 24 pictures");
      await eventually(() => ready(page).count()).toBe(4);
      await ready(page).nth(1).dblclick();
      const beside = page.getByRole("complementary", { name: "About the picture" });
      await beside
        .getByText(/SHARDS-000002\.tar|train-00002/)
        .first()
        .waitFor();
      await beside.getByText("Place in the shard").waitFor();
      expect(readdirSync(out, { recursive: true }).map(String).sort()).toEqual(files);
    },
  );

  test("a million images are one grid, from the first to the last", async () => {
    const { page, folder } = await openStudio();
    const out = millionImages(join(folder, "million"));
    const picture = readFileSync(
      join(await sample(join(folder, "one"), ...small), "image/00000/00000_0000.png"),
    );
    await page.route("**/dataset/*/*/*", (route) =>
      route.fulfill({ body: picture, contentType: "image/png" }),
    );
    await openFolder(page, out);
    await eventually(() => shownCount(page)).toBe("1,000,000 pictures");
    await eventually(() => ready(page).count()).toBeGreaterThan(10);
    await grid(page).press("End");
    await cell(page, "00999_0999.png").waitFor();
    await eventually(() => selected(page).innerText()).toMatch(/00999_0999/);
    // A pull at the scroll bar to its middle is the middle of all.
    await grid(page).evaluate((element) => {
      element.scrollTop = element.scrollHeight / 2;
    });
    await eventually(() => ready(page).count()).toBeGreaterThan(10);
    await eventually(() => grid(page).getByRole("gridcell").first().innerText()).toMatch(/^00(49|50)\d/);
    // Small steps move as far as they say.
    const first = () => grid(page).getByRole("row").nth(1).getAttribute("aria-rowindex").then(Number);
    const before = await first();
    await grid(page).hover();
    for (let i = 0; i < 10; i++) await page.mouse.wheel(0, 187);
    await eventually(first).toBeGreaterThan(before + 5);
    expect(await first()).toBeLessThan(before + 15);
    await grid(page).press("Home");
    await cell(page, "00000_0000.png").waitFor();
  });

  test("what others change on the disk is shown, pictures, names and counts", async () => {
    const { page, folder } = await openStudio();
    const out = await sample(join(folder, "changing"), ...small);
    await openFolder(page, out);
    await eventually(() => shownCount(page)).toBe("24 pictures");
    await about(page).getByText("yes", { exact: true }).waitFor();
    await eventually(() => ready(page).count()).toBe(24);
    const shown = cell(page, "00000_0001.png").locator('[data-state="ready"] img');
    const before = await pixelsOf(shown);
    rmSync(join(out, "image/00003/00003_0005.png"));
    await eventually(() => shownCount(page)).toBe("23 pictures");
    await about(page).getByText("no; 23 of 24 images are there").waitFor();
    const other = readFileSync(join(out, "image/00002/00002_0000.png"));
    writeFileSync(join(out, "image/00000/00000_0001.png"), other);
    await eventually(() => pixelsOf(shown)).not.toBe(before);
  });

  test("a folder without pictures is refused in words, and another can be opened", async () => {
    const { page, folder } = await openStudio();
    await openFolder(page, folder);
    await page.getByText("This folder was not opened").waitFor();
    expect(await page.getByRole("button", { name: "Open another" }).isVisible()).toBe(true);
  });

  test("an answer that is not as it should be spoils one place, not the window, and there is a way back", async () => {
    const { page, folder } = await openStudio({
      expected: /object null is not iterable|Cannot read properties of null/,
    });
    const out = await sample(join(folder, "odd"), "--classes", "2", "--instances", "2");
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
