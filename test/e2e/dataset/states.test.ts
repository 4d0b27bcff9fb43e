/** Every state of the place Dataset by the rules of axe, dark and light, in a small window without anything cut off. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { cutOff, violations } from "../../support/page/axe.ts";
import {
  describeInChromium,
  eventually,
  goTo,
  goToAddress,
  openStudio,
} from "../../support/page/browserHost.ts";
import { openFolder, ready, sample } from "../../support/page/datasetPage.ts";

/** Waits until nothing loads any more. */
const settled = (page: Page) =>
  eventually(() =>
    page.locator('main [data-state="loading"], main [aria-busy="true"], main [data-known="false"]').count(),
  ).toBe(0);

describeInChromium("The states of a dataset", () => {
  test.each(["Dark", "Light"])("are as they should be, %s", async (theme) => {
    const { page, folder } = await openStudio({ viewport: { width: 1024, height: 700 } });
    const size = ["--classes", "12", "--instances", "10"];
    const plain = await sample(join(folder, "plain"), ...size);
    const shards = await sample(
      join(folder, "shards"),
      ...size,
      "--layout",
      "webdataset",
      "--shard-size",
      "50",
    );
    await goTo(page, "Settings");
    await page.getByRole("radiogroup", { name: "Theme" }).getByText(theme).click();
    await openFolder(page, plain);
    await ready(page).first().waitFor();
    await page.getByRole("button", { name: "Datasets", exact: true }).click();
    await openFolder(page, shards);
    await ready(page).first().waitFor();
    const at = (path: string, more = "") => `#/dataset?open=${encodeURIComponent(path)}${more}`;
    const states: Record<string, { hash: string; shows: string; beside?: string }> = {
      start: { hash: "#/dataset?start", shows: "No dataset is open" },
      grid: { hash: at(plain), shows: "120 pictures" },
      filters: {
        hash: at(plain, "&where=inkCoverage:0:30&sort=-inkCoverage"),
        shows: "of 120 pictures",
        beside: "Filters",
      },
      nothing: {
        hash: at(plain, "&where=inkCoverage:99:100"),
        shows: "No picture matches.",
        beside: "Dataset",
      },
      picture: { hash: at(plain, "&picture=00003/00003_0004.png"), shows: "Greys of the orbits" },
      pair: { hash: at(plain, "&pair=2-5"), shows: "In all classes’ range" },
      shards: { hash: at(shards, "&shard="), shows: "SHARDS-000000.tar" },
      unchosen: { hash: at("/nowhere"), shows: "You have not chosen this folder yet" },
    };
    const found: Record<string, string[]> = {};
    for (const [name, { hash, shows, beside }] of Object.entries(states)) {
      await goToAddress(page, hash);
      await page.locator("main").getByText(shows).first().waitFor();
      if (beside)
        await page
          .getByRole("complementary")
          .getByText(new RegExp(`^${beside}`))
          .first()
          .click();
      await settled(page);
      found[name] = [...(await violations(page)), ...(await cutOff(page))];
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(states).map((name) => [name, []])));
  });
});
