/** Every place, dark and light, by the rules of axe; and in a small window without a sideways scroll. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { generate } from "../support/cli.ts";
import { crowded, cutOff, outOfReach, violations } from "../support/page/axe.ts";
import {
  describeInChromium,
  eventually,
  goTo,
  goToAddress,
  openStudio,
} from "../support/page/browserHost.ts";
import { chooseView, classViews } from "../support/page/classPage.ts";
import { goToDataset } from "../support/page/datasetPage.ts";

const places = ["Presets", "Design", "Gallery", "Class", "Jobs", "Dataset", "Settings"] as const;

/** Waits until nothing loads any more. */
async function settled(page: Page): Promise<void> {
  await eventually(() =>
    page.evaluate(() => {
      const waiting = document.querySelector(
        '[data-state="loading"], [data-preview="drawing"], [aria-busy="true"]',
      );
      const words = document.querySelector("main")!.textContent!;
      return waiting?.outerHTML.slice(0, 200) ?? words.match(/measuring/)?.[0] ?? null;
    }),
  ).toBe(null);
}

/** Something to see on every place. */
async function filled(page: Page, folder: string): Promise<void> {
  const out = join(folder, "dataset");
  await generate(["--preset", "sample", "--image-size", "128", "--out", out]);
  const call = (method: string, input: unknown) =>
    page.evaluate(
      async ([name, body]) => {
        const headers = { "content-type": "application/json", "x-visualatom": "1" };
        const answer = await fetch(`api/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
        return (await answer.json()).value;
      },
      [method, input] as const,
    );
  await call("grantFolder", { path: folder });
  const { registered } = await call("registerConfig", {
    config: { formulation: "paper", classes: 3, instances: 5 },
  });
  await call("startJob", { configId: registered.configId, out: join(folder, "job") });
  await goToDataset(page, out);
  await page.getByText("Fingerprint").waitFor();
}

async function eachPlace(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  for (const place of places) {
    await goTo(page, place);
    if (place !== "Class") {
      await settled(page);
      await look(place);
      continue;
    }
    for (const view of classViews) {
      await chooseView(page, view);
      await settled(page);
      await look(`${place}, ${view}`);
    }
  }
}

/** Panels, and what opens within a place. */
async function eachPanel(page: Page, folder: string, look: (name: string) => Promise<void>): Promise<void> {
  await goTo(page, "Design");
  await page.getByRole("button", { name: "Copy command" }).waitFor();
  await page.keyboard.press("Control+s");
  await page.getByRole("complementary", { name: "Save the configuration" }).waitFor();
  await look("Saving a design");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+g");
  const panel = page.getByRole("complementary", { name: "Generate" });
  await panel.getByText("images/s").waitFor();
  await look("Generate");
  await page.getByRole("button", { name: "Choose folder" }).click();
  const folders = page.getByRole("complementary", { name: "Folder for the dataset" });
  await folders.waitFor();
  await look("Folder browser");
  await page.getByRole("textbox", { name: "Folder", exact: true }).fill("/nowhere");
  await page.getByRole("button", { name: "Put it here" }).click();
  await page.getByText("There is no folder /nowhere").waitFor();
  await look("A folder that is not there");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await goToAddress(page, "#/presets/compare");
  await page.getByRole("heading", { name: "Compare" }).waitFor();
  await look("Nothing to compare yet");
  const several = "of=nothing&of=visualatom-1k&of=rcdb-1k&of=exfractaldb-1k&classes=4&images=2";
  await goToAddress(page, `#/presets/compare?${several}`);
  await page.getByText("There is no preset “nothing”.").waitFor();
  await settled(page);
  await look("What is to be compared");
  await page.getByRole("button", { name: "Measure", exact: true }).click();
  await page.getByRole("region", { name: "Measures" }).waitFor();
  await page.getByRole("switch", { name: "Say what each is" }).press("Space");
  await look("What was compared");
  await goTo(page, "Gallery");
  await settled(page);
  const from = page.getByRole("textbox", { name: "Orbits, from" });
  await from.fill("60");
  await from.press("Enter");
  await page.getByText(/^\d+ of [\d,]+ classes$/).waitFor();
  await from.fill("none");
  await page.getByText("“none” is no number.").waitFor();
  await look("A filter that is wrong");
  await from.press("Escape");
  await goToDataset(page, join(folder, "dataset"));
  await page.getByText("Fingerprint").waitFor();
  await page.locator('[role="gridcell"] [data-state="ready"]').first().dblclick();
  await page.getByRole("region", { name: "Picture", exact: true }).locator("canvas").waitFor();
  await look("A picture that is open");
  await page.keyboard.press("Escape");
  await page.getByText("Filters", { exact: true }).click();
  await page.getByRole("textbox", { name: "Orbits, from" }).waitFor();
  await look("The filters of a dataset");
  await page.getByText("Dataset", { exact: true }).last().click();
  await page.getByRole("button", { name: "Verify all files" }).click();
  await page.getByText(/All is as it should be/).waitFor();
  await look("A dataset that was verified");
  await goToDataset(page, join(folder, "gone"));
  await page.getByText("This folder was not opened").waitFor();
  await look("A dataset that is gone");
}

describeInChromium("Accessibility", () => {
  test.each([
    ["Dark", "none"],
    ["Light", "none"],
    ["Dark", "active"],
  ] as const)("axe finds nothing on any place, %s, forced colours %s", async (theme, forcedColors) => {
    const { page, folder } = await openStudio();
    await page.emulateMedia({ forcedColors });
    await filled(page, folder);
    await goTo(page, "Settings");
    await page.getByRole("radiogroup", { name: "Theme" }).getByText(theme).click();
    await eventually(() => page.locator("html").getAttribute("data-mantine-color-scheme")).toBe(
      theme.toLowerCase(),
    );
    const found: Record<string, string[]> = {};
    await eachPlace(page, async (name) => {
      found[name] = await violations(page);
      const headings = await page.locator("main h1").count();
      if (headings !== 1) found[name].push(`${headings} headings of level 1`);
    });
    // Contrast is told of what is in view alone: here all fields are, those without effect too.
    await goTo(page, "Design");
    await page.setViewportSize({ width: 1440, height: 4000 });
    await settled(page);
    found["All of Design"] = await violations(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await goTo(page, "Settings");
    await page.getByRole("textbox", { name: "Workers" }).fill("-3");
    await page.getByText("-3 is not allowed").waitFor();
    found["A wrong setting"] = await violations(page);
    await page.keyboard.press("Escape");
    await goTo(page, "Design");
    await page.getByRole("textbox", { name: "Classes", exact: true }).fill("-3");
    await page.locator('[data-preview="behind"]').waitFor();
    found["A wrong parameter"] = await violations(page);
    await page.keyboard.press("Control+g");
    await page.getByText("Correct “Classes” in Design first.").waitFor();
    found["A message"] = await violations(page);
    await page.getByRole("textbox", { name: "Classes", exact: true }).fill("30");
    await page.keyboard.press("Control+1");
    await page.getByRole("heading", { name: "Datasets" }).waitFor();
    await eachPanel(page, folder, async (name) => {
      found[name] = await violations(page);
    });
    await goTo(page, "Gallery");
    await settled(page);
    await page.getByRole("button", { name: "Filters", exact: true }).hover();
    await page.getByRole("tooltip").waitFor();
    found["A tooltip"] = await violations(page);
    await page.getByRole("gridcell").nth(1).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Open class" }).waitFor();
    found["A menu"] = await violations(page);
    await page.keyboard.press("Escape");
    await goToAddress(page, "#/class/99999");
    await page.getByRole("heading", { name: "Class 99999" }).waitFor();
    found["A class that is not there"] = await violations(page);
    const none = Object.fromEntries(Object.keys(found).map((name) => [name, []]));
    expect(found).toEqual(none);
  });

  test("forced colours show the current place, the selected view, slider tracks and progress", async () => {
    const { page, folder } = await openStudio();
    await filled(page, folder);
    await page.emulateMedia({ forcedColors: "active" });
    const outlined = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((own) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(own);
          return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
        });
    expect(await outlined('nav [aria-current="page"]')).toBe(true);
    await goTo(page, "Class");
    expect(await outlined(".mantine-SegmentedControl-label[data-active]")).toBe(true);
    /** The colour of an element, and of what lies around it. */
    const colours = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((own) => [
          getComputedStyle(own).backgroundColor,
          getComputedStyle(document.body).backgroundColor,
        ]);
    await goTo(page, "Design");
    for (const part of [".mantine-Slider-bar", ".mantine-RangeSlider-bar"]) {
      const [bar, behind] = await colours(part);
      expect(bar).not.toBe(behind);
    }
    await goTo(page, "Settings");
    const [checked, around] = await colours(":checked + .mantine-Switch-track");
    expect(checked).not.toBe(around);
    await goTo(page, "Gallery");
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowRight");
    expect(await outlined('[aria-selected="true"] [data-known]')).toBe(true);
    // Bars stand out from what is behind them, and what is chosen from the bars.
    await page.getByRole("slider", { name: "Orbits, to" }).focus();
    await page.keyboard.press("PageDown");
    const histogram = page.getByRole("group", { name: "Histogram of Orbits" });
    const fills = await histogram.locator("rect").evaluateAll((all) => {
      const painted = all.filter((own) => Number(own.getAttribute("height")) > 0);
      const ground = getComputedStyle(document.body).backgroundColor;
      return [ground, ...painted.map((own) => getComputedStyle(own).fill)];
    });
    const [ground, surface, ...shapes] = fills;
    expect(surface).toBe("rgba(0, 0, 0, 0)");
    expect(shapes).not.toContain(ground);
    expect(new Set(shapes).size).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ["1024 × 700", { width: 1024, height: 700 }, cutOff],
    // What is left of 1440 × 900 at twice the size; wide tables may then scroll by themselves.
    ["zoom of 200 %", { width: 720, height: 450 }, async () => []],
  ])(
    "%s shows every place and panel with nothing cut off, covered or out of reach",
    async (_, viewport, wide) => {
      const { page, folder } = await openStudio({ viewport });
      await filled(page, folder);
      // A place gives room to a panel in the frames after it.
      const look = (name: string) =>
        eventually(async () => ({
          [name]: [...(await wide(page)), ...(await outOfReach(page)), ...(await crowded(page))],
        })).toEqual({ [name]: [] });
      // News lie in the strip for a moment.
      await page.getByText("15 images are ready").waitFor();
      await page.getByRole("button", { name: "Close message" }).waitFor({ state: "detached" });
      await eachPlace(page, look);
      await eachPanel(page, folder, look);
    },
  );

  test.each([
    ["1024 × 700", { width: 1024, height: 700 }],
    ["zoom of 200 %", { width: 720, height: 450 }],
  ])("%s shows what is told of a picture beside it, within the place", async (_, viewport) => {
    const { page } = await openStudio({ viewport });
    await goTo(page, "Gallery");
    await settled(page);
    await page.getByRole("grid").focus();
    for (const key of ["Home", "End", "ArrowLeft"]) {
      await page.keyboard.press(key);
      await page.keyboard.press(" ");
      const peek = page.locator("body > [role=status]");
      await peek.getByText("Noise level").waitFor();
      const [card, picture, place] = await Promise.all(
        [peek, page.locator('[aria-selected="true"] [data-known]'), page.locator("main")].map(async (own) => {
          const box = (await own.boundingBox())!;
          return { ...box, right: box.x + box.width, bottom: box.y + box.height };
        }),
      );
      expect(card.x).toBeGreaterThanOrEqual(place.x);
      expect(card.right).toBeLessThanOrEqual(place.right);
      expect(card.y).toBeGreaterThanOrEqual(place.y);
      expect(card.bottom).toBeLessThanOrEqual(place.bottom);
      expect(card.x >= picture.right || card.right <= picture.x).toBe(true);
      await page.keyboard.press("Escape");
    }
  });
});
