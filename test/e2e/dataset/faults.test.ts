/** Dataset: what is known to be wrong is marked wherever it is looked at, and outlives the studio's end. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { startHost } from "../../../scripts/studioPage.mjs";
import { describeInChromium, eventually, goTo, openStudio } from "../../support/page/browserHost.ts";
import {
  about,
  cell,
  damage,
  files,
  goToDataset,
  grid,
  millionImages,
  names,
  openFolder,
  ready,
  sample,
  selected,
  shownCount,
  stage,
} from "../../support/page/datasetPage.ts";

const size = ["--classes", "4", "--instances", "10"];
const listed = (page: Page) => names(page).getByRole("option").allInnerTexts();
/** What has the focus: its role or element, and what it is called. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    return element.getAttribute("aria-label") ?? (element.innerText || element.tagName);
  });

describeInChromium("Faults of a dataset", () => {
  test("are marked in words in the grid and on the open picture, and counted of the whole in the list", async () => {
    const { page, folder } = await openStudio({ expected: /404/ });
    const out = await sample(join(folder, "faulty"), ...size);
    damage(out);
    await openFolder(page, out);
    await files(page).getByRole("button", { name: "Verify all files" }).click();
    await files(page).getByText("3 faults", { exact: true }).waitFor();
    await eventually(() => cell(page, "00002_0003.png").count()).toBe(1);
    expect(await cell(page, "00002_0003.png").innerText()).not.toContain("Fault");
    await grid(page).press("End");
    await cell(page, "00003_0004.png, fault: other picture")
      .getByText("Fault: other picture", { exact: true })
      .waitFor();
    await files(page).getByRole("button", { name: "Show only these pictures" }).click();
    await eventually(() => shownCount(page)).toBe("3 of 41 pictures");
    const rows = async () => (await listed(page)).map((text) => text.replace(/\s+/g, " "));
    await eventually(rows).toEqual([
      "All classes 3 of 41",
      "00000 1 of 11",
      "00001 1 of 10",
      "00003 1 of 10",
    ]);
    await names(page).getByRole("option", { name: "00001" }).click();
    await eventually(() => shownCount(page)).toBe("1 of 41 pictures");
    await cell(page, "00001_0002.png").getByText("Fault: missing", { exact: true }).waitFor();
    await grid(page).press("Enter");
    await stage(page)
      .getByText(/^Fault of the last verification: missing/)
      .waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Show all pictures" }).first().click();
    await names(page).getByRole("option", { name: "All classes" }).click();
    await eventually(rows).toEqual(["All classes 40", "00000 11", "00001 9", "00002 10", "00003 10"]);
  });

  test("are known when the studio starts again, until their files change", async () => {
    const { page, folder, host, base } = await openStudio({ expected: /404|ERR_|WebSocket/ });
    const out = await sample(join(folder, "kept"), ...size);
    writeFileSync(join(out, "image/00000/00000_new.png"), "");
    writeFileSync(join(out, "image/00002/00002_0001.png"), "no picture");
    await openFolder(page, out);
    await about(page).getByText("no; 1 image does not belong to it").waitFor();
    await files(page).getByRole("button", { name: "Verify all files" }).click();
    await about(page).getByText("no; 2 faults are known").waitFor();
    await host.stop();
    const next = await startHost(base);
    try {
      await page.goto(next.address);
      await goTo(page, "Jobs");
      await page
        .getByRole("region", { name: "Verification of kept" })
        .getByText("Finished; 2 faults")
        .waitFor();
      await goTo(page, "Dataset");
      await openFolder(page, out);
      await about(page).getByText("no; 2 faults are known").waitFor();
      await cell(page, "00002_0001.png, fault: not decodable").waitFor();
      rmSync(join(out, "image/00000/00000_new.png"));
      await about(page).getByText("no; 1 fault is known").waitFor();
      await files(page).getByText("Images have come or gone since.").waitFor();
    } finally {
      // The page would ask a host that has gone.
      await page.goto("about:blank");
      await next.stop();
    }
  });
});

describeInChromium("Faults among a million pictures of 21,000 classes", () => {
  test("are found, marked and listed with no more on the page than is in view", async () => {
    const { page, folder } = await openStudio();
    const out = millionImages(join(folder, "large"), 21_000, 48);
    const one = await sample(join(folder, "one"), ...size);
    const picture = readFileSync(join(one, "image/00000/00000_0000.png"));
    await page.route("**/dataset/*/*/*", (route) =>
      route.fulfill({ body: picture, contentType: "image/png" }),
    );
    const faults = Array.from({ length: 1000 }, (_, i) => {
      const folderName = String(21 * i).padStart(5, "0");
      const path = `SHARDS-000000.tar: ${folderName}_0007.png`;
      return { path, kind: "other picture", repaired: false };
    });
    await page.route("**/api/openDataset", async (route) => {
      const answer = await (await route.fetch()).json();
      const { datasetId, path } = answer.value;
      const now = new Date().toISOString();
      await page.unroute("**/api/checks");
      const check = {
        ...{ datasetId, path, title: "large", repair: false, state: "finished", error: null, listed: true },
        ...{ imagesDone: 1_008_000, imagesTotal: 1_008_000, imagesPerSecond: 0, secondsLeft: null },
        ...{ secondsElapsed: 9, faults, faultsTotal: 1000, faultsRepaired: 0, faultsOpen: 1000 },
        ...{ faultsSince: now, changed: false, complete: true, startedAt: now, endedAt: now },
      };
      await page.route("**/api/checks", (asked) => asked.fulfill({ json: { ok: true, value: [check] } }));
      await route.fulfill({ json: answer });
    });
    await openFolder(page, out);
    await eventually(() => shownCount(page)).toBe("1,008,000 pictures");
    // What was found is asked for at the start of the page.
    await page.reload();
    await about(page).getByText("no; 1,000 faults are known").waitFor();
    expect(await names(page).getByRole("option").count()).toBeLessThan(100);
    await names(page).press("End");
    await names(page).getByRole("option", { name: "20999" }).waitFor();
    await files(page).getByRole("button", { name: "Show only these pictures" }).click();
    await eventually(() => shownCount(page)).toBe("1,000 of 1,008,000 pictures");
    await eventually(async () =>
      (await listed(page)).slice(0, 3).map((text) => text.replace(/\s+/g, " ")),
    ).toEqual(["All classes 1,000 of 1,008,000", "00000 1 of 48", "00021 1 of 48"]);
    expect(await names(page).getByRole("option").count()).toBeLessThan(100);
    expect(await files(page).getByRole("listitem").count()).toBeLessThan(300);
    await grid(page).press("Control+End");
    await cell(page, "20979_0007.png").getByText("Fault: other picture", { exact: true }).waitFor();
    expect(await grid(page).getByRole("gridcell").count()).toBeLessThan(200);
  });
});

describeInChromium("The place Dataset", () => {
  test("has the folder's name in the window's title, and the design's is there in Design", async () => {
    const { page, folder } = await openStudio();
    await openFolder(page, await sample(join(folder, "titled"), ...size));
    await eventually(() => page.title()).toBe("titled – VisualAtom Studio");
    await goTo(page, "Design");
    const design = await page.getByRole("main").getByRole("heading", { level: 1 }).innerText();
    await eventually(() => page.title()).toBe(`${design} – VisualAtom Studio`);
    await goTo(page, "Settings");
    await eventually(() => page.title()).toBe("VisualAtom Studio");
  });

  test("leads the keyboard to what is to be done next, and to the first and the last picture", async () => {
    const { page, folder } = await openStudio({ holdJobs: true, expected: /status of 4/ });
    const out = join(folder, "begun");
    await goToDataset(page, "/nowhere");
    await eventually(() => focused(page)).toBe("Choose this folder");
    await openFolder(page, folder);
    await page.getByText("This folder was not opened").waitFor();
    await eventually(() => focused(page)).toBe("Try again");
    await sample(out, ...size, "--only-classes", "0-1");
    await openFolder(page, out);
    await eventually(() => ready(page).count()).toBe(20);
    await grid(page).press("Control+End");
    await eventually(() => selected(page).innerText()).toContain("00001_0009");
    await grid(page).press("Control+Home");
    await eventually(() => selected(page).innerText()).toContain("00000_0000");
    const card = page.getByRole("region", { name: /^Job / });
    await about(page).getByRole("button", { name: "Continue" }).focus();
    await page.keyboard.press("Enter");
    await card.getByRole("button", { name: "Pause" }).waitFor();
    await eventually(() => focused(page)).toMatch(/^Job /);
    await card.getByRole("button", { name: "Cancel" }).press("Enter");
    await card.getByRole("button", { name: "Stop the job" }).press("Enter");
    await card.getByText("Cancelled; what is done is kept").waitFor();
    await card.getByRole("button", { name: "Continue" }).press("Enter");
    await card.getByRole("button", { name: "Pause" }).waitFor();
    await eventually(() => focused(page)).toMatch(/^Job /);
  });
});
