/** What the rules of axe find on the page as it is. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface AxeResults {
  violations: { id: string; impact: string; nodes: { html: string; any: { message: string }[] }[] }[];
}

/** Serious and critical ones, in words. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // The page's own rules forbid scripts of others; evaluate stands outside of them.
  await page.evaluate(readFileSync(axe, "utf8"));
  const found = await page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: { run(): Promise<AxeResults> } };
    return (await checker.run()).violations;
  });
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ""}`).join(" | ")}`,
    );
}

/** Elements of the place that scroll sideways, and buttons and fields that are cut off. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = [document.documentElement, ...document.querySelectorAll<HTMLElement>("main, main *")];
    const wide = all.filter((element) => {
      const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
      const root = element === document.documentElement || element.tagName === "MAIN";
      return (scrolls || root) && element.scrollWidth > element.clientWidth + 1;
    });
    const cut = [...document.querySelectorAll<HTMLElement>("main button, main input")].filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 1 && right > window.innerWidth + 1;
    });
    return [...wide, ...cut].map((element) => element.outerHTML.slice(0, 160));
  });
}
