/** Design: what is typed is what is drawn, at once, and back. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { temporaryFolder, writeJson } from "../../support/folders.ts";
import {
  describeInChromium,
  eventually,
  goTo,
  importConfig,
  openStudio,
  pixelsOf,
} from "../../support/page/browserHost.ts";

const PICTURES = 12;

/** The twelve sample pictures, once they have been drawn. */
async function samples(page: Page): Promise<string[]> {
  await page.locator('[data-preview="ready"]').waitFor();
  const pictures = page.locator("[data-preview] canvas");
  expect(await pictures.count()).toBe(PICTURES);
  return Promise.all(Array.from({ length: PICTURES }, (_, i) => pixelsOf(pictures.nth(i))));
}

describeInChromium("Design", () => {
  test("a typed parameter changes every picture, undo brings them back, redo changes them again", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    const before = await samples(page);
    expect(new Set(before).size).toBe(PICTURES);
    const maximum = page.getByRole("textbox", { name: "Orbits, maximum" });
    const typed = await maximum.inputValue();
    await page.getByRole("textbox", { name: "Orbits, minimum" }).fill("3");
    await maximum.fill("5");
    await maximum.press("Enter");
    await eventually(async () => (await samples(page)).filter((picture, i) => picture === before[i])).toEqual(
      [],
    );
    const after = await samples(page);
    await page.getByRole("group", { name: "Orbits", exact: true }).getByText("preset 1–200").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await eventually(() => samples(page)).toEqual(before);
    expect(await maximum.inputValue()).toBe(typed);
    await page.keyboard.press("Control+Shift+z");
    await page.keyboard.press("Control+Shift+z");
    await eventually(() => samples(page)).toEqual(after);
  });

  test("the pictures keep their size while the command below them gets longer", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    await page.locator('[data-preview="ready"]').waitFor();
    const command = page.getByRole("region", { name: "Equivalent command line" }).locator("pre");
    await eventually(() => command.textContent()).toMatch(/visualatom/);
    const short = await command.textContent();
    const size = () => page.locator("[data-preview] ul").evaluate((grid) => grid.clientHeight);
    const before = await size();
    const minimum = page.getByRole("textbox", { name: "Orbits, minimum" });
    await minimum.fill("3");
    await minimum.press("Enter");
    await eventually(() => command.textContent()).not.toBe(short);
    expect(await size()).toBe(before);
  });

  test("pictures are called ready once they have the size they are shown in", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    await page.locator('[data-preview="ready"]').waitFor();
    const sizes = page.evaluate(
      () =>
        new Promise<number[][]>((resolve) => {
          const preview = document.querySelector("[data-preview]") as HTMLElement;
          const canvas = preview.querySelector("canvas") as HTMLCanvasElement;
          const first = canvas.clientWidth;
          const whileReady: number[][] = [];
          const look = () => {
            if (preview.dataset.preview === "ready") whileReady.push([canvas.width, canvas.clientWidth]);
            if (canvas.width === first || preview.dataset.preview !== "ready") requestAnimationFrame(look);
            else resolve(whileReady);
          };
          look();
        }),
    );
    await page.setViewportSize({ width: 1200, height: 760 });
    expect((await sizes).filter(([drawn, shown]) => drawn !== shown)).toEqual([]);
  });

  test("a changed field is marked and goes back alone, or all go back together", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    const before = await samples(page);
    const type = async (name: string, value: string) => {
      await page.getByRole("textbox", { name }).fill(value);
      await page.keyboard.press("Enter");
    };
    await type("Orbits, maximum", "150");
    await type("Vertices, minimum", "300");
    await page.getByRole("button", { name: "Reset all (2)" }).waitFor();
    await page.getByRole("button", { name: "Reset Orbits to 1–200" }).click();
    expect(await page.getByRole("textbox", { name: "Orbits, maximum" }).inputValue()).toBe("200");
    expect(await page.getByRole("textbox", { name: "Vertices, minimum" }).inputValue()).toBe("300");
    await page.getByRole("button", { name: "Reset all (1)" }).click();
    expect(await page.getByRole("textbox", { name: "Vertices, minimum" }).inputValue()).toBe("200");
    expect(await page.getByRole("button", { name: /^Reset/ }).count()).toBe(1);
    await eventually(() => samples(page)).toEqual(before);
  });

  test("a slider moved by the keyboard changes the pictures", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    const before = await samples(page);
    const handle = page.getByRole("slider", { name: "Vertices, minimum, slider" });
    await handle.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await eventually(() => samples(page)).not.toEqual(before);
  });

  test("a value out of its range says why while it is typed, and the pictures stay", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    const before = await samples(page);
    await page.getByRole("textbox", { name: "Classes", exact: true }).fill("-3");
    const row = page.getByRole("group", { name: "Classes", exact: true });
    await row.getByText(/must be an integer/).waitFor();
    expect(await row.getByRole("textbox").getAttribute("aria-invalid")).toBe("true");
    await page.locator('[data-preview="behind"]').waitFor();
    await row.getByRole("textbox").fill("1000");
    expect(await samples(page)).toEqual(before);
  });

  test("numbers are grouped as in every other place, and typed with or without", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    const classes = page.getByRole("textbox", { name: "Classes", exact: true });
    expect(await classes.inputValue()).toBe("1,000");
    await classes.press("End");
    await page.keyboard.type("0");
    await page.getByRole("group", { name: "Classes", exact: true }).getByText("preset 1,000").waitFor();
    await page.keyboard.press("Tab");
    expect(await classes.inputValue()).toBe("10,000");
    await page.getByText("--classes 10000 ").waitFor();
  });

  test("a field that has no effect says so until it has one", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    const row = (name: string) => page.getByRole("group", { name, exact: true });
    await row("Quality").getByText("No effect at present: PNG loses nothing.").waitFor();
    await row("Image type").getByText("JPEG", { exact: true }).click();
    await row("Quality")
      .getByText(/^Quality of JPEG/)
      .waitFor();
    await row("Shard size").getByText("No effect at present: this layout has no shards.").waitFor();
    await row("Layout").getByText("WebDataset").click();
    await row("Shard size")
      .getByText(/^Samples of each shard/)
      .waitFor();
  });

  test("a file that is no valid configuration is answered beside the pictures, naming the field", async () => {
    const { page } = await openStudio();
    await importConfig(page, { formulation: "paper", classes: 5, parameters: { orbits: [0, 200] } });
    const alert = page.getByRole("alert");
    await alert.getByText("configuration.json was not opened: a field is not as allowed.").waitFor();
    expect(await alert.innerText()).toContain("parameters.orbits");
    expect(await page.getByRole("textbox", { name: "Classes", exact: true }).inputValue()).toBe("1,000");
  });

  test("a file that is not JSON is answered in one sentence", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    const file = { name: "holiday.json", mimeType: "application/json", buffer: Buffer.from("not { json") };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByText("holiday.json is not JSON; choose a configuration saved by the studio.").waitFor();
  });

  test("an imported configuration is exported as it came, and a reload keeps it", async () => {
    const { page } = await openStudio();
    await importConfig(page, { formulation: "release", classes: 12, instances: 3, seed: 99 });
    const seed = page.getByRole("textbox", { name: "Seed" });
    await eventually(() => seed.inputValue()).toBe("99");
    await page.getByText("--seed 99").waitFor();
    await page.reload();
    expect(await seed.inputValue()).toBe("99");
    const downloaded = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    const path = join(temporaryFolder(), "exported.json");
    await (await downloaded).saveAs(path);
    const exported = JSON.parse(readFileSync(path, "utf8"));
    expect(exported).toMatchObject({ formulation: "release", classes: 12, instances: 3, seed: 99 });
  });

  test("a configuration on the host is opened through the folder browser", async () => {
    const { page, host } = await openStudio();
    writeJson(join(host.home, "mine.json"), { formulation: "paper", classes: 77 });
    await goTo(page, "Design");
    await page.getByRole("toolbar", { name: "Configuration" }).getByText("Open").click();
    await page.getByText("mine.json").click();
    const classes = page.getByRole("textbox", { name: "Classes", exact: true });
    await eventually(() => classes.inputValue()).toBe("77");
  });
});
