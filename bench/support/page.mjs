/** Pages of the studio for measurements, and calls of its methods from within them. */
import { basename, dirname, join } from "node:path";
import { findPreset } from "./support.mjs";

/**
 * A page whose configuration at hand is the preset with a seed of its own, so that nothing is cached.
 * @param script runs in the page before its own scripts
 */
export async function openPage(browser, host, { place, preset, seed, script = () => {} }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  // Everything lies below a path of the host's own.
  const base = (await context.request.get(host.address)).url();
  const config = { ...findPreset(preset).config, seed };
  await context.addInitScript(script);
  await context.addInitScript(
    (stored) => {
      if (localStorage.getItem("visualatom.design") === null) {
        localStorage.setItem("visualatom.design", stored);
      }
    },
    JSON.stringify({
      history: {
        at: { config, origin: 0 },
        past: [],
        future: [],
        origins: [{ kind: "preset", name: preset }],
      },
      draft: null,
    }),
  );
  const page = await context.newPage();
  await page.goto(`${base}#/${place}`);
  return page;
}

/** Calls a method of the studio as the page does. */
export function callApi(page, method, input = {}) {
  return page.evaluate(
    async ([method, input]) => {
      const headers = { "content-type": "application/json", "x-visualatom": "1" };
      const body = JSON.stringify(input);
      const answer = await (await fetch(`api/${method}`, { method: "POST", headers, body })).json();
      if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
      return answer.value;
    },
    [method, input],
  );
}

/** Starts a job that writes to `out`, whose parent folder is there. */
export async function startJob(page, config, out) {
  const { registered } = await callApi(page, "registerConfig", { config });
  const { path } = await callApi(page, "grantFolder", { path: dirname(out) });
  return callApi(page, "startJob", {
    configId: registered.configId,
    out: join(path, basename(out)),
    force: true,
  });
}

/**
 * Watches the tasks of all pages' main threads until `stop`, which gives the processor time of each in ms: what another
 * program took of the processor meanwhile does not count.
 */
export async function watchTasks(browser) {
  const session = await browser.newBrowserCDPSession();
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const traceConfig = { includedCategories: ["toplevel"] };
  await session.send("Tracing.start", { traceConfig, transferMode: "ReportEvents" });
  return {
    async stop() {
      const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
      await session.send("Tracing.end");
      await complete;
      const threadOf = ({ pid, tid }) => `${pid}/${tid}`;
      const names = events.filter(({ name }) => name === "thread_name");
      const pages = new Set(names.filter(({ args }) => args.name === "CrRendererMain").map(threadOf));
      return events
        .filter((event) => pages.has(threadOf(event)) && event.name.endsWith("RunTask") && event.tdur)
        .map(({ tdur }) => tdur / 1000);
    },
  };
}
