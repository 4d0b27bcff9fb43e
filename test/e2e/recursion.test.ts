/** Recursive atoms in the studio: their preset beside the ablation rows, their fields, their anatomy. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInChromium, eventually, goTo, openStudio } from "../support/page/browserHost.ts";
import { chooseView, drawnIn, openClass, openSweep } from "../support/page/classPage.ts";

const config = { formulation: "paper", classes: 6, instances: 4, imageSize: 128 };

const TITLE = "D = 2, ρ = 0.5, m = 3";

const rowOf = (page: Page, title: string) =>
  page.getByRole("row").filter({ has: page.getByRole("button", { name: `Edit ${title}` }) });
const group = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });

describeInChromium("recursive atoms", () => {
  test("have a row of their own beside the ablations, ours and not measured, last by every accuracy", async () => {
    const { page } = await openStudio();
    await goTo(page, "Presets");
    const row = rowOf(page, TITLE);
    await row.scrollIntoViewIfNeeded();
    expect((await row.locator("td").allInnerTexts()).slice(1, 6)).toEqual([
      "ours",
      `${TITLE}not measured`,
      ...["", "", ""],
    ]);
    await eventually(() => row.locator('[data-state="ready"]').count()).toBe(5);
    const last = page.locator("tbody tr").last();
    expect(await last.innerText()).toContain("not measured");
    for (const direction of ["descending", "ascending"]) {
      await page.getByRole("button", { name: "CIFAR-100" }).click();
      await page.locator(`th[aria-sort="${direction}"]`).filter({ hasText: "CIFAR-100" }).waitFor();
      expect(await last.innerText()).toContain("not measured");
    }
    await row.getByRole("button", { name: `Edit ${TITLE}` }).click();
    await eventually(() => field(page, "Recursion depth").inputValue()).toBe("2");
    expect(await field(page, "Recursion ratio").inputValue()).toBe("0.5");
    expect(await field(page, "Recursion factor").inputValue()).toBe("3");
    await page.getByText("--preset visualatom-1k-recursive ").waitFor();
    await group(page, "Recursion depth")
      .getByText(/360 vertices show every wave/)
      .waitFor();
  });

  test("are fields of Design that have no effect until the depth is above 0, and go back", async () => {
    const { page } = await openStudio();
    await goTo(page, "Design");
    await page.locator('[data-preview="ready"]').waitFor();
    expect(await field(page, "Recursion depth").inputValue()).toBe("0");
    for (const name of ["Recursion ratio", "Recursion factor"]) {
      await group(page, name).getByText("No effect at present: the depth is 0.").waitFor();
    }
    expect(await page.getByRole("button", { name: /^Reset all \(/ }).count()).toBe(0);
    await field(page, "Recursion ratio").fill("0.7");
    await field(page, "Recursion depth").fill("9");
    await group(page, "Recursion depth")
      .getByText(/^9 is not allowed; it must be an integer from 0 to 4/)
      .waitFor();
    await field(page, "Recursion depth").fill("1");
    await field(page, "Recursion depth").press("Enter");
    await group(page, "Recursion factor")
      .getByText(/^Frequencies of each depth/)
      .waitFor();
    await page.getByText(/"recursion":\{"depth":1,"ratio":0.7,"factor":3\}/).waitFor();
    await page.locator('[data-preview="ready"]').waitFor();
    await page.getByRole("button", { name: "Reset Recursion depth to 0" }).click();
    await page.getByText("--preset visualatom-1k ").waitFor();
  });

  test("show each depth's wave in the anatomy, and sweeps over the depth", async () => {
    const { page } = await openStudio();
    const parameters = {
      ...{ frequency1: [2, 2], frequency2: [5, 5] },
      recursion: { depth: 3, ratio: 0.5, factor: 2 },
    };
    await openClass(page, { ...config, parameters }, 2, 3);
    await chooseView(page, "Anatomy");
    const depths = page.getByRole("region", { name: "Depths" }).getByRole("listitem");
    await eventually(() => depths.locator("figcaption").allInnerTexts()).toEqual([
      "d = 0: 0.5 sin 2θ + 0.5 sin 5θ",
      "d = 1: 0.25 sin 4θ + 0.25 sin 10θ",
      "d = 2: 0.125 sin 8θ + 0.125 sin 20θ",
      "d = 3: 0.0625 sin 16θ + 0.0625 sin 40θ",
    ]);
    // A curve's height is its amplitude: each depth's is about half of the one before.
    const heights = await Promise.all(
      [0, 1, 2, 3].map(async (d) => {
        const curve = page.getByRole("img", { name: new RegExp(`^Wave of depth ${d}:`) }).locator("path");
        await curve.waitFor();
        return (await curve.boundingBox())!.height;
      }),
    );
    for (const d of [1, 2, 3]) expect(heights[d] / heights[d - 1]).toBeCloseTo(0.5, 1);
    const orbits = await Promise.all(
      [0, 1, 2, 3].map((d) =>
        page
          .getByRole("img", { name: `The first orbit up to depth ${d}` })
          .locator("path")
          .last()
          .getAttribute("d"),
      ),
    );
    expect(new Set(orbits).size).toBe(4);
    const sweep = await openSweep(page, "depth", "Recursion depth");
    await eventually(() => drawnIn(sweep)).toBe(5);
    const marked = await sweep.getByRole("listitem").filter({ hasText: "this class" }).allInnerTexts();
    expect(marked).toEqual([expect.stringContaining("= 3")]);
  });

  test("have no depths in the anatomy without recursion", async () => {
    const { page } = await openStudio();
    await openClass(page, config, 2, 3);
    await chooseView(page, "Anatomy");
    await page.getByRole("region", { name: "Wave" }).waitFor();
    expect(await page.getByRole("region", { name: "Depths" }).count()).toBe(0);
  });
});
