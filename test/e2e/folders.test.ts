/** The folder browser: its button acts on what its field says. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium, eventually, goTo, openStudio } from "../support/page/browserHost.ts";

/** “Generate” on the sample's card, and its folder browser. */
async function openBrowser(page: Page): Promise<Locator> {
  await page.getByRole("region", { name: "Sample", exact: true }).getByText("Generate").click();
  await page.getByRole("button", { name: "Choose folder" }).click();
  return page.getByRole("complementary", { name: "Folder for the dataset" });
}
const fieldOf = (browser: Locator) => browser.getByRole("textbox", { name: "Folder", exact: true });
const putItHere = (browser: Locator) => browser.getByRole("button", { name: "Put it here" });

/** The folder that the panel names once the browser is closed. */
async function expectChosen(page: Page, path: string): Promise<void> {
  await page.getByRole("complementary", { name: "Generate" }).getByText(path, { exact: true }).waitFor();
}

describeInChromium("the folder browser", () => {
  test("takes a path that was typed and not confirmed", async () => {
    const { page, folder } = await openStudio();
    const browser = await openBrowser(page);
    await fieldOf(browser).fill(folder);
    await putItHere(browser).click();
    await expectChosen(page, folder);
  });

  test("goes to what was typed with one Enter, and takes it with another", async () => {
    const { page, folder } = await openStudio();
    mkdirSync(join(folder, "inner é"));
    const browser = await openBrowser(page);
    await fieldOf(browser).fill(folder);
    await fieldOf(browser).press("Enter");
    await browser.getByText("inner é").waitFor();
    await fieldOf(browser).press("Enter");
    await expectChosen(page, folder);
  });

  test("reads ~ as the home folder", async () => {
    const { page, host } = await openStudio();
    const browser = await openBrowser(page);
    await fieldOf(browser).fill("~/datasets");
    await putItHere(browser).click();
    await expectChosen(page, join(host.home, "datasets"));
  });

  test("offers to make a folder that is not there, and those above it", async () => {
    const { page, folder } = await openStudio();
    const browser = await openBrowser(page);
    const wanted = join(folder, "one", "two words");
    await fieldOf(browser).fill(wanted);
    await putItHere(browser).click();
    await browser.getByText(`There is no folder ${wanted}; check the path.`).waitFor();
    expect(existsSync(wanted)).toBe(false);
    await browser.getByRole("button", { name: "Make this folder" }).click();
    await eventually(() => existsSync(wanted)).toBe(true);
    await putItHere(browser).click();
    await expectChosen(page, wanted);
  });

  test("says that a file is no folder", async () => {
    const { page, folder } = await openStudio();
    const file = join(folder, "notes");
    writeFileSync(file, "");
    const browser = await openBrowser(page);
    await fieldOf(browser).fill(file);
    await putItHere(browser).click();
    await browser.getByText(`${file} is no folder; choose a folder.`).waitFor();
    expect(await browser.getByRole("button", { name: "Make this folder" }).count()).toBe(0);
    await fieldOf(browser).fill("datasets");
    await putItHere(browser).click();
    await browser.getByText("datasets is not a whole path; give one that begins at the root.").waitFor();
  });

  test("makes a new folder in the one that is typed, and tells what is taken there", async () => {
    const { page, folder } = await openStudio();
    mkdirSync(join(folder, "taken"));
    const browser = await openBrowser(page);
    await fieldOf(browser).fill(folder);
    await browser.getByRole("button", { name: "New folder" }).click();
    await browser.getByRole("textbox", { name: "Name of the new folder" }).fill("taken ");
    await browser.getByText("A folder taken is here already.").waitFor();
    await browser.getByRole("textbox", { name: "Name of the new folder" }).fill(" fresh ");
    await page.keyboard.press("Enter");
    await eventually(() => fieldOf(browser).inputValue()).toBe(join(folder, "fresh"));
    expect(existsSync(join(folder, "fresh"))).toBe(true);
    await putItHere(browser).click();
    await expectChosen(page, join(folder, "fresh"));
  });

  test("that begins where nothing is any more takes another path all the same", async () => {
    const { page, folder, host } = await openStudio();
    await page.goto(
      `${page.url().replace(/#.*/, "")}#/dataset?open=${encodeURIComponent(join(folder, "gone"))}`,
    );
    await page.getByRole("button", { name: "Open another" }).click();
    const browser = page.getByRole("complementary", { name: "Open a dataset" });
    await browser.getByText(/There is no folder/).waitFor();
    await fieldOf(browser).fill(host.home);
    await browser.getByRole("button", { name: "Open this folder" }).click();
    await browser.waitFor({ state: "detached" });
    expect(page.url()).toContain(encodeURIComponent(host.home));
  });

  test("puts the cursor into a new folder's name, and says while it is typed that it is taken", async () => {
    const { page, folder } = await openStudio();
    mkdirSync(join(folder, "taken"));
    const browser = await openBrowser(page);
    await browser.getByText("datasets", { exact: true }).click();
    await browser.getByText("taken", { exact: true }).waitFor();
    await browser.getByRole("button", { name: "New folder" }).click();
    await page.keyboard.type("taken");
    await browser.getByText("A folder taken is here already.").waitFor();
    await page.keyboard.type(" not");
    await page.keyboard.press("Enter");
    await eventually(() => existsSync(join(folder, "taken not"))).toBe(true);
  });
});

describeInChromium("the cursor in the folder browser", () => {
  const hasCursor = (own: Locator) => own.evaluate((element) => element === document.activeElement);

  test("is in a new folder's name before the next key can be pressed", async () => {
    const { page, host } = await openStudio();
    const browser = await openBrowser(page);
    await eventually(() => fieldOf(browser).inputValue()).toBe(host.home);
    // No task in between: the keys that follow a click are tasks of their own.
    const cursor = await browser.getByRole("button", { name: "New folder" }).evaluate(async (button) => {
      (button as HTMLElement).click();
      for (let turn = 0; turn < 20; turn++) await null;
      return document.activeElement?.getAttribute("aria-label");
    });
    expect(cursor).toBe("Name of the new folder");
  });

  test("goes on to what is to be done once a folder has been made", async () => {
    const { page, folder } = await openStudio();
    const browser = await openBrowser(page);
    const wanted = join(folder, "one", "two");
    await fieldOf(browser).fill(wanted);
    await putItHere(browser).press("Enter");
    const make = browser.getByRole("button", { name: "Make this folder" });
    await eventually(() => hasCursor(make)).toBe(true);
    await page.keyboard.press("Enter");
    await eventually(() => hasCursor(putItHere(browser))).toBe(true);
    await browser.getByRole("button", { name: "New folder" }).click();
    await page.keyboard.type("three");
    await page.keyboard.press("Enter");
    await eventually(() => hasCursor(putItHere(browser))).toBe(true);
    await page.keyboard.press("Enter");
    await expectChosen(page, join(wanted, "three"));
  });

  test("stays in the list on the way through folders, and goes to the button where there are no more", async () => {
    const { page, host } = await openStudio();
    mkdirSync(join(host.home, "a", "b"), { recursive: true });
    const browser = await openBrowser(page);
    for (const name of ["a", "b"]) {
      const entry = browser.getByRole("button", { name, exact: true });
      await entry.waitFor();
      if (name === "a") await entry.focus();
      await eventually(() => hasCursor(entry)).toBe(true);
      await page.keyboard.press("Enter");
    }
    await eventually(() => hasCursor(putItHere(browser))).toBe(true);
    expect(await fieldOf(browser).inputValue()).toBe(join(host.home, "a", "b"));
  });
});

describeInChromium("the folder that was used last", () => {
  test("is where the next choice begins, of datasets and of designs each; the nearest above where it is gone", async () => {
    const { page, folder, host } = await openStudio();
    const [deep, designs] = [join(folder, "one", "two"), join(folder, "designs")];
    for (const path of [deep, designs]) mkdirSync(path, { recursive: true });
    const browser = await openBrowser(page);
    await eventually(() => fieldOf(browser).inputValue()).toBe(host.home);
    await fieldOf(browser).fill(deep);
    await putItHere(browser).click();
    await expectChosen(page, deep);
    await page.keyboard.press("Escape");

    await goTo(page, "Design");
    await page.getByRole("button", { name: "Copy command" }).waitFor();
    await page.keyboard.press("Control+s");
    const saving = page.getByRole("complementary", { name: "Save the configuration" });
    await eventually(() => fieldOf(saving).inputValue()).toBe(host.home);
    await fieldOf(saving).fill(designs);
    await saving.getByRole("button", { name: "Save", exact: true }).click();
    await saving.waitFor({ state: "detached" });

    await page.reload();
    await goTo(page, "Presets");
    const again = await openBrowser(page);
    await eventually(() => fieldOf(again).inputValue()).toBe(deep);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    rmSync(join(folder, "one"), { recursive: true });
    const nearest = await openBrowser(page);
    await eventually(() => fieldOf(nearest).inputValue()).toBe(folder);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");

    // Another design has no file yet.
    await page.getByRole("region", { name: "Sample", exact: true }).getByText("Edit").click();
    await page.getByRole("button", { name: "Copy command" }).waitFor();
    await page.keyboard.press("Control+s");
    await eventually(() => fieldOf(saving).inputValue()).toBe(designs);
  });
});
