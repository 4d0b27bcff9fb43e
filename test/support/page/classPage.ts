/** The place Class as tests use it. */
import type { Locator, Page } from "playwright-core";
import { goToAddress, importConfig } from "./browserHost.ts";

/** Brings a configuration into the studio, and waits for Design's first pictures of it. */
export async function openConfig(page: Page, config: unknown): Promise<void> {
  await importConfig(page, config);
  await page.locator('[data-preview="ready"]').waitFor();
}

/** An image of the configuration at hand. */
export const goToClass = (page: Page, classIndex: number, instance: number): Promise<void> =>
  goToAddress(page, `#/class/${classIndex}?instance=${instance}`);

/** An image of a configuration that is brought along. */
export async function openClass(
  page: Page,
  config: unknown,
  classIndex: number,
  instance: number,
): Promise<void> {
  await openConfig(page, config);
  await goToClass(page, classIndex, instance);
}

export const classViews = ["Instances", "Anatomy", "Sweep", "Pixels"] as const;

export const chooseView = (page: Page, view: (typeof classViews)[number]): Promise<void> =>
  page.getByRole("radiogroup", { name: "View" }).getByText(view, { exact: true }).click();

export const sweptParameter = (page: Page): Locator =>
  page.getByRole("combobox", { name: "Parameter to sweep" });

/**
 * The list of a sweep's pictures, one a value.
 * @param column of the class table
 * @param label of the same
 */
export async function openSweep(page: Page, column: string, label: string): Promise<Locator> {
  await chooseView(page, "Sweep");
  await sweptParameter(page).selectOption(column);
  return page.getByRole("list", { name: `${label} from low to high` });
}

/** Pictures of a list that are drawn. */
export const drawnIn = (list: Locator): Promise<number> => list.locator('[data-state="ready"]').count();
