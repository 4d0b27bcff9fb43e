/** What is typed in Design holds for all that is made of it, and survives. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  chooseFolder,
  delayTasks,
  describeInChromium,
  eventually,
  generateCurrent,
  goTo,
  importConfig,
  openStudio,
  waitForOutcome,
} from "../../support/page/browserHost.ts";

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const panelOf = (page: Page): Locator => page.getByRole("complementary", { name: "Generate" });

describeInChromium("a field that is wrong", () => {
  test("keeps every way to generate from it shut, from everywhere, and is still there to be corrected", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    await field(page, "Classes").fill("-3");
    await page.locator('[data-preview="behind"]').waitFor();
    for (const place of ["Design", "Gallery", "Presets"]) {
      await goTo(page, place);
      await page.keyboard.press("Control+g");
      await page.getByText("Correct “Classes” in Design first.").waitFor();
      await eventually(() => field(page, "Classes").evaluate((own) => own === document.activeElement)).toBe(
        true,
      );
      expect(await panelOf(page).count()).toBe(0);
      await page.getByRole("button", { name: "Close message" }).click();
    }
    expect(await field(page, "Classes").inputValue()).toBe("-3");
    expect(await page.getByRole("button", { name: "Copy command" }).isDisabled()).toBe(true);
    await page.getByText("There is a command once the marked fields are corrected.").waitFor();
    // Whoever cannot see what stands under a field is told it with the field.
    const about = (await field(page, "Classes").getAttribute("aria-describedby"))!;
    expect(await page.locator(`[id="${about}"]`).innerText()).toContain("-3 is not allowed");
    await page.reload();
    await eventually(() => field(page, "Classes").inputValue()).toBe("-3");
    expect(await page.getByRole("toolbar").getByRole("button", { name: "Generate" }).isDisabled()).toBe(true);
    await field(page, "Classes").fill("30");
    await page.keyboard.press("Control+g");
    await panelOf(page).getByText("30 × 1,000 = 30,000").waitFor();
  });

  test("has the cursor however long Design takes to come, but not of somebody who goes on elsewhere", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    await field(page, "Classes").fill("-3");
    await page.locator('[data-preview="behind"]').waitFor();
    await goTo(page, "Presets");
    await delayTasks(page);
    await page.keyboard.press("Control+g");
    const hasCursor = () => field(page, "Classes").evaluate((own) => own === document.activeElement);
    await eventually(hasCursor).toBe(true);
    await goTo(page, "Presets");
    await page.keyboard.press("Control+g");
    await page.getByRole("navigation", { name: "Places" }).getByText("Design", { exact: true }).click();
    await field(page, "Classes").waitFor();
    expect(await hasCursor()).toBe(false);
  });

  test("shuts the panel that is open already", async () => {
    const { page, folder } = await openStudio();
    await goTo(page, "Design");
    await page.keyboard.press("Control+g");
    await panelOf(page).getByRole("button", { name: "Choose folder" }).click();
    await chooseFolder(page, folder, "Put it here");
    const start = panelOf(page).getByRole("button", { name: "Start", exact: true });
    await eventually(() => start.isEnabled()).toBe(true);
    await field(page, "Classes").fill("x");
    await panelOf(page).getByText("Correct “Classes” in Design first.").waitFor();
    expect(await start.isDisabled()).toBe(true);
  });

  test("is taken back by undo before a valid change is", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    await field(page, "Classes").fill("30");
    await field(page, "Seed").fill("x");
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await field(page, "Seed").inputValue()).toBe("1");
    expect(await field(page, "Classes").inputValue()).toBe("30");
  });
});

describeInChromium("while something is wrong", () => {
  test("undo takes back one change after the other, and redo brings each back", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    await field(page, "Classes").fill("abc");
    await page.keyboard.press("Tab");
    await field(page, "Instances").fill("55");
    await page.keyboard.press("Tab");
    const both = async () => [
      await field(page, "Classes").inputValue(),
      await field(page, "Instances").inputValue(),
    ];
    const undo = page.getByRole("button", { name: "Undo" });
    await undo.click();
    expect(await both()).toEqual(["abc", "1,000"]);
    await undo.click();
    expect(await both()).toEqual(["1,000", "1,000"]);
    const redo = page.getByRole("button", { name: "Redo" });
    await redo.click();
    await redo.click();
    expect(await both()).toEqual(["abc", "55"]);
    await field(page, "Classes").fill("20");
    await page.getByText("--classes 20 --instances 55 ").waitFor();
  });
});

describeInChromium("undo", () => {
  test("of a text field is that field's own", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    await field(page, "Seed").fill("5");
    await field(page, "Classes").click();
    await field(page, "Classes").press("End");
    await page.keyboard.type("7");
    expect(await field(page, "Classes").inputValue()).toBe("1,0007");
    for (let i = 0; i < 3; i++) await page.keyboard.press("Control+z");
    expect(await field(page, "Classes").inputValue()).toBe("1,000");
    expect(await field(page, "Seed").inputValue()).toBe("5");
    await page.getByRole("slider", { name: "Vertices, minimum, slider" }).focus();
    await page.getByRole("button", { name: "Undo" }).click();
  });

  test("has no step of what a field's own undo has taken back, nor of a preset that is chosen again", async () => {
    const { page } = await openStudio();
    const choose = async () => {
      await goTo(page, "Presets");
      await page.getByRole("region", { name: "Sample", exact: true }).getByText("Edit").click();
      await page.getByRole("toolbar").getByText("Sample").waitFor();
    };
    await choose();
    await choose();
    await field(page, "Seed").fill("21");
    await field(page, "Seed").press("Enter");
    await page.getByText("--seed 21").waitFor();
    await field(page, "Classes").click();
    await field(page, "Classes").press("End");
    await page.keyboard.type("7");
    await page.getByText("--classes 107").waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText("--classes").waitFor({ state: "detached" });
    // And on from there: typed again it is a step.
    await page.keyboard.type("5");
    await page.getByText("--classes 105").waitFor();
    const undo = page.getByRole("button", { name: "Undo" });
    await undo.click();
    await page.getByText("--classes").waitFor({ state: "detached" });
    await page.getByText("--seed 21").waitFor();
    await undo.click();
    await page.getByText("--seed").waitFor({ state: "detached" });
    await undo.click();
    await page.getByRole("toolbar").getByText("VisualAtom-1k").waitFor();
    expect(await undo.isDisabled()).toBe(true);
  });

  test("goes on after a reload, and so does redo", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    for (const seed of ["21", "22", "23"]) {
      await field(page, "Seed").fill(seed);
      await field(page, "Seed").press("Enter");
    }
    await page.getByText("--seed 23").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("--seed 22").waitFor();
    await page.reload();
    await page.getByText("--seed 22").waitFor();
    await page.getByRole("button", { name: "Redo" }).click();
    await page.getByText("--seed 23").waitFor();
    for (let i = 0; i < 3; i++) await page.getByRole("button", { name: "Undo" }).click();
    await eventually(() => field(page, "Seed").inputValue()).toBe("1");
    expect(await page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);
  });
});

describeInChromium("two tabs", () => {
  test("keep a design each; a third starts from what was last at hand", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    await field(page, "Seed").fill("31");
    await page.getByText("--seed 31").waitFor();
    const address = page.url();
    const newTab = async () => {
      const tab = await page.context().newPage();
      await tab.goto(address);
      await field(tab, "Seed").waitFor();
      return tab;
    };
    // Kept by the page a moment after the last change.
    await eventually(() => page.evaluate(() => localStorage.getItem("visualatom.design"))).toContain(
      '"seed":31',
    );
    const second = await newTab();
    expect(await field(second, "Seed").inputValue()).toBe("31");
    await field(second, "Seed").fill("32");
    await eventually(() => second.evaluate(() => localStorage.getItem("visualatom.design"))).toContain(
      '"seed":32',
    );
    await page.reload();
    expect(await field(page, "Seed").inputValue()).toBe("31");
    await second.reload();
    expect(await field(second, "Seed").inputValue()).toBe("32");
    const third = await newTab();
    expect(["31", "32"]).toContain(await field(third, "Seed").inputValue());
  });
});

describeInChromium("the panel that generates", () => {
  test("starts at what is to be done next, and Enter does what its button does", async () => {
    const { page, folder } = await openStudio();
    await importConfig(page, { formulation: "paper", classes: 2, instances: 2 });
    await page.keyboard.press("Control+g");
    const choose = panelOf(page).getByRole("button", { name: "Choose folder" });
    await eventually(() => choose.evaluate((own) => own === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await chooseFolder(page, folder, "Put it here");
    const start = panelOf(page).getByRole("button", { name: "Start", exact: true });
    await eventually(() => start.evaluate((own) => own === document.activeElement)).toBe(true);
    await panelOf(page).getByRole("textbox", { name: "Name" }).fill("by enter");
    await eventually(() => start.isEnabled()).toBe(true);
    await page.keyboard.press("Enter");
    await waitForOutcome(page, "Finished");
  });

  test("says while it is typed that a name is taken, begun or finished", async () => {
    const { page, folder } = await openStudio();
    mkdirSync(join(folder, "full"));
    writeFileSync(join(folder, "full", "notes.txt"), "");
    await importConfig(page, { formulation: "paper", classes: 2, instances: 2 });
    await generateCurrent(page, folder, "done");
    await waitForOutcome(page, "Finished");
    await page.keyboard.press("Control+g");
    await panelOf(page).getByRole("button", { name: "Choose folder" }).click();
    await chooseFolder(page, folder, "Put it here");
    const name = panelOf(page).getByRole("textbox", { name: "Name" });
    await name.fill("full");
    await panelOf(page)
      .getByText(/full is not empty and holds no dataset/)
      .waitFor();
    expect(await panelOf(page).getByRole("button", { name: "Start", exact: true }).isDisabled()).toBe(true);
    await name.fill("done");
    await panelOf(page).getByText("This dataset is finished here. Nothing is left to draw.").waitFor();
  });
});
