/** What the studio's user waits for, measured in a page of a running host, which brings `openPage` and `findPreset` of its version. */
import { join } from "node:path";
import { callApi, startJob, watchTasks } from "./page.mjs";

const OPENINGS = 5;
const SCREENS = 12;
const CHANGES = 20;
const FLICKS = 60;
const JOB_MS = 10_000;

/** Runs in the page before its own scripts: what the measurements share. */
function instruments() {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  const cells = () => {
    const grid = document.querySelector('[role="grid"]');
    if (grid === null) return [];
    const { top, bottom } = grid.getBoundingClientRect();
    return [...grid.querySelectorAll("[data-place]")].filter((cell) => {
      const box = cell.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    });
  };
  const isReady = (cell) => cell.querySelector('[data-state="ready"]') !== null;
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  /** Resolves in the frame after the one that shows every picture in view; at most ten seconds. */
  window.screenPainted = async () => {
    const end = performance.now() + 10_000;
    while (performance.now() < end) {
      const inView = cells();
      if (inView.length > 0 && inView.every(isReady)) break;
      await nextFrame();
    }
    await nextFrame();
    const inView = cells();
    return {
      at: performance.now(),
      places: inView.map((cell) => cell.dataset.place),
      missing: inView.filter((cell) => !isReady(cell)).length,
    };
  };
}

/** A page at a place, with a preset of a seed of its own, so that nothing is cached. */
function open(browser, host, place, preset, seed) {
  return host.openPage(browser, host, { place, preset, seed, script: instruments });
}

/** Milliseconds from the navigation to the frame with all pictures of the first screen. */
export async function openings(browser, host) {
  const times = [];
  for (let seed = 1; seed <= OPENINGS; seed++) {
    const page = await open(browser, host, "gallery", "visualatom-1k", seed);
    times.push((await page.evaluate(() => window.screenPainted())).at);
    await page.context().close();
  }
  return times;
}

/** Screen after screen, each as soon as the one before is painted. */
export async function scrolling(browser, host) {
  const page = await open(browser, host, "gallery", "visualatom-21k", 101);
  const result = await page.evaluate(async (screens) => {
    const seen = new Set((await window.screenPainted()).places);
    const before = seen.size;
    const start = performance.now();
    const grid = document.querySelector('[role="grid"]');
    for (let screen = 0; screen < screens; screen++) {
      grid.scrollTop += grid.clientHeight;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      for (const place of (await window.screenPainted()).places) seen.add(place);
    }
    return { pictures: seen.size - before, seconds: (performance.now() - start) / 1000 };
  }, SCREENS);
  await page.context().close();
  return result;
}

/** From a typed value to the frame in which all twelve pictures are those of the new configuration, ms. */
export async function parameterChanges(browser, host) {
  const page = await open(browser, host, "design", "visualatom-1k", 201);
  await page.locator('[data-preview="ready"]').waitFor();
  const times = await page.evaluate(async (changes) => {
    const field = document.querySelector('input[aria-label="Orbits, maximum"]');
    const preview = document.querySelector("[data-preview]");
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    const state = (wanted) =>
      new Promise((resolve) => {
        const check = () => {
          if (preview.dataset.preview !== wanted) return;
          observer.disconnect();
          resolve();
        };
        const observer = new MutationObserver(check);
        observer.observe(preview, { attributes: true });
        check();
      });
    const measured = [];
    for (let change = 0; change < changes; change++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const drawing = state("drawing");
      const start = performance.now();
      setValue.call(field, String(199 - change));
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await drawing;
      await state("ready");
      await new Promise((resolve) => requestAnimationFrame(resolve));
      measured.push(performance.now() - start);
    }
    return measured;
  }, CHANGES);
  await page.context().close();
  return times;
}

/** After a fast scroll through 21,000 classes: pictures in view that do not come, and when the last one did. */
export async function fastScroll(browser, host) {
  const page = await open(browser, host, "gallery", "visualatom-21k", 301);
  await page.evaluate(() => window.screenPainted());
  await page.mouse.move(600, 450);
  for (let flick = 0; flick < FLICKS; flick++) await page.mouse.wheel(0, 6000);
  const result = await page.evaluate(async () => {
    const start = performance.now();
    const { at, places, missing } = await window.screenPainted();
    return { milliseconds: at - start, pictures: places.length, missing };
  });
  await page.context().close();
  return result;
}

/** Tasks of the page while all workers generate and its user goes from place to place, ms by the clock and of the processor. */
export async function whileGenerating(browser, host, folder) {
  const page = await open(browser, host, "presets", "visualatom-1k", 401);
  await page.getByRole("navigation", { name: "Places" }).waitFor();
  const { jobId } = await startJob(page, host.findPreset("visualatom-1k").config, join(folder, "dataset"));
  const start = await page.evaluate(() => performance.now());
  const watched = await watchTasks(browser);
  const end = Date.now() + JOB_MS;
  while (Date.now() < end) {
    for (const place of ["gallery", "class/7", "design", "jobs"]) {
      await page.evaluate((hash) => {
        window.location.hash = hash;
      }, `#/${place}`);
      await page.waitForTimeout(1000);
      await page.mouse.move(600, 450);
      await page.mouse.wheel(0, 2000);
      await page.waitForTimeout(250);
    }
  }
  const tasks = await page.evaluate(
    (from) => window.longTasks.filter((task) => task.startTime >= from).map((task) => task.duration),
    start,
  );
  const ofProcessor = Math.max(0, ...(await watched.stop()));
  await callApi(page, "cancelJob", { jobId });
  await page.context().close();
  return { tasks, ofProcessor };
}
