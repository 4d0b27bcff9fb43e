/** Presets and designs beside one another: chosen, measured, marked; by address, by keyboard, and when something is wrong. */
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { cutOff } from "../support/page/axe.ts";
import {
  describeInChromium,
  eventually,
  goTo,
  goToAddress,
  importConfig,
  openStudio,
} from "../support/page/browserHost.ts";

const chosen = (page: Page) =>
  page.getByRole("list", { name: "Compared" }).getByRole("listitem").allInnerTexts();
const drawnPictures = (page: Page) =>
  page.getByRole("region", { name: "Pictures" }).locator('[data-state="ready"]').count();
const measures = (page: Page) => page.getByRole("region", { name: "Measures" });
const address = (page: Page) => page.evaluate(() => decodeURIComponent(window.location.hash));

async function sample(page: Page, classes: number, images: number): Promise<void> {
  await page.getByRole("textbox", { name: "Classes", exact: true }).fill(String(classes));
  await page.getByRole("textbox", { name: "Images a class" }).fill(String(images));
  await eventually(() => address(page)).toContain(`classes=${classes}&images=${images}`);
}

async function measured(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Measure", exact: true }).click();
  await measures(page).waitFor();
}

/** The cells of a row, without what is only heard. */
async function cells(page: Page, label: RegExp, group = 0): Promise<string[]> {
  const row = measures(page).getByRole("row", { name: label }).nth(group);
  return (await row.getByRole("cell").allInnerTexts()).map((text) => text.split("\n")[0]);
}

/** As the host knows it, whatever the page shows. */
const atWork = (page: Page) =>
  page.evaluate(async () => {
    const headers = { "content-type": "application/json", "x-visualatom": "1" };
    const answer = await fetch("api/comparisonAtWork", { method: "POST", headers, body: "{}" });
    return (await answer.json()).value;
  });

const few = { classes: 5, instances: 4, imageSize: 96, parameters: { orbits: [3, 12], vertices: [40, 90] } };

describeInChromium("Compare", () => {
  test("from the presets' cards to pictures, measures and distributions, and by address again", async () => {
    const { page } = await openStudio();
    const card = (title: string) => page.getByRole("region", { name: title, exact: true });
    await card("VisualAtom-1k").getByRole("button", { name: "Compare" }).click();
    await eventually(() => chosen(page)).toEqual(["VisualAtom-1k"]);
    await page.getByText("Choose at least 2 configurations").waitFor();
    expect(await page.getByRole("button", { name: "Measure", exact: true }).isDisabled()).toBe(true);
    await page.getByRole("radiogroup", { name: "View" }).getByText("All").click();
    await card("RCDB-1k").getByRole("button", { name: "Compare" }).click();
    await eventually(() => chosen(page)).toEqual(["VisualAtom-1k", "RCDB-1k"]);
    await eventually(() => drawnPictures(page)).toBeGreaterThanOrEqual(16);

    await sample(page, 6, 3);
    await measured(page);
    const similarity = await cells(page, /^Similarity of pictures/);
    expect(similarity).toEqual([
      expect.stringMatching(/^0\.\d+ ± 0\.\d+$/),
      expect.stringMatching(/^0\.\d+ ± 0\.\d+$/),
    ]);
    expect(await cells(page, /^Classes nearly the same/)).toEqual(["none of 1,000", "39 pairs of 1,000"]);
    expect(await cells(page, /^Images of the dataset/)).toEqual(["1,000,000", "1,000,000"]);
    await page.getByText("From 6 × 3 images of each (classes × images), at 224 px.").waitFor();
    const plots = page.getByRole("region", { name: "Distributions" }).getByRole("img");
    expect(await plots.count()).toBe(9);
    expect(await plots.nth(5).getAttribute("aria-label")).toMatch(
      /^Ink, %: VisualAtom-1k \d+(\.\d+)? ± \d+(\.\d+)? in the mean; RCDB-1k/,
    );
    await plots.nth(5).hover();
    await page.getByText(/RCDB-1k \d+\.\d %/).waitFor();

    // What was found is there after a reload, and so is what was chosen before after Back.
    await page.reload();
    await measures(page).waitFor();
    expect(await cells(page, /^Similarity of pictures/)).toEqual(similarity);
    await page.getByRole("button", { name: "Remove RCDB-1k" }).click();
    await eventually(() => chosen(page)).toEqual(["VisualAtom-1k"]);
    await page.goBack();
    await eventually(() => chosen(page)).toEqual(["VisualAtom-1k", "RCDB-1k"]);
    await measures(page).waitFor();
  });

  test("one is marked, and what the sample does not tell apart from it is said to be so", async () => {
    const { page } = await openStudio();
    await goToAddress(
      page,
      "#/presets/compare?of=sample&of=visualatom-1k&of=exfractaldb-1k&classes=10&images=3",
    );
    await measured(page);
    const mark = (title: string) => page.getByRole("button", { name: title, exact: true });
    expect(await mark("Sample").getAttribute("aria-pressed")).toBe("true");
    const row = measures(page)
      .getByRole("row", { name: /^Similarity of pictures/ })
      .first();
    // Of the same formula, and of another: white points on black.
    await row.getByText("not told apart from Sample").waitFor();
    expect(await row.getByText("not told apart").count()).toBe(1);
    await mark("ExFractalDB-1k").click();
    expect(await mark("ExFractalDB-1k").getAttribute("aria-pressed")).toBe("true");
    await eventually(() => row.getByText("not told apart").count()).toBe(0);
    await page.getByRole("switch", { name: "Say what each is" }).press("Space");
    await page
      .getByText(/as a measure of variety Odena, Olah and Shlens, ICML 2017/)
      .first()
      .waitFor();
  });

  test("by keyboard: a preset is chosen, added, marked and taken out", async () => {
    const { page } = await openStudio();
    await goToAddress(page, "#/presets/compare");
    await page.getByRole("button", { name: "Compare VisualAtom-1k, RCDB-1k, ExFractalDB-1k" }).press("Enter");
    await eventually(() => chosen(page)).toHaveLength(3);
    const select = page.getByRole("combobox", { name: "Preset to add" });
    await select.focus();
    await page.keyboard.type("VisualAtom-1k, rec");
    expect(await chosen(page)).toHaveLength(3);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await eventually(() => chosen(page)).toEqual([
      "VisualAtom-1k",
      "RCDB-1k",
      "ExFractalDB-1k",
      "VisualAtom-1k, recursive",
    ]);
    await page.getByRole("button", { name: "RCDB-1k", exact: true }).press("Space");
    expect(
      await page.getByRole("button", { name: "RCDB-1k", exact: true }).getAttribute("aria-pressed"),
    ).toBe("true");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await eventually(() => chosen(page)).toEqual([
      "VisualAtom-1k",
      "ExFractalDB-1k",
      "VisualAtom-1k, recursive",
    ]);
    // The cursor stays among the choices.
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
      "Remove ExFractalDB-1k",
    );
    // The last one that there is room for takes the button with it.
    for (const count of [4, 5, 6]) {
      await page.getByRole("button", { name: "Add", exact: true }).press("Enter");
      await eventually(() => chosen(page)).toHaveLength(count);
    }
    const last = `Remove ${(await chosen(page)).at(-1)}`;
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
      last,
    );
    // A view that is left by an arrow key leaves the cursor where it is.
    await page.getByRole("radio", { name: "Compare" }).press("ArrowLeft");
    await page.getByRole("heading", { name: "Datasets", level: 1 }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("radio");
  });

  test("designs are compared as they were when they were added, and their pictures lead to their classes", async () => {
    const { page } = await openStudio();
    for (const [seed, name] of [
      [1, "configuration.json"],
      [2, "configuration.json (2)"],
    ] as const) {
      await importConfig(page, { formulation: "paper", ...few, seed });
      await page.locator('[data-preview="ready"]').waitFor();
      await goTo(page, "Presets");
      await page.getByRole("radiogroup", { name: "View" }).getByText("Compare").click();
      await page.getByRole("button", { name: "Add the design" }).click();
      await eventually(async () => (await chosen(page)).at(-1)).toBe(name);
    }
    expect(await page.getByRole("button", { name: "Add the design" }).isDisabled()).toBe(true);
    expect(await address(page)).toContain('"seed":2');
    await page.reload();
    await eventually(() => drawnPictures(page)).toBe(10);
    await measured(page);
    await page.getByText("From 5 × 4 images of each (classes × images), at 96 px.").waitFor();
    await page.getByRole("button", { name: /^configuration\.json, class 3, instance \d: open$/ }).click();
    await eventually(() => address(page)).toMatch(/^#\/class\/3\b/);
    await eventually(() => page.title()).toContain("configuration.json");
    await page.goBack();
    await measures(page).waitFor();
    // One that is the design at hand already stays what it is: a preset that was changed.
    await goTo(page, "Presets");
    const card = page.getByRole("region", { name: "VisualAtom-1k", exact: true });
    await card.getByRole("button", { name: "Edit" }).click();
    await page.getByRole("textbox", { name: "Orbits, maximum" }).fill("150");
    await page.locator('[data-preview="ready"]').waitFor();
    await goTo(page, "Presets");
    await page.getByRole("radiogroup", { name: "View" }).getByText("Compare").click();
    await page.getByRole("button", { name: "Add the design" }).click();
    await page.getByRole("button", { name: /^VisualAtom-1k, changed, class 0, / }).click();
    await eventually(() => address(page)).toMatch(/^#\/class\/0\b/);
    await eventually(() => page.title()).toContain("VisualAtom-1k, changed");
  });

  test("a comparison is cancelled, told of and begun again", async () => {
    const { page } = await openStudio();
    await goToAddress(
      page,
      "#/presets/compare?of=visualatom-1k&of=visualatom-1k-release&classes=1000&images=64",
    );
    await page.getByRole("button", { name: "Measure", exact: true }).click();
    await page.getByText(/^VisualAtom-1k: [\d,]+ of 64,000 pictures measured$/).waitFor();
    // It goes on elsewhere, and is seen again.
    await goTo(page, "Design");
    await goTo(page, "Presets");
    await page.getByRole("radiogroup", { name: "View" }).getByText("Compare").click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Cancelled; nothing was kept").waitFor();
    // What ends while one is elsewhere has ended when one comes back.
    await sample(page, 3, 2);
    await page.getByRole("button", { name: "Measure", exact: true }).click();
    await goTo(page, "Design");
    await eventually(() => atWork(page)).toBeNull();
    await goTo(page, "Presets");
    await page.getByRole("radiogroup", { name: "View" }).getByText("Compare").click();
    await measures(page).waitFor();
    await sample(page, 1000, 64);
    // One at a time: another one waits, or takes its place when that is said.
    await page.getByRole("button", { name: "Measure", exact: true }).click();
    await page.getByText(/of 64,000 pictures measured$/).waitFor();
    await goToAddress(
      page,
      "#/presets/compare?of=visualatom-1k&of=visualatom-1k-recursive&classes=2&images=2",
    );
    await page.getByText(/^Another comparison is at work, \d+ %$/).waitFor();
    const measure = page.getByRole("button", { name: "Measure", exact: true });
    expect(await measure.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Cancel the other one" }).click();
    await eventually(() => measure.isEnabled()).toBe(true);
    await measured(page);
  });

  test("what cannot be compared says why", async () => {
    const { page } = await openStudio();
    const small = encodeURIComponent(
      JSON.stringify(["small", { formulation: "paper", ...few, imageSize: 20 }]),
    );
    const wrong = encodeURIComponent(JSON.stringify(["wrong", { formulation: "paper", classes: 0 }]));
    await goToAddress(page, `#/presets/compare?of=nothing&of=${wrong}&of=[&of=sample&of=${small}&classes=1`);
    await page.getByText("There is no preset “nothing”.").waitFor();
    await page.getByText(/“wrong” cannot be compared: classes: /).waitFor();
    await page.getByText("A design in this address cannot be read; choose it again.").waitFor();
    await page.getByText("1 is no number of classes: it must be 2 to 1000.").waitFor();
    await eventually(() => chosen(page)).toEqual(["Sample", "small"]);
    await page.getByText("Pictures of 20 px, as “small” has, are too small: at least 32 px").waitFor();
    expect(await page.getByRole("button", { name: "Measure", exact: true }).isDisabled()).toBe(true);
    await page.getByRole("textbox", { name: "Images a class" }).fill("65");
    await page.getByText("1 to 64").waitFor();
    expect(await address(page)).not.toContain("images=");
  });

  test("figures of any length have room in the smallest window, in the columns of three", async () => {
    const { page } = await openStudio({ viewport: { width: 1024, height: 700 } });
    const long = { value: 98_765_432.1, low: 87_654_321, high: 109_876_543 };
    await page.route("**/api/comparison", async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      for (const { measures, alikeClasses, ...own } of answer.value.configurations) {
        for (const measured of Object.values(measures)) if (measured) Object.assign(measured, long);
        Object.assign(alikeClasses, { pairs: 123_456, classes: 21_000, isAll: false, complete: false });
        Object.assign(own.datasetSeconds, long);
        Object.assign(own.datasetBytes, { value: 1.234e12, low: 9.87e11, high: 1.57e12 });
      }
      await route.fulfill({ response, json: answer });
    });
    const three = "of=visualatom-1k&of=rcdb-1k&of=exfractaldb-1k&classes=2&images=2";
    await goToAddress(page, `#/presets/compare?${three}`);
    await measured(page);
    expect(await cells(page, /^Its time here/)).toEqual(
      Array(3).fill("1,143 days (1,015 days to 1,272 days)"),
    );
    await eventually(() => cutOff(page)).toEqual([]);
    await page.getByRole("switch", { name: "Say what each is" }).press("Space");
    await eventually(() => cutOff(page)).toEqual([]);
    // Where there is less room than that the table scrolls, and the place does not.
    await page.setViewportSize({ width: 720, height: 450 });
    const sideways = (locator: Locator) => locator.evaluate((own) => own.scrollWidth - own.clientWidth);
    await eventually(() => sideways(measures(page))).toBeGreaterThan(0);
    expect(await sideways(page.getByRole("main"))).toBe(0);
  });
});
