/** What the rules of axe find on the page as it is. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface AxeResults {
  violations: { id: string; impact: string; nodes: { html: string; any: { message: string }[] }[] }[];
}

/** Of every impact, in words. */
export async function violations(page: Page): Promise<string[]> {
  await stands(page);
  // The page's own rules forbid scripts of others; evaluate stands outside of them.
  await page.evaluate(readFileSync(axe, "utf8"));
  const found = await page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    // Forced colours are of the system's choice; what axe reads of them is the page's own.
    const enabled = !window.matchMedia("(forced-colors: active)").matches;
    return (await checker.run({ rules: { "color-contrast": { enabled } } })).violations;
  });
  return found.map(
    ({ id, impact, nodes }) =>
      `${impact}, ${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ""}`).join(" | ")}`,
  );
}

/** What fades in is there: for a few frames nothing has moved. */
function stands(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const moves = () =>
      document
        .getAnimations()
        .some(
          ({ effect, playState }) =>
            playState === "running" && effect?.getTiming().iterations !== Number.POSITIVE_INFINITY,
        );
    for (let still = 0; still < 3; still = moves() ? 0 : still + 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
  });
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

/** Buttons, links and fields that no scrolling of a pane brings into the window, or that something else covers there. */
export function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const all = document.querySelectorAll<HTMLElement>("button, a[href], input, select, [role=slider]");
    /** What lies on it at a point, and is no part of it. */
    function coverOf(element: HTMLElement, x: number, y: number): Element | null {
      const top = document.elementFromPoint(x, y);
      if (top === null || top.contains(element) || element.contains(top)) return null;
      // A field's icons, and the handles of one slider, lie on each other.
      const whole = ".mantine-Input-wrapper, .mantine-Slider-root, .mantine-RangeSlider-root, svg";
      return top.closest(whole) !== null && top.closest(whole) === element.closest(whole) ? null : top;
    }
    for (const element of all) {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (element.offsetParent === null || element.closest("[aria-hidden=true]")) continue;
      element.scrollIntoView({ block: "nearest", inline: "nearest" });
      const { left, right, top, bottom, width } = element.getBoundingClientRect();
      const inside =
        left >= -1 && top >= -1 && right <= window.innerWidth + 1 && bottom <= window.innerHeight + 1;
      // What is hidden for the eyes only has no size.
      if (width <= 1) continue;
      if (!inside) found.push(`out of reach: ${element.outerHTML.slice(0, 160)}`);
      for (const x of [left + 3, (left + right) / 2, right - 3]) {
        const cover = coverOf(element, x, (top + bottom) / 2);
        if (cover === null) continue;
        found.push(`${element.outerHTML.slice(0, 120)} lies under ${cover.outerHTML.slice(0, 120)}`);
        break;
      }
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

/** What stands side by side in a bar and lies on each other, or reaches out of it. */
export function crowded(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const bars = [...document.querySelectorAll<HTMLElement>("main *, aside *")].filter((element) => {
      const { display, flexDirection } = getComputedStyle(element);
      return (
        display === "flex" && flexDirection === "row" && element.checkVisibility({ visibilityProperty: true })
      );
    });
    const isPlaced = (element: Element) =>
      ["static", "relative"].includes(getComputedStyle(element).position);
    for (const bar of bars) {
      const bounds = bar.getBoundingClientRect();
      const parts = [...bar.children]
        .filter(isPlaced)
        .map((part) => ({ part, box: part.getBoundingClientRect() }));
      const shown = parts.filter(({ box }) => box.width > 1 && box.height > 1);
      for (const [i, { part, box }] of shown.entries()) {
        const name = part.outerHTML.slice(0, 120);
        if (getComputedStyle(bar).overflowX === "visible" && box.right > bounds.right + 2)
          found.push(`${name} reaches out of ${bar.outerHTML.slice(0, 120)}`);
        for (const { part: other, box: its } of shown.slice(i + 1)) {
          const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
          const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
          if (across > 2 && down > 2) found.push(`${name} lies on ${other.outerHTML.slice(0, 120)}`);
        }
      }
    }
    return found;
  });
}
