/** Every place, dark and light, by the rules of axe; and in a small window without a sideways scroll. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { generate } from "../support/cli.ts";
import { cutOff, outOfReach, seriousViolations } from "../support/page/axe.ts";
import { describeInChromium, eventually, goTo, openStudio } from "../support/page/browserHost.ts";

const places = ["Presets", "Design", "Gallery", "Class", "Jobs", "Dataset", "Settings"] as const;
const classViews = ["Instances", "Anatomy", "Sweep", "Pixels"];

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
  await page.evaluate((path) => {
    window.location.hash = `#/dataset?open=${encodeURIComponent(path)}`;
  }, out);
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
      await page.getByRole("radiogroup", { name: "View" }).getByText(view, { exact: true }).click();
      await settled(page);
      await look(`${place}, ${view}`);
    }
  }
}

describeInChromium("Accessibility", () => {
  test.each([
    ["Dark", "none"],
    ["Light", "none"],
    ["Dark", "active"],
  ] as const)(
    "axe finds nothing serious on any place, %s, forced colours %s",
    async (theme, forcedColors) => {
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
        found[name] = await seriousViolations(page);
        const headings = await page.locator("main h1").count();
        if (headings !== 1) found[name].push(`${headings} headings of level 1`);
      });
      await goTo(page, "Settings");
      await page.getByRole("textbox", { name: "Workers" }).fill("-3");
      await page.getByText("-3 is not allowed").waitFor();
      found["A wrong setting"] = await seriousViolations(page);
      await page.keyboard.press("Escape");
      await goTo(page, "Design");
      await page.getByRole("textbox", { name: "Classes", exact: true }).fill("-3");
      await page.locator('[data-preview="behind"]').waitFor();
      found["A wrong parameter"] = await seriousViolations(page);
      await page.keyboard.press("Control+g");
      await page.getByText("Correct “Classes” in Design first.").waitFor();
      found["A message"] = await seriousViolations(page);
      await page.getByRole("textbox", { name: "Classes", exact: true }).fill("30");
      await page.keyboard.press("Control+1");
      await page.getByRole("heading", { name: "Datasets" }).waitFor();
      await page.keyboard.press("Control+g");
      await page.getByRole("complementary", { name: "Generate" }).waitFor();
      found.Generate = await seriousViolations(page);
      await page.getByRole("button", { name: "Choose folder" }).click();
      await page.getByRole("complementary", { name: "Folder for the dataset" }).waitFor();
      found["Folder browser"] = await seriousViolations(page);
      await page.getByRole("textbox", { name: "Folder", exact: true }).fill("/nowhere");
      await page.getByRole("button", { name: "Put it here" }).click();
      await page.getByText("There is no folder /nowhere").waitFor();
      found["A folder that is not there"] = await seriousViolations(page);
      const none = Object.fromEntries(Object.keys(found).map((name) => [name, []]));
      expect(found).toEqual(none);
    },
  );

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
    expect(await outlined('[aria-selected="true"]')).toBe(true);
  });

  test.each([
    ["1024 × 700", { width: 1024, height: 700 }, cutOff],
    // What is left of 1440 × 900 at twice the size; wide tables may then scroll by themselves.
    ["zoom of 200 %", { width: 720, height: 450 }, async () => []],
  ])("%s shows every place with nothing cut off or out of reach", async (_, viewport, wide) => {
    const { page, folder } = await openStudio({ viewport });
    await filled(page, folder);
    const found: Record<string, string[]> = {};
    await eachPlace(page, async (name) => {
      found[name] = [...(await wide(page)), ...(await outOfReach(page))];
    });
    const none = Object.fromEntries(Object.keys(found).map((name) => [name, []]));
    expect(found).toEqual(none);
  });
});
