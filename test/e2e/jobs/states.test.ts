/** What Jobs, strip and title say of jobs that ended, of folders that have gone, and of a host that does not answer. */
import { renameSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { JobProgress } from "../../../core/studio/api.ts";
import {
  describeInChromium,
  eventually,
  generateCurrent,
  goTo,
  imagesDone,
  importConfig,
  jobCard,
  jobFact,
  openStudio,
  startInPanel,
  waitForOutcome,
} from "../../support/page/browserHost.ts";

const config = { formulation: "paper", classes: 3, instances: 40, imageSize: 128, seed: 7 };
const strip = (page: Page) => page.getByTitle("Open Jobs");
const card = (page: Page, name: string) =>
  jobCard(page).filter({ has: page.getByRole("heading", { name: new RegExp(`^${name}`) }) });

async function cancel(page: Page): Promise<void> {
  await eventually(() => imagesDone(page)).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await page.getByRole("button", { name: "Stop the job" }).click();
  await waitForOutcome(page, "Cancelled; what is done is kept");
}

describeInChromium("a job that ended", () => {
  test("says when it started and ended, how long it took, and what is left", async () => {
    const { page, folder, letJobsEnd } = await openStudio({ holdJobs: true });
    await importConfig(page, config);
    await generateCurrent(page, folder, "one");
    const clock = /^(today|yesterday), \d\d:\d\d$/;
    expect(await jobFact(page, "Started")).toMatch(clock);
    expect(await jobFact(page, "Elapsed")).toMatch(/ s$|under a second/);
    await cancel(page);
    letJobsEnd();
    for (const fact of ["Started", "Ended"]) expect(await jobFact(page, fact)).toMatch(clock);
    expect(await jobFact(page, "Time left")).toMatch(/^(about \d|under a second|–)/);
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await waitForOutcome(page, "Finished");
    expect(await page.locator("dt", { hasText: "Time left" }).count()).toBe(0);
  });

  test("last is the one in the strip, whichever was started last", async () => {
    const { page, folder, letJobsEnd } = await openStudio({ holdJobs: true });
    await importConfig(page, config);
    await generateCurrent(page, folder, "one");
    await cancel(page);
    letJobsEnd();
    await generateCurrent(page, folder, "two");
    await strip(page)
      .getByText(/^Finished: two, 120 images/)
      .waitFor();
    await card(page, "one").getByRole("button", { name: "Continue", exact: true }).click();
    await strip(page)
      .getByText(/^Finished: one, 120 images .*, today, \d\d:\d\d$/)
      .waitFor();
  });

  test("has the dataset already when it is asked for once more: nothing was left to do, and there is one row", async () => {
    const { page, folder } = await openStudio();
    await page.getByRole("region", { name: "Sample", exact: true }).getByText("Generate").click();
    await startInPanel(page, folder, "mine");
    await waitForOutcome(page, "Finished");
    await goTo(page, "Presets");
    await page.getByRole("region", { name: "Sample", exact: true }).getByText("Generate").click();
    await startInPanel(page, folder, "mine");
    const said = page.getByRole("alert");
    await said.getByText(/mine holds this dataset already, complete: nothing is left to do/).waitFor();
    await said.getByRole("button", { name: "Browse files" }).click();
    await page.getByText("Fingerprint").waitFor();
    await goTo(page, "Jobs");
    expect(await jobCard(page).count()).toBe(1);
  });

  test("whose folder has gone says so on its card, with a way out", async () => {
    const { page, folder, letJobsEnd } = await openStudio({ holdJobs: true, expected: /status of 4/ });
    await importConfig(page, config);
    await generateCurrent(page, folder, "one");
    await cancel(page);
    letJobsEnd();
    renameSync(join(folder, "one"), join(folder, "away"));
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    const said = card(page, "one").getByRole("alert");
    await said
      .getByText(/one does not hold what this job has drawn; connect its disk or bring the folder back/)
      .waitFor();
    await card(page, "one").getByRole("button", { name: "Generate elsewhere" }).click();
    const panel = page.getByRole("complementary", { name: "Generate" });
    await eventually(() => panel.getByRole("textbox", { name: "Name" }).inputValue()).toBe("one");
    await startInPanel(page, folder, "two");
    await card(page, "two").getByText("Finished").waitFor();
    renameSync(join(folder, "away"), join(folder, "one"));
    await card(page, "one").getByRole("button", { name: "Continue", exact: true }).click();
    await card(page, "one").getByText("Finished").waitFor();
    expect(await said.count()).toBe(0);
  });

  test("by a failure advises what its buttons do", async () => {
    const { page, folder, letJobsEnd } = await openStudio({ holdJobs: true });
    await importConfig(page, config);
    await generateCurrent(page, folder, "one");
    await eventually(() => imagesDone(page)).toBeGreaterThan(0);
    renameSync(join(folder, "one"), join(folder, "away"));
    letJobsEnd();
    await card(page, "one")
      .getByText(/^Stopped: .*bring it back and continue this job\.$/)
      .waitFor();
    renameSync(join(folder, "away"), join(folder, "one"));
    await card(page, "one").getByRole("button", { name: "Continue", exact: true }).click();
    await card(page, "one").getByText("Finished").waitFor();
  });
});

describeInChromium("a host that does not answer", () => {
  test("leaves the job standing still, with one advice and nothing to press in vain", async () => {
    const { page, folder, host } = await openStudio({ holdJobs: true, expected: /ERR_|WebSocket/ });
    await importConfig(page, config);
    await generateCurrent(page, folder, "one");
    await eventually(() => imagesDone(page)).toBeGreaterThan(0);
    await eventually(() => jobFact(page, "Images/s")).not.toBe("–");
    // Without time to say goodbye.
    const stopped = host.stop();
    process.kill(host.pid!, "SIGKILL");
    await stopped;
    await page.getByRole("heading", { name: /^one, no answer since \d\d:\d\d$/ }).waitFor();
    for (const fact of ["Images/s", "Time left", "Ends"]) expect(await jobFact(page, fact)).toBe("–");
    expect(await jobFact(page, "Written")).not.toContain("/s");
    for (const name of ["Pause", "Cancel"]) {
      expect(await page.getByRole("button", { name, exact: true }).isDisabled()).toBe(true);
    }
    await eventually(() => page.title()).toMatch(/^No answer, \d+ %, one$/);
    expect(await strip(page).count()).toBe(0);
    // Whatever else is asked for meanwhile gives no second advice.
    await page.keyboard.press("Control+g");
    await page.getByRole("complementary", { name: "Generate" }).waitFor();
    expect(await page.getByText("visualatom serve").count()).toBe(1);
    expect(await page.getByRole("button", { name: "Close message" }).count()).toBe(0);
  });
});

describeInChromium("the throughput", () => {
  /** The page with one job at work, as the host is made to answer. */
  async function withHistory(seconds: number[]): Promise<Page> {
    const { page, folder } = await openStudio({ holdJobs: true });
    await importConfig(page, config);
    await generateCurrent(page, folder, "one");
    await eventually(() => imagesDone(page)).toBeGreaterThan(0);
    const history = seconds.map((at) => ({ seconds: at, imagesPerSecond: 100, bytesPerSecond: 1e6 }));
    // Nothing is told but what is asked for.
    await page.routeWebSocket(/events/, () => {});
    await page.route("**/api/jobs", async (route) => {
      const answer = await route.fetch();
      const { ok, value } = (await answer.json()) as { ok: boolean; value: JobProgress[] };
      await route.fulfill({
        response: answer,
        json: { ok, value: value.map((job) => ({ ...job, history })) },
      });
    });
    await page.reload();
    await page.getByRole("heading", { name: "At work" }).waitFor();
    return page;
  }

  test("has no axes before there is a point", async () => {
    const page = await withHistory([]);
    await page.getByText("Images/s are drawn here as soon as they are measured").waitFor();
    expect(await page.locator("svg", { hasText: "images/s" }).count()).toBe(0);
  });

  test("shows its first point, at the beginning of its axis", async () => {
    const page = await withHistory([3000]);
    const plot = page.getByRole("img", { name: "Images per second over time, now 100" });
    const point = Number(await plot.locator("circle").getAttribute("cx"));
    const axis = await plot
      .locator("line")
      .evaluateAll((lines) =>
        Math.min(...lines.map((line) => Number(line.getAttribute("x1"))).filter((x) => x > 41)),
      );
    expect(point).toBeCloseTo(axis);
  });

  test("begins with its first point", async () => {
    const page = await withHistory([3000, 3001, 3002]);
    const plot = page.getByRole("img", { name: "Images per second over time, now 100" });
    const ticks = await plot.locator("text").allTextContents();
    expect(ticks).toContain("3,000");
    expect(ticks).not.toContain("0.5");
  });
});
