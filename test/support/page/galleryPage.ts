/** What the tests look at in the gallery. */
import type { Page } from "playwright-core";

export const grid = (page: Page) => page.getByRole("grid");
/** The picture of a class, once it has been drawn. */
export const drawn = (page: Page, classIndex: number) =>
  page.locator(`[data-class="${classIndex}"] [data-state="ready"] canvas`);
export const selected = (page: Page) =>
  page.locator('[role="gridcell"][aria-selected="true"]').getAttribute("data-class");

/** By a preset's card. */
export async function openGallery(page: Page, preset: string): Promise<void> {
  const card = page.getByRole("region", { name: preset, exact: true });
  await card.getByRole("button", { name: "Browse classes" }).click();
  await grid(page).waitFor();
}
