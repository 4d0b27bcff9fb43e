/** Dataset: its files verified and repaired, as a job that is seen from everywhere. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { generate } from "../../support/cli.ts";
import { contentsOf } from "../../support/folders.ts";
import {
  describeInChromium,
  eventually,
  goTo,
  openStudio,
  pixelsOf,
} from "../../support/page/browserHost.ts";
import {
  about,
  cell,
  damage,
  files,
  grid,
  openFolder,
  ready,
  sample,
  shownCount,
  stage,
} from "../../support/page/datasetPage.ts";

const size = ["--classes", "4", "--instances", "10"];
const strip = (page: Page) => page.getByTitle("Open Jobs");

describeInChromium("Files of a dataset", () => {
  test("are verified; what is wrong is listed and repaired, foreign files only when asked", async () => {
    const { page, folder } = await openStudio({ expected: /404/ });
    const out = await sample(join(folder, "a dataset"), ...size);
    const clean = contentsOf(out);
    damage(out);
    await openFolder(page, out);
    await files(page).getByRole("button", { name: "Verify all files" }).click();
    await files(page).getByText("3 faults", { exact: true }).waitFor();
    const listed = await files(page).getByRole("listitem").allInnerTexts();
    expect(listed.map((text) => text.trim().split("\n").at(-1))).toEqual([
      "foreign",
      "missing",
      "other picture",
    ]);
    await about(page).getByText("no; 3 faults are known").waitFor();

    await files(page).getByRole("button", { name: "Repair" }).click();
    await files(page).getByText("2 of 3 faults were put right.").waitFor();
    await files(page).getByRole("checkbox", { name: "Delete what does not belong here" }).check();
    await files(page).getByRole("button", { name: "Repair" }).click();
    await files(page).getByText("1 of 1 faults were put right.").waitFor();
    await files(page).getByRole("button", { name: "Verify again" }).click();
    await files(page).getByText("All is as it should be.").waitFor();
    await about(page).getByText("yes", { exact: true }).waitFor();
    expect(contentsOf(out)).toEqual(clean);
    await page.getByRole("button", { name: "Facts", exact: true }).click();
    await files(page).waitFor({ state: "hidden" });
    await page.keyboard.press("i");
    await files(page).getByText("All is as it should be.").waitFor();
  });

  test("with a fault lead to the picture; after the repair the picture shown is the new one", async () => {
    const { page, folder } = await openStudio({ expected: /404/ });
    const out = await sample(join(folder, "faulty"), ...size);
    damage(out);
    await openFolder(page, out);
    await files(page).getByRole("button", { name: "Verify all files" }).click();
    await files(page)
      .getByRole("button", { name: /00003_0004\.png/ })
      .click();
    await stage(page).getByRole("heading", { name: "00003/00003_0004.png" }).waitFor();
    await stage(page).getByText("3 of 3").waitFor();
    await page.keyboard.press("Escape");
    // Of the forty on the disk one is nobody's, and one more is missing.
    await eventually(() => shownCount(page)).toBe("3 of 41 pictures");
    await page.getByRole("button", { name: "Show all pictures" }).first().click();
    await eventually(() => shownCount(page)).toBe("40 pictures");
    const image = cell(page, "00003_0004.png").locator('[data-state="ready"] img');
    await grid(page).press("End");
    await image.waitFor();
    const before = await pixelsOf(image);
    await files(page).getByRole("button", { name: "Repair" }).click();
    await eventually(() => image.count()).toBe(1);
    await eventually(async () => ((await image.count()) === 1 ? pixelsOf(image) : before)).not.toBe(before);
    await eventually(() => shownCount(page)).toBe("41 pictures");
  });

  test("are verified while one is elsewhere: in the strip, the title and Jobs; the end is told", async () => {
    const { page, folder, letJobsEnd } = await openStudio({ holdJobs: true });
    const out = await sample(join(folder, "watched"), "--classes", "10", "--instances", "40");
    await openFolder(page, out);
    await ready(page).first().waitFor();
    const button = files(page).getByRole("button", { name: /Verify all files|Cancel/ });
    await button.click();
    await eventually(() => strip(page).innerText()).toMatch(/Verifying watched[\s\S]* of 400 images/);
    await eventually(() => page.title()).toMatch(/^\d+ %, verifying watched$/);
    // Whoever pressed the button still stands on it.
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await goTo(page, "Jobs");
    const card = page.getByRole("region", { name: "Verification of watched" });
    await card.getByText(/ of 400$/).waitFor();
    await goTo(page, "Settings");
    await page.reload();
    await eventually(() => strip(page).innerText()).toMatch(/Verifying watched/);
    letJobsEnd();
    await page.getByText(/^watched: 400 images verified, no faults, after /).waitFor();
    await eventually(() => page.title()).toBe("VisualAtom Studio");
    await eventually(() => strip(page).innerText()).toMatch(
      /^Finished: verification of watched, 400 images in .*watched, no faults, today, \d\d:\d\d$/,
    );
    await goTo(page, "Jobs");
    await card.getByText("Finished; no faults").waitFor();
    const facts = await card.locator("dl > div").allInnerTexts();
    const moment = /^(Started|Ended)\s+today, \d\d:\d\d$/;
    expect(facts.filter((fact) => moment.test(fact))).toHaveLength(2);
    await card.getByRole("button", { name: "Open the dataset" }).click();
    await files(page).getByText("All is as it should be.").waitFor();
    await goTo(page, "Jobs");
    await card.getByRole("button", { name: "Remove from list" }).click();
    await page.getByText("No jobs yet").waitFor();
    await eventually(() => strip(page).innerText()).toBe("No job is at work");
  });

  test("in shards with faults lead to the pictures too", async () => {
    const { page, folder } = await openStudio({ expected: /404/ });
    const out = await sample(join(folder, "shards"), ...size, "--layout", "webdataset", "--shard-size", "20");
    const [shard] = readdirSync(out).filter((name) => name.endsWith(".tar"));
    const path = join(out, shard);
    const bytes = readFileSync(path);
    const member = bytes.toString("latin1", 0, 14);
    // In the middle of the first image.
    bytes[512 + 40] ^= 0xff;
    writeFileSync(path, bytes);
    await openFolder(page, out);
    await eventually(() => shownCount(page)).toBe("40 pictures");
    await files(page).getByRole("button", { name: "Verify all files" }).click();
    await files(page)
      .getByRole("button", { name: new RegExp(member) })
      .click();
    await stage(page)
      .getByRole("heading", { name: `${member.slice(0, 5)}/${member}` })
      .waitFor();
    await page.keyboard.press("Escape");
    await eventually(() => shownCount(page)).toBe("1 of 40 pictures");
    await files(page).getByRole("button", { name: "Repair" }).click();
    await files(page).getByText("1 of 1 faults were put right.").waitFor();
    await page.getByRole("button", { name: "Show all pictures" }).first().click();
    await eventually(() => shownCount(page)).toBe("40 pictures");
  });

  test("of the authors' script, without a description, are verified against a preset", async () => {
    const { page, folder } = await openStudio();
    const out = join(folder, "theirs");
    await generate(["--preset", "sample", "--layout", "release", "--only-classes", "0-1", "--out", out]);
    for (const name of readdirSync(out)) if (!/^\d+$/.test(name)) rmSync(join(out, name));
    rmSync(join(out, "00001", readdirSync(join(out, "00001")).sort()[2]));
    await openFolder(page, out);
    await files(page).getByRole("combobox", { name: "What it should be" }).selectOption({ label: "Sample" });
    await files(page).getByRole("button", { name: "Verify all files" }).click();
    await files(page)
      .getByRole("listitem")
      .filter({ hasText: /instance_0002\.png/ })
      .waitFor();
  });
});

describeInChromium("A dataset that was not finished", () => {
  test("is continued from here, whoever began it", async () => {
    const { page, folder } = await openStudio();
    const out = join(folder, "begun");
    await sample(out, ...size, "--only-classes", "0-1");
    await openFolder(page, out);
    await about(page).getByText("no; 20 of 40 images are there").waitFor();
    await about(page).getByRole("button", { name: "Continue" }).click();
    const card = page.getByRole("region", { name: /^Job / });
    await card.getByText("Finished", { exact: true }).waitFor();
    await goTo(page, "Dataset");
    await eventually(() => shownCount(page)).toBe("40 pictures");
    await about(page).getByText("yes", { exact: true }).waitFor();
    expect(await about(page).getByRole("button", { name: "Continue" }).count()).toBe(0);
  });
});
