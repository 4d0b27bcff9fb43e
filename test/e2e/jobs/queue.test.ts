/** Several jobs one after the other: put into a queue, ordered, taken out of it, and there again after a restart. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { startHost } from "../../../scripts/studioPage.mjs";
import { generate } from "../../support/cli.ts";
import { contentsOf, temporaryFolder, writeJson } from "../../support/folders.ts";
import {
  chooseFolder,
  describeInChromium,
  eventually,
  generateCurrent,
  goTo,
  importConfig,
  jobCard,
  openStudio,
} from "../../support/page/browserHost.ts";

const config = { formulation: "paper", classes: 3, instances: 40, imageSize: 128, seed: 7 };

/** Opens the panel and gives folder and name, without a start. */
async function fillPanel(page: Page, folder: string, name: string): Promise<void> {
  await page.keyboard.press("Control+g");
  const panel = page.getByRole("complementary", { name: "Generate" });
  await panel.getByRole("button", { name: "Choose folder" }).click();
  await chooseFolder(page, folder, "Put it here");
  await panel.getByRole("textbox", { name: "Name" }).fill(name);
}

async function addToQueue(page: Page, folder: string, name: string): Promise<void> {
  await fillPanel(page, folder, name);
  await add(page, folder, name);
}

async function add(page: Page, folder: string, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add to the queue" }).click();
  await page.getByRole("complementary", { name: "Generate" }).waitFor({ state: "hidden" });
  await queued(page)
    .filter({ hasText: join(folder, name) })
    .waitFor();
}

const queued = (page: Page) =>
  page
    .getByRole("list")
    .filter({ has: page.getByRole("button", { name: /^Move / }) })
    .getByRole("region");
const turns = (page: Page) => queued(page).getByRole("heading").allInnerTexts();
const card = (page: Page, name: string) =>
  jobCard(page).filter({ has: page.getByRole("heading", { name: new RegExp(`\\b${name}\\b`) }) });

/** What has the focus, by its name. */
const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
  );

describeInChromium("the queue", () => {
  test("takes jobs while one is at work, in an order that the keyboard changes, and draws them all", async () => {
    const { page, folder, letJobsEnd } = await openStudio({ holdJobs: true });
    await importConfig(page, config);
    await generateCurrent(page, folder, "one");
    await page.getByRole("heading", { name: "At work" }).waitFor();
    await fillPanel(page, folder, "two");
    await page.getByText("It begins when one has ended.").waitFor();
    await add(page, folder, "two");
    await addToQueue(page, folder, "three");
    await addToQueue(page, folder, "four");
    expect(await turns(page)).toEqual(["1. two", "2. three", "3. four"]);
    await page.getByText("3 in the queue").waitFor();

    const up = page.getByRole("button", { name: "Move four up" });
    await up.focus();
    await page.keyboard.press("Enter");
    await eventually(() => turns(page)).toEqual(["1. two", "2. four", "3. three"]);
    await page.getByText("four is now number 2 of 3 in the queue.").waitFor();
    expect(await focused(page)).toBe("Move four up");
    await page.keyboard.press("Enter");
    await eventually(() => turns(page)).toEqual(["1. four", "2. two", "3. three"]);
    // The first cannot move up; the focus stays at the same job.
    await eventually(() => focused(page)).toBe("Move four down");

    await card(page, "two").getByRole("button", { name: "Remove" }).focus();
    await page.keyboard.press("Enter");
    await eventually(() => turns(page)).toEqual(["1. four", "2. three"]);
    await eventually(() => focused(page)).toBe("Jobs");

    letJobsEnd();
    for (const name of ["one", "four", "three"]) await card(page, name).getByText("Finished").waitFor();
    const theirs = join(temporaryFolder(), "dataset");
    await generate(["--config", writeJson(join(temporaryFolder(), "c.json"), config), "--out", theirs]);
    for (const name of ["one", "four", "three"]) {
      expect(contentsOf(join(folder, name))).toEqual(contentsOf(theirs));
    }
  });

  test("waits while a job is paused and says so; when it is cancelled the next one begins", async () => {
    const { page, folder } = await openStudio({ holdJobs: true });
    await importConfig(page, config);
    await generateCurrent(page, folder, "one");
    await addToQueue(page, folder, "two");
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await page.getByText("The queue waits: one is paused.").waitFor();
    await fillPanel(page, folder, "three");
    await page
      .getByText("It begins when two has ended. one is paused, and the queue waits for it.")
      .waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByText("you can continue later. two begins instead.").waitFor();
    await page.getByRole("button", { name: "Stop the job" }).click();
    await card(page, "two").getByRole("button", { name: "Pause", exact: true }).waitFor();
    // What was stopped can take its turn again.
    await card(page, "one").getByRole("button", { name: "Continue in the queue" }).click();
    await eventually(() => turns(page)).toEqual(["1. one"]);
    await card(page, "one").getByRole("button", { name: "Remove" }).click();
    await card(page, "one").getByText("Cancelled; what is done is kept").waitFor();
  });

  test("refuses a second job for a folder, in a sentence beside the fields", async () => {
    const { page, folder } = await openStudio({ holdJobs: true });
    await importConfig(page, config);
    await generateCurrent(page, folder, "one");
    await addToQueue(page, folder, "two");
    await fillPanel(page, folder, "two");
    await page.getByRole("button", { name: "Add to the queue" }).click();
    await page
      .getByRole("alert")
      .getByText(/^two is in the queue for this folder already; choose another name or folder/)
      .waitFor();
    expect(await turns(page)).toEqual(["1. two"]);
  });

  test("is there after a restart, stands still, and goes on after the interrupted job or at once", async () => {
    const { page, folder, host, base } = await openStudio({
      holdJobs: true,
      expected: /ERR_|WebSocket|401|404/,
    });
    await importConfig(page, config);
    await generateCurrent(page, folder, "one");
    await addToQueue(page, folder, "two");
    await addToQueue(page, folder, "three");
    await host.stop();
    const next = await startHost(base);
    try {
      await page.goto(next.address);
      await page.getByText("The queue stands still, 2 waiting").click();
      await page.getByText("The queue stands still since the studio was started.").waitFor();
      expect(await turns(page)).toEqual(["1. two", "2. three"]);
      await card(page, "one").getByText("Interrupted when the studio ended").waitFor();
      await page.getByRole("button", { name: "Start the queue" }).click();
      for (const name of ["two", "three"]) await card(page, name).getByText("Finished").waitFor();
      await card(page, "one").getByRole("button", { name: "Continue", exact: true }).click();
      await card(page, "one").getByText("Finished").waitFor();
    } finally {
      await page.close();
      await next.stop();
    }
  });

  test("says what the jobs before will take from the disk", async () => {
    const { page, folder } = await openStudio({ holdJobs: true });
    await importConfig(page, config);
    await generateCurrent(page, folder, "one");
    await addToQueue(page, folder, "two");
    await fillPanel(page, folder, "three");
    await page.getByText("For jobs before it").waitFor();
    await goTo(page, "Jobs");
    const facts = card(page, "two").locator("dt");
    expect(await facts.allInnerTexts()).toEqual(["Images", "Size", "Added", "Begins", "Time left"]);
  });
});
