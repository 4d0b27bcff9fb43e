/** What the studio's user waits for, measured in a real Chromium on the real browser host. */
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launchChromium, startHost } from "../scripts/studioPage.mjs";
import {
  fastScroll,
  openings,
  parameterChanges,
  scrolling,
  whileGenerating,
} from "./support/studioWaits.mjs";
import { median, withFolder } from "./support/support.mjs";

export const name = "studio";
export const description = "the page in Chromium on the browser host, 1440 × 900, everything on one machine";

/** Rounds beside another checkout: one of each by turns. */
const PAIRS = 5;
const own = fileURLToPath(new URL("../", import.meta.url));

/**
 * Of one host in a browser of its own.
 * @param checkout where it was built
 */
async function measure(checkout) {
  const browser = await launchChromium();
  try {
    return await withFolder(async (folder) => {
      const { findPreset } = await import(pathToFileURL(join(checkout, "dist/bench-core.js")).href);
      // Versions differ in what a page keeps of the design at hand.
      const { openPage } = await import(pathToFileURL(join(checkout, "bench/support/page.mjs")).href);
      const started = await startHost(folder, 0, {}, join(checkout, "dist/cli.js"));
      const host = { ...started, findPreset, openPage };
      try {
        const opening = await openings(browser, host);
        const scrolled = await scrolling(browser, host);
        const changes = await parameterChanges(browser, host);
        const fast = await fastScroll(browser, host);
        const { tasks, ofProcessor } = await whileGenerating(browser, host, folder);
        return { opening, scrolled, changes, fast, tasks, ofProcessor };
      } finally {
        await host.stop();
      }
    });
  } finally {
    await browser.close();
  }
}

function say({ opening: [first, ...later], scrolled, changes, fast, tasks, ofProcessor }, line) {
  const longest = Math.max(0, ...tasks);
  line(
    `first gallery screen painted: ${first.toFixed(0)} ms after the host's start, then ${median(later).toFixed(0)} ms`,
  );
  line(`thumbnails thereafter: ${(scrolled.pictures / scrolled.seconds).toFixed(0)} /s`);
  line(
    `parameter change to 12 pictures repainted: median ${median(changes).toFixed(0)} ms, longest ${Math.max(...changes).toFixed(0)} ms`,
  );
  line(
    `after a fast scroll: ${fast.missing} of ${fast.pictures} pictures missing, all there after ${fast.milliseconds.toFixed(0)} ms`,
  );
  line(
    `longest task in the page during a job: ${longest === 0 ? "under 50" : longest.toFixed(0)} ms (${tasks.length} over 50 ms); by processor time ${ofProcessor.toFixed(0)} ms`,
  );
}

const compared = [
  ["first gallery screen, ms", ({ opening }) => median(opening)],
  ["thumbnails, /s", ({ scrolled }) => scrolled.pictures / scrolled.seconds],
  ["parameter change, ms", ({ changes }) => median(changes)],
  ["after a fast scroll, ms", ({ fast }) => fast.milliseconds],
  ["longest task during a job, ms of the processor", ({ ofProcessor }) => ofProcessor],
];

/** Ours and another checkout's by turns, since a machine's pace changes within minutes. */
async function beside(before, { line, table }) {
  const rounds = [];
  for (let pair = 1; pair <= PAIRS; pair++) {
    rounds.push({ before: await measure(before), now: await measure(own) });
  }
  const rows = compared.map(([what, value]) => {
    const ratios = rounds.map((round) => value(round.now) / value(round.before)).sort((a, b) => a - b);
    const of = (side) => median(rounds.map((round) => value(round[side]))).toFixed(0);
    const range = `${ratios[0].toFixed(2)} to ${ratios.at(-1).toFixed(2)}`;
    return [what, of("before"), of("now"), median(ratios).toFixed(2), range];
  });
  line(`${PAIRS} rounds of each by turns, medians; before: ${before}`);
  table(["", "before", "now", "ratio", "of each pair"], rows);
  const long = (side) => rounds.map((round) => round[side].tasks.length).join(", ");
  line(`tasks over 50 ms during a job: before ${long("before")}; now ${long("now")}`);
  return { rounds };
}

export async function run({ line, table, before }) {
  if (before !== undefined) return await beside(resolve(before), { line, table });
  const measured = await measure(own);
  say(measured, line);
  return measured;
}
