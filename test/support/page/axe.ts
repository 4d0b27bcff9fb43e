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
    const { axe: checker } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    // Forced colours are of the system's choice; what axe reads of them is the page's own.
    const enabled = !window.matchMedia("(forced-colors: active)").matches;
    return (await checker.run({ rules: { "color-contrast": { enabled } } })).violations;
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

/** Buttons, links and fields that no scrolling of a pane brings into the window. */
export function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const all = document.querySelectorAll<HTMLElement>("button, a[href], input, [role=slider]");
    for (const element of all) {
      if (element.offsetParent === null || element.closest("[aria-hidden=true]")) continue;
      element.scrollIntoView({ block: "nearest", inline: "nearest" });
      const { left, right, top, bottom, width } = element.getBoundingClientRect();
      const inside =
        left >= -1 && top >= -1 && right <= window.innerWidth + 1 && bottom <= window.innerHeight + 1;
      // What is hidden for the eyes only has no size.
      if (width > 1 && !inside) found.push(`out of reach: ${element.outerHTML.slice(0, 160)}`);
    }
    // Only a script scrolls what has no scroll bar.
    for (const element of [document.documentElement, document.body, document.querySelector("main")])
      if (element !== null && element.scrollTop + element.scrollLeft > 0) {
        found.push(`scrolled: ${element.tagName}`);
        element.scrollTo(0, 0);
      }
    return found;
  });
}
