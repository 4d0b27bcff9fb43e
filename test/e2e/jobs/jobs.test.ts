/** From a preset to a dataset on disk through the page: the files are those of `visualatom generate`. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { generate } from "../../support/cli.ts";
import { contentsOf, imagesOf, temporaryFolder, writeJson } from "../../support/folders.ts";
import {
  chooseFolder,
  describeInChromium,
  eventually,
  generateCurrent,
  goTo,
  imagesDone,
  importConfig,
  jobCard,
  openStudio,
  startInPanel,
  waitForOutcome,
} from "../../support/page/browserHost.ts";
import { standstill } from "../../support/studio.ts";

const held = { formulation: "paper", classes: 6, instances: 60, seed: 7 };
const streams = {
  formulation: "release",
  streams: 3,
  classes: 9,
  instances: 60,
  seed: 3,
  output: { layout: "release" },
};

async function generated(config: unknown): Promise<string> {
  const folder = temporaryFolder();
  const out = join(folder, "dataset");
  await generate(["--config", writeJson(join(folder, "configuration.json"), config), "--out", out]);
  return out;
}

describeInChromium("from the page to the disk", () => {
  test("a preset, a folder and a click make the dataset that generate makes", async () => {
    const { page, folder } = await openStudio();
    const card = page.getByRole("region", { name: "Sample", exact: true });
    await card.getByRole("button", { name: "Generate" }).click();
    await startInPanel(page, folder, "mine");
    await waitForOutcome(page, "Finished");
    const theirs = join(temporaryFolder(), "dataset");
    await generate(["--preset", "sample", "--out", theirs]);
    expect(contentsOf(join(folder, "mine"))).toEqual(contentsOf(theirs));
    expect(Object.keys(imagesOf(theirs))).toHaveLength(100);
  });

  test("a folder made in the folder browser takes the dataset", async () => {
    const { page, folder } = await openStudio();
    const card = page.getByRole("region", { name: "Sample", exact: true });
    await card.getByRole("button", { name: "Generate" }).click();
    await page.getByRole("button", { name: "Choose folder" }).click();
    const browser = page.getByRole("complementary", { name: "Folder for the dataset" });
    await browser.getByText("datasets", { exact: true }).click();
    await browser.getByRole("button", { name: "New folder" }).click();
    await browser.getByRole("textbox", { name: "Name of the new folder" }).fill("fresh");
    await browser.getByRole("button", { name: "Make" }).click();
    const field = browser.getByRole("textbox", { name: "Folder", exact: true });
    await eventually(() => field.inputValue()).toBe(join(folder, "fresh"));
    await browser.getByRole("button", { name: "Put it here" }).click();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await waitForOutcome(page, "Finished");
    expect(Object.keys(imagesOf(join(folder, "fresh", "sample")))).toHaveLength(100);
  });

  test("with a default folder a preset starts at once, and what was made is offered to be browsed", async () => {
    const { page, folder } = await openStudio();
    await goTo(page, "Settings");
    await page.getByRole("button", { name: "Choose", exact: true }).click();
    await chooseFolder(page, folder, "Use this folder");
    await goTo(page, "Presets");
    const card = page.getByRole("region", { name: "Sample", exact: true });
    await card.getByRole("button", { name: "Generate" }).click();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await waitForOutcome(page, "Finished");
    await goTo(page, "Dataset");
    await page.getByRole("button", { name: join(folder, "sample"), exact: true }).click();
    await page.getByRole("region", { name: "Files" }).waitFor();
  });

  test.each([
    ["images drawn on their own", held],
    ["streams", streams],
  ])(
    "a job of %s, paused, seen again after a reload and continued, ends as generate does",
    async (_, config) => {
      const { page, folder, letJobsEnd } = await openStudio({ holdJobs: true });
      await importConfig(page, config);
      await generateCurrent(page, folder, "paused");
      await eventually(() => imagesDone(page)).toBeGreaterThan(0);
      await page.getByRole("button", { name: "Pause", exact: true }).click();
      await page.getByRole("heading", { name: /, paused$/ }).waitFor();
      letJobsEnd();
      await page.reload();
      await page.getByRole("heading", { name: /, paused$/ }).waitFor();
      expect(await standstill(() => imagesDone(page))).toBeLessThan(config.classes * config.instances);
      await page.getByRole("button", { name: "Continue", exact: true }).click();
      await waitForOutcome(page, "Finished");
      expect(contentsOf(join(folder, "paused"))).toEqual(contentsOf(await generated(config)));
    },
  );

  test("a cancelled job keeps what is done, and ends as generate does when it is continued", async () => {
    const { page, folder, letJobsEnd } = await openStudio({ holdJobs: true });
    await importConfig(page, held);
    await generateCurrent(page, folder, "cancelled");
    await eventually(() => imagesDone(page)).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByRole("button", { name: "Stop the job" }).click();
    await waitForOutcome(page, "Cancelled; what is done is kept");
    letJobsEnd();
    const kept = imagesOf(join(folder, "cancelled"));
    const number = Object.keys(kept).length;
    expect(number).toBeGreaterThan(0);
    expect(number).toBeLessThan(held.classes * held.instances);
    const theirs = await generated(held);
    expect(imagesOf(theirs)).toMatchObject(kept);
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await waitForOutcome(page, "Finished");
    expect(contentsOf(join(folder, "cancelled"))).toEqual(contentsOf(theirs));
  });
});

describeInChromium("a folder that cannot take a dataset", () => {
  const mounted: string[] = [];
  afterEach(() => {
    for (const folder of mounted.splice(0)) execFileSync("umount", [folder]);
  });

  /** Permissions do not stop root, but a read-only file system does. */
  function makeReadOnly(folder: string): void {
    if (process.getuid?.() !== 0) {
      chmodSync(folder, 0o555);
      return;
    }
    execFileSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", folder]);
    mounted.push(folder);
  }

  async function refusalFor(
    prepare: (folder: string) => { folder: string; name: string },
    beforeStart: (folder: string) => void = () => {},
  ): Promise<string> {
    const { page, folder } = await openStudio();
    const wanted = prepare(folder);
    await page.getByRole("region", { name: "Sample", exact: true }).getByText("Generate").click();
    await startInPanel(page, wanted.folder, wanted.name, () => beforeStart(folder));
    const message = page.getByRole("alert").filter({ hasText: wanted.folder });
    await message.waitFor();
    // The panel stays, so that another folder can be chosen at once.
    expect(await page.getByRole("button", { name: "Choose folder" }).isVisible()).toBe(true);
    expect(await jobCard(page).count()).toBe(0);
    return message.innerText();
  }

  test("a folder that turned read-only is named in one sentence with a way out", async () => {
    const said = await refusalFor(
      (folder) => ({ folder, name: "dataset" }),
      (folder) => makeReadOnly(folder),
    );
    expect(said).toMatch(/datasets is not writable; choose another folder or change its permissions\.?$/);
  });

  test("a read-only folder cannot be chosen, and the folder browser says why", async () => {
    const { page, folder } = await openStudio();
    makeReadOnly(folder);
    await page.getByRole("region", { name: "Sample", exact: true }).getByText("Generate").click();
    await page.getByRole("button", { name: "Choose folder" }).click();
    const browser = page.getByRole("complementary", { name: "Folder for the dataset" });
    const choose = browser.getByRole("button", { name: "Put it here" });
    await eventually(() => choose.isEnabled()).toBe(true);
    await browser.getByText("datasets", { exact: true }).click();
    await browser.getByText("Nothing can be written here").waitFor();
    expect(await choose.isDisabled()).toBe(true);
    expect(await browser.getByRole("button", { name: "New folder" }).isDisabled()).toBe(true);
  });

  test("a path that does not exist is answered beside the field, with a way back", async () => {
    const { page, host } = await openStudio();
    await page.getByRole("region", { name: "Sample", exact: true }).getByText("Generate").click();
    await page.getByRole("button", { name: "Choose folder" }).click();
    const field = page.getByRole("textbox", { name: "Folder", exact: true });
    await field.fill("/nowhere/at all");
    await field.press("Enter");
    await page.getByText("There is no folder /nowhere/at all; check the path.").waitFor();
    expect(await page.getByRole("button", { name: "Put it here" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: /^Back to/ }).click();
    await eventually(() => field.inputValue()).toBe(host.home);
    await eventually(() => page.getByRole("button", { name: "Put it here" }).isEnabled()).toBe(true);
  });

  test.each([
    ["a file's", (folder: string) => writeFileSync(join(folder, "taken"), "not a folder"), /taken is a file/],
    [
      "a folder's with something else in it",
      (folder: string) => {
        mkdirSync(join(folder, "taken"));
        writeFileSync(join(folder, "taken", "holiday.jpg"), "not ours");
      },
      /taken is not empty and holds no dataset/,
    ],
  ])("a name that is %s is refused in one sentence while it is typed", async (_, prepare, sentence) => {
    const { page, folder } = await openStudio();
    prepare(folder);
    await page.getByRole("region", { name: "Sample", exact: true }).getByText("Generate").click();
    const panel = page.getByRole("complementary", { name: "Generate" });
    await panel.getByRole("button", { name: "Choose folder" }).click();
    await chooseFolder(page, folder, "Put it here");
    await panel.getByRole("textbox", { name: "Name" }).fill("taken");
    const said = panel.getByText(sentence);
    await said.waitFor();
    expect((await said.innerText()).split("\n")).toHaveLength(1);
    expect(await panel.getByRole("button", { name: "Start", exact: true }).isDisabled()).toBe(true);
    expect(await panel.getByRole("button", { name: "Choose folder" }).isVisible()).toBe(true);
    expect(await jobCard(page).count()).toBe(0);
  });
});
