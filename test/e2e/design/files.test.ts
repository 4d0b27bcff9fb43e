/** A design and its file: named, saved, opened, marked as unsaved, never replaced without having been named. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { writeJson } from "../../support/folders.ts";
import { describeInChromium, eventually, goTo, openStudio } from "../../support/page/browserHost.ts";

const toolbar = (page: Page): Locator => page.getByRole("toolbar", { name: "Configuration" });
const heading = (page: Page): Locator => toolbar(page).getByRole("heading");
const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const saved = (path: string) => JSON.parse(readFileSync(path, "utf8"));

/** Opens the panel “Save the configuration”. */
async function openSave(page: Page): Promise<Locator> {
  await toolbar(page).getByRole("button", { name: "Save" }).click();
  return page.getByRole("complementary", { name: "Save the configuration" });
}

async function saveAs(page: Page, folder: string, name: string, button = "Save"): Promise<void> {
  const panel = await openSave(page);
  await field(page, "Folder").fill(folder);
  await field(page, "Folder").press("Enter");
  await panel.getByRole("textbox", { name: "Name" }).fill(name);
  await panel.getByRole("button", { name: button, exact: true }).click();
  await panel.waitFor({ state: "detached" });
}

async function openFile(page: Page, path: string): Promise<void> {
  await toolbar(page).getByRole("button", { name: "Open" }).click();
  await field(page, "Folder").fill(path);
  await page.getByRole("complementary").getByRole("button", { name: "Open" }).click();
}

describeInChromium("a design's file", () => {
  test("is named, keeps its name in title, Save and Export, and is what changes are marked against", async () => {
    const { page, folder } = await openStudio();
    await goTo(page, "Design");
    expect(await heading(page).innerText()).toBe("VisualAtom-1k");
    await field(page, "Classes").fill("77");
    await heading(page).getByText("not saved").waitFor();
    const panel = await openSave(page);
    await eventually(() => panel.getByRole("textbox", { name: "Name" }).inputValue()).toBe(
      "visualatom-1k.visualatom",
    );
    await page.keyboard.press("Escape");
    await saveAs(page, folder, "my design é");
    const path = join(folder, "my design é.visualatom");
    await eventually(() => saved(path).classes).toBe(77);
    await eventually(() => heading(page).innerText()).toBe("my design é.visualatom");

    await field(page, "Classes").fill("78");
    await page.getByRole("group", { name: "Classes", exact: true }).getByText("saved 77").waitFor();
    await heading(page).getByText("not saved").waitFor();
    const again = await openSave(page);
    await eventually(() => again.getByRole("textbox", { name: "Name" }).inputValue()).toBe(
      "my design é.visualatom",
    );
    await eventually(() => field(page, "Folder").inputValue()).toBe(folder);
    await page.keyboard.press("Enter");
    await eventually(() => saved(path).classes).toBe(78);
    await eventually(() => heading(page).innerText()).toBe("my design é.visualatom");

    const downloaded = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    expect((await downloaded).suggestedFilename()).toBe("my design é.visualatom");
    await page.reload();
    await eventually(() => heading(page).innerText()).toBe("my design é.visualatom");
  });

  test("is not replaced by another design without having been named", async () => {
    const { page, folder } = await openStudio();
    const path = writeJson(join(folder, "first.visualatom"), { formulation: "paper", classes: 11 });
    const before = readFileSync(path, "utf8");
    await goTo(page, "Design");
    const panel = await openSave(page);
    await field(page, "Folder").fill(folder);
    await panel.getByRole("textbox", { name: "Name" }).fill("first");
    // The folder that is typed is not shown yet: what is in it is to be seen before it is replaced.
    await panel.getByRole("button", { name: "Save", exact: true }).click();
    await panel.getByText("first.visualatom is here already and will be replaced.").waitFor();
    expect(readFileSync(path, "utf8")).toBe(before);
    await panel.getByRole("button", { name: "Replace" }).click();
    await eventually(() => saved(path).classes).toBe(1000);
  });

  test("is not replaced by the second press of a double click", async () => {
    const { page, folder } = await openStudio();
    const path = writeJson(join(folder, "first.visualatom"), { formulation: "paper", classes: 11 });
    const before = readFileSync(path, "utf8");
    await goTo(page, "Design");
    const panel = await openSave(page);
    await panel.getByRole("textbox", { name: "Name" }).fill("first");
    await field(page, "Folder").fill(folder);
    await panel.getByRole("button", { name: "Save", exact: true }).dblclick();
    await panel.getByText("first.visualatom is here already and will be replaced.").waitFor();
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  test("that was opened is compared with itself, and Ctrl+S writes it again", async () => {
    const { page, folder } = await openStudio();
    const path = writeJson(join(folder, "mine.json"), { formulation: "paper", classes: 40, seed: 9 });
    await goTo(page, "Design");
    await openFile(page, path);
    await eventually(() => heading(page).innerText()).toBe("mine.json");
    expect(await page.getByRole("button", { name: /^Reset / }).count()).toBe(1);
    expect(await page.getByRole("button", { name: "Reset all" }).isDisabled()).toBe(true);
    await field(page, "Seed").fill("10");
    await page.getByRole("button", { name: "Reset all (1)" }).waitFor();
    await page.getByRole("slider", { name: "Vertices, minimum, slider" }).focus();
    await page.keyboard.press("Control+s");
    await eventually(() => saved(path).seed).toBe(10);
    await eventually(() => heading(page).innerText()).toBe("mine.json");
    await field(page, "Seed").fill("11");
    await page.getByRole("button", { name: "Reset all (1)" }).click();
    expect(await field(page, "Seed").inputValue()).toBe("10");
  });

  test("that came through the browser keeps its name", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    const buffer = Buffer.from(JSON.stringify({ formulation: "release", classes: 12, instances: 3 }));
    const file = { name: "from afar.json", mimeType: "application/json", buffer };
    await page.locator("input[type=file]").setInputFiles(file);
    await eventually(() => heading(page).innerText()).toBe("from afar.json");
    const panel = await openSave(page);
    await eventually(() => panel.getByRole("textbox", { name: "Name" }).inputValue()).toBe("from afar.json");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+g");
    const generate = page.getByRole("complementary", { name: "Generate" });
    await eventually(() => generate.getByRole("textbox", { name: "Name" }).inputValue()).toBe("from afar");
  });
});
