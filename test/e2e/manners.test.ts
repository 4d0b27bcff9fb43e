/** How the window behaves around the work: a host that goes, a job one does not look at, what can be folded away. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startHost } from "../../scripts/studioPage.mjs";
import {
  describeInChromium,
  eventually,
  generateCurrent,
  goTo,
  importConfig,
  jobCard,
  jobFact,
  openStudio,
  startInPanel,
} from "../support/page/browserHost.ts";

describeInChromium("a host that goes away", () => {
  test("is told for as long as it has gone; a new one is told too, and the page goes on with it", async () => {
    const { page, host, base } = await openStudio({ expected: /ERR_|WebSocket|401|404/ });
    await page.keyboard.press("Control+4");
    const port = Number(new URL(host.address).port);
    await host.stop();
    const notice = page.getByRole("alert");
    await notice.filter({ hasText: "start it again" }).waitFor();
    const next = await startHost(base, port);
    try {
      await notice.filter({ hasText: "started anew" }).waitFor();
      // Its address lets the browser in, and with it the page that was open.
      const other = await page.context().newPage();
      await other.goto(next.address);
      await other.close();
      await eventually(() => notice.count()).toBe(0);
      await eventually(() => page.locator('main [data-state="ready"]').count()).toBeGreaterThan(5);
    } finally {
      await page.close();
      await next.stop();
    }
  });
});

describeInChromium("the gallery of a host that is gone", () => {
  test("leaves the advice to the window's foot, which says how this program is called, and goes on when it is back", async () => {
    const { page, host, base } = await openStudio({ expected: /ERR_|WebSocket|401|404/ });
    const port = Number(new URL(host.address).port);
    await page.keyboard.press("Control+3");
    await page.locator('main [data-state="ready"]').first().waitFor();
    await host.stop();
    await page.getByRole("alert").filter({ hasText: "start it again with “npx visualatom serve”" }).waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("End");
    await page.locator("main [data-given-up]").first().waitFor();
    expect(await page.getByText("Try again").count()).toBe(0);
    expect(await page.getByText(/serve|start it again/).count()).toBe(1);
    const next = await startHost(base, port);
    try {
      const other = await page.context().newPage();
      await other.goto(next.address);
      await other.close();
      await eventually(() => page.getByRole("alert").count()).toBe(0);
      await page.locator('main [data-state="ready"]').first().waitFor();
      await eventually(() => page.locator('main [data-state="failed"]').count()).toBe(0);
    } finally {
      await page.close();
      await next.stop();
    }
  });
});

describeInChromium("the address of a host that is gone", () => {
  test("shows words to whoever loads it again, with what to open", async () => {
    const { page, host, base } = await openStudio({ expected: /ERR_|WebSocket|401|404/ });
    const port = Number(new URL(host.address).port);
    await host.stop();
    const next = await startHost(base, port);
    try {
      await page.reload();
      await page.getByRole("heading", { name: "This is not the studio's address any more" }).waitFor();
      const words = await page.locator("body").innerText();
      expect(words).toContain("The studio is at");
      expect(words).not.toMatch(/[{}]/);
      await page.goto(next.address);
      await page.getByRole("navigation", { name: "Places" }).waitFor();
    } finally {
      await page.close();
      await next.stop();
    }
  });
});

describeInChromium("a host that is slow to answer", () => {
  test("is said to be, and the page goes on when it does", async () => {
    const { page } = await openStudio();
    let answer = () => {};
    await page.route("**/assets/*.js", async (route) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      await route.continue();
    });
    await page.reload({ waitUntil: "commit" });
    await page.getByText("The studio is loading.").waitFor();
    answer();
    await page.getByRole("navigation", { name: "Places" }).waitFor();
  });
});

describeInChromium("messages", () => {
  test("that need no answer leave by themselves and cover nothing", async () => {
    const { page, folder } = await openStudio();
    await goTo(page, "Design");
    await page.keyboard.press("Control+s");
    const panel = page.getByRole("complementary", { name: "Save the configuration" });
    await page.getByRole("textbox", { name: "Folder", exact: true }).fill(folder);
    await panel.getByRole("button", { name: "Save", exact: true }).click();
    const told = page.getByText(`Saved as ${join(folder, "visualatom-1k.visualatom")}`);
    await told.waitFor();
    const [message, main] = await Promise.all([told.boundingBox(), page.locator("main").boundingBox()]);
    expect(message!.y).toBeGreaterThanOrEqual(main!.y + main!.height);
    await told.waitFor({ state: "detached" });
  });
});

describeInChromium("what the host says of itself", () => {
  test("comes with the page, so that one that has started never says that it did not", async () => {
    const asked: string[] = [];
    const { page } = await openStudio();
    page.on("request", (request) => asked.push(new URL(request.url()).pathname.replace(/^.*\//, "")));
    const facts = () => asked.filter((method) => method === "settings" || method === "about").sort();
    await page.reload();
    for (const place of ["Design", "Settings", "Jobs"]) await goTo(page, place);
    await goTo(page, "Settings");
    await page.getByRole("textbox", { name: "Workers" }).waitFor();
    expect(facts()).toEqual([]);
  });
});

describeInChromium("a job that one does not look at", () => {
  const config = { formulation: "paper", classes: 6, instances: 50, seed: 7 };

  test("is in the window's title, and its end is told on the page", async () => {
    const { page, folder, letJobsEnd } = await openStudio({ holdJobs: true });
    await importConfig(page, config);
    await generateCurrent(page, folder, "seen");
    await eventually(() => page.title()).toMatch(/^\d+ %, seen$/);
    await page.getByRole("button", { name: "Pause" }).click();
    await eventually(() => page.title()).toMatch(/^Paused, \d+ %, seen$/);
    letJobsEnd();
    // A job that stands still has no speed and no end in sight.
    await eventually(() => jobFact(page, "Images/s")).toBe("–");
    expect(await jobFact(page, "Time left")).toBe("–");
    await page.getByRole("button", { name: "Continue" }).click();
    await goTo(page, "Settings");
    const told = page.getByText(/^seen: 300 images are ready after/);
    await told.waitFor();
    expect(await page.title()).toBe("VisualAtom Studio");
    await told.waitFor({ state: "detached" });
  });
});

describeInChromium("fields and panels", () => {
  test("a number of workers that is not allowed says why while it is typed, and is not kept", async () => {
    const { page } = await openStudio();
    await goTo(page, "Settings");
    const field = page.getByRole("textbox", { name: "Workers" });
    for (const wrong of ["99999", "-3", "0"]) {
      await field.fill(wrong);
      await page.getByText(`${wrong} is not allowed; workers are 1 to 256.`).waitFor();
    }
    await page.keyboard.press("Tab");
    expect(await field.inputValue()).toBe("");
    // The first digits of a number that is not allowed are no number that was meant.
    await field.pressSequentially("999");
    await page.getByText("999 is not allowed; workers are 1 to 256.").waitFor();
    await page.keyboard.press("Tab");
    expect(await field.inputValue()).toBe("");
    // Also where the host takes its time.
    let answer = () => {};
    await page.route("**/api/saveSettings", async (route) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      await route.continue();
    });
    await field.fill("3");
    await goTo(page, "Jobs");
    await goTo(page, "Settings");
    expect(await field.inputValue()).toBe("3");
    const answered = page.waitForResponse("**/api/saveSettings");
    answer();
    await answered;
    await page.reload();
    await goTo(page, "Settings");
    await eventually(() => field.inputValue()).toBe("3");
  });

  test("the parameters of a class fold away by button and key, and stay so", async () => {
    const { page } = await openStudio();
    await page.keyboard.press("Control+4");
    const inspector = page.getByRole("complementary", { name: "Class parameters" });
    await inspector.waitFor();
    await page.getByRole("button", { name: "Parameters", exact: true }).click();
    expect(await inspector.count()).toBe(0);
    await page.reload();
    await page.locator('main [data-state="ready"]').first().waitFor();
    expect(await inspector.count()).toBe(0);
    await page.keyboard.press("i");
    await inspector.waitFor();
  });

  test("a name that is too long says so while it is typed; any other letters make a folder", async () => {
    const { page, folder } = await openStudio();
    await page.getByRole("region", { name: "Sample", exact: true }).getByText("Generate").click();
    const panel = page.getByRole("complementary", { name: "Generate" });
    await panel.getByRole("textbox", { name: "Name" }).fill("ü".repeat(128));
    await panel.getByText("This name is too long.").waitFor();
    const name = "数据 with 'quotes', $HOME & more";
    await startInPanel(page, folder, name);
    await jobCard(page).getByText("Finished").waitFor();
    await page.getByRole("button", { name: "Browse files" }).click();
    await page.locator('main img[src*="dataset"]').first().waitFor();
    expect(readdirSync(join(folder, name))).toContain("dataset.json");
  });
});

describeInChromium("a place that is gone to", () => {
  test.each([
    ["by a click on the rail", () => document.querySelector<HTMLElement>('nav a[href="#/design"]')!.click()],
    ["by an address", () => window.location.assign("#/design")],
  ])("hears the very next key, %s", async (_way, goThere) => {
    const { page } = await openStudio();
    // In one task, as when keys and clicks have queued up on a slow machine.
    await page.evaluate(`(${goThere})();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "g", ctrlKey: true, bubbles: true }));`);
    await page.locator("main").getByRole("button", { name: "Undo" }).waitFor();
    // What the browser tells of the new address later changes nothing.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
    expect(await page.getByRole("complementary", { name: "Generate" }).count()).toBe(1);
  });
});
