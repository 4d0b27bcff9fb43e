/** What the tests look at in the gallery. */
import type { Page } from "playwright-core";
import { goTo, greysOf } from "./browserHost.ts";

export const grid = (page: Page) => page.getByRole("grid");
/** The picture of a class, once it has been drawn. */
export const drawn = (page: Page, classIndex: number) =>
  page.locator(`[data-class="${classIndex}"] [data-state="ready"] canvas`);
export const selected = (page: Page) =>
  page.locator('[role="gridcell"][aria-selected="true"]').getAttribute("data-class");

/** The greys of a configuration's first class in the gallery. */
export async function greysInGallery(page: Page): Promise<Buffer> {
  await goTo(page, "Gallery");
  await drawn(page, 0).waitFor();
  return greysOf(drawn(page, 0));
}

/** Waits for columns of the class table among the filters. */
export async function waitForColumns(page: Page, columns: readonly string[]): Promise<void> {
  const filters = page.getByRole("complementary", { name: "Filters" });
  for (const column of columns) await filters.getByText(column).first().waitFor();
}

/** By a preset's card. */
export async function openGallery(page: Page, preset: string): Promise<void> {
  const card = page.getByRole("region", { name: preset, exact: true });
  await card.getByRole("button", { name: "Browse classes" }).click();
  await grid(page).waitFor();
}
