/** Dataset: what is open is in the address, and all of it is reached by keys. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium, eventually, goTo, openStudio } from "../../support/page/browserHost.ts";
import {
  goToDataset,
  grid,
  names,
  openFolder,
  ready,
  sample,
  shownCount,
} from "../../support/page/datasetPage.ts";

const hash = (page: Page) => decodeURIComponent(new URL(page.url()).hash);
const chosen = (page: Page) => names(page).locator('[aria-selected="true"]').innerText();

describeInChromium("The address of a dataset", () => {
  test("leads to the same by reload, by Back, from another place and in a second tab", async () => {
    const { page, folder } = await openStudio();
    const out = await sample(join(folder, "a dataset"), "--classes", "5", "--instances", "3");
    await openFolder(page, out);
    await eventually(() => shownCount(page)).toBe("15 pictures");
    await names(page).getByRole("option", { name: "00003" }).click();
    await eventually(() => shownCount(page)).toBe("3 of 15 pictures");
    await names(page).getByRole("option", { name: "00001" }).click();
    await eventually(() => hash(page)).toContain("class=00001");
    await page.reload();
    await eventually(() => chosen(page)).toMatch(/^00001/);
    await page.goBack();
    await eventually(() => chosen(page)).toMatch(/^00003/);
    await goTo(page, "Settings");
    await goTo(page, "Dataset");
    await eventually(() => chosen(page)).toMatch(/^00003/);
    const tab = await page.context().newPage();
    await tab.goto(page.url());
    await eventually(() => chosen(tab)).toMatch(/^00003/);
    await tab.close();
    await page.getByRole("button", { name: "Datasets", exact: true }).click();
    await page.getByText("No dataset is open").waitFor();
    await page.getByRole("button", { name: out }).click();
    await eventually(() => shownCount(page)).toBe("15 pictures");
  });

  test("of a folder that was not chosen offers to choose it", async () => {
    const { page, folder } = await openStudio();
    const out = await sample(join(folder, "new"), "--classes", "2", "--instances", "2");
    await goToDataset(page, out, "&class=00001");
    await page.getByText("You have not chosen this folder yet").waitFor();
    await page.getByRole("button", { name: "Choose this folder" }).click();
    await page.getByRole("button", { name: "Open this folder" }).click();
    await eventually(() => chosen(page)).toMatch(/^00001/);
  });

  test("that names what is not there says what is missing", async () => {
    const { page, folder } = await openStudio();
    const out = await sample(join(folder, "one"), "--classes", "2", "--instances", "2");
    await openFolder(page, out);
    await ready(page).first().waitFor();
    await goToDataset(page, out, "&picture=00007/00007_0000.png");
    await page.getByText("There is no class 00007 in this dataset.").waitFor();
    await page.getByRole("button", { name: "Back to the pictures" }).click();
    await grid(page).waitFor();
    const gone = join(folder, "gone");
    await goToDataset(page, gone);
    await page.getByText(/gone/).first().waitFor();
    await page.getByRole("button", { name: "To the datasets" }).waitFor();
  });
});

describeInChromium("The keyboard", () => {
  test("has one stop for all classes, walked through by arrows, Home, End and a number; the list does not grow", async () => {
    const { page, folder } = await openStudio();
    const out = await sample(join(folder, "many"), "--classes", "300", "--instances", "1");
    await openFolder(page, out);
    await ready(page).first().waitFor();
    const list = names(page);
    const rows = () => list.getByRole("option").count();
    await list.focus();
    const before = await rows();
    await page.keyboard.press("ArrowDown");
    await eventually(() => chosen(page)).toMatch(/^00000/);
    await page.keyboard.press("ArrowDown");
    await eventually(() => chosen(page)).toMatch(/^00001/);
    await page.keyboard.press("End");
    await eventually(() => chosen(page)).toMatch(/^00299/);
    await page.keyboard.type("123");
    await eventually(() => chosen(page)).toMatch(/^00123/);
    await eventually(() => shownCount(page)).toBe("1 of 300 pictures");
    await page.keyboard.press("Home");
    await eventually(() => chosen(page)).toMatch(/^All classes/);
    expect(await list.evaluate((element) => element === document.activeElement)).toBe(true);
    // Tab leaves the list at once, and comes round the whole window without a step to nowhere.
    const stops: string[] = [];
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const element = document.activeElement!;
        return element === document.body ? "body" : (element.getAttribute("role") ?? element.tagName);
      });
      stops.push(at);
      if (at === "listbox") break;
    }
    expect(stops.filter((role) => role === "option")).toEqual([]);
    expect(stops.at(-1)).toBe("listbox");
    expect(await rows()).toBeLessThanOrEqual(before + 2);
  });
});

describeInChromium("Long names", () => {
  test("are shortened in the middle, and the whole is told to the pointer and to those who hear it", async () => {
    const { page, folder } = await openStudio({ viewport: { width: 1024, height: 700 } });
    const deep = join(
      folder,
      "a folder with a name that goes on and on",
      "and another one that is as long as it",
    );
    mkdirSync(deep, { recursive: true });
    const size = ["--classes", "2", "--instances", "2", "--layout", "release"];
    const out = await sample(join(deep, "run 17"), ...size);
    await openFolder(page, out);
    const heading = page.getByRole("heading", { level: 1 });
    await eventually(() => heading.innerText()).toContain(out);
    expect(await heading.locator("[title]").getAttribute("title")).toBe(out);
    const [head, tail] = await Promise.all(
      [0, 1].map((i) =>
        heading
          .locator('[aria-hidden="true"]')
          .nth(i)
          .evaluate((element) => ({
            cut: element.scrollWidth > element.clientWidth,
            text: (element as HTMLElement).dataset.text,
          })),
      ),
    );
    expect(head.cut).toBe(true);
    expect(tail).toEqual({ cut: false, text: "/run 17" });
  });
});
