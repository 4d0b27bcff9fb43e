/**
 * Pictures for README and docs, every screen dark and light and two contact sheets:
 * `node scripts/screenshots.mjs [folder] [1440x900] [shot…]`; of shots that are named no others are taken, nor the sheets.
 * The screens show a real studio: its pictures are drawn, its job runs, its dataset is on disk.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { launchChromium, startHost } from "./studioPage.mjs";

const [folder = fileURLToPath(new URL("../docs/images", import.meta.url)), size = "1440x900", ...named] =
  process.argv.slice(2);
const [width, height] = size.split("x").map(Number);
const out = resolve(folder);
/** For what comes without a sign: numbers that settle, a plot that gets its points. */
const SETTLE_MS = 400;
/** Classes that are searched for take minutes on a busy computer. */
const SEARCH_MS = 600_000;

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "studio-"));
for (const theme of ["dark", "light"]) mkdirSync(join(out, theme), { recursive: true });
const host = await startHost(scratch);
const browser = await launchChromium();
// With reduced motion the anatomy shows all its orbits at once.
const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce" });
const page = await context.newPage();
page.on("pageerror", (error) => console.error(error.message));

/** Calls the host as the page does. */
const call = (method, input = {}) =>
  page.evaluate(
    async ([name, body]) => {
      const headers = { "content-type": "application/json", "x-visualatom": "1" };
      const answer = await (
        await fetch(`api/${name}`, { method: "POST", headers, body: JSON.stringify(body) })
      ).json();
      if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
      return answer.value;
    },
    [method, input],
  );

/** Waits until no picture is still loading and no number is still measured. */
async function settled() {
  await page.waitForTimeout(SETTLE_MS);
  const isSettled = () => {
    const waiting = document.querySelector(
      '[data-state="loading"], [data-preview="drawing"], [aria-busy="true"]',
    );
    const words = document.querySelector("main")?.textContent ?? "";
    const isDrawn = (canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value, i) => i % 4 === 0 && value > 0);
    };
    // Pictures say themselves when they are there; some are blank.
    const drawn = [...document.querySelectorAll("main figure canvas, main [role=application] canvas")].every(
      isDrawn,
    );
    return waiting === null && drawn && !words.includes("measuring") && words.length > 0;
  };
  await page.waitForFunction(isSettled, undefined, { timeout: SEARCH_MS });
  await page.waitForTimeout(SETTLE_MS);
}

async function open(place) {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${place}`);
  await page.locator(`nav a[aria-current="page"][href="#/${place.split(/[/?]/)[0]}"]`).waitFor();
}

async function jobUntil(jobId, state) {
  for (;;) {
    const job = (await call("jobs")).find((candidate) => candidate.jobId === jobId);
    if (job?.state === state) return;
    if (job?.error) throw new Error(job.error);
    await page.waitForTimeout(200);
  }
}

async function startJob(preset, changes = {}) {
  const design = JSON.parse(await page.evaluate(() => localStorage.getItem("visualatom.design")));
  const { config } = design.history.at;
  const input = { config: { ...config, ...changes } };
  const { registered } = await call("registerConfig", input);
  const { path } = await call("grantFolder", { path: host.home });
  const { jobId, out: at } = await call("startJob", {
    configId: registered.configId,
    out: join(path, preset),
    force: true,
  });
  return { jobId, out: at };
}

async function classView(name) {
  await page.getByRole("radiogroup", { name: "View" }).getByText(name, { exact: true }).click();
}

const shots = {
  async presets() {
    await open("presets");
  },
  async ablations() {
    await open("presets");
    await page.getByRole("heading", { name: "Ablations" }).evaluate((heading) => heading.scrollIntoView());
  },
  async compare() {
    await compared();
    await page
      .locator("main > *")
      .first()
      .evaluate((place) => place.scrollTo(0, 0));
  },
  async distributions() {
    await compared();
    await page
      .getByRole("heading", { name: "Distributions" })
      .evaluate((heading) => heading.scrollIntoView());
  },
  async generate() {
    await open("presets");
    await cardOf("VisualAtom-1k").getByText("Generate").click();
    await page.getByRole("button", { name: "Choose folder" }).click();
    await page.getByRole("button", { name: "Put it here" }).click();
    await page.getByText("Free there").waitFor();
  },
  design: () => open("design"),
  gallery: () => open("gallery"),
  async class() {
    await open("class/42?instance=3");
    await classView("Instances");
  },
  async anatomy() {
    await open("class/42?instance=3");
    await classView("Anatomy");
  },
  async sweep() {
    await open("class/42?instance=3");
    await classView("Sweep");
  },
  async pixels() {
    await open("class/42?instance=3");
    await classView("Pixels");
  },
  async recursion() {
    await edit(page.getByRole("button", { name: "Edit D = 2, ρ = 0.5, m = 3" }));
    await open("class/4?instance=3");
    await classView("Anatomy");
    await page.getByRole("region", { name: "Depths" }).evaluate((depths) => depths.scrollIntoView());
  },
  async rcdb() {
    await edit(cardOf("RCDB-1k").getByText("Edit"));
    await open("gallery");
  },
  async polygons() {
    await edit(cardOf("RCDB-1k").getByText("Edit"));
    await open("class/7?instance=0");
    await classView("Anatomy");
  },
  async fractals() {
    await edit(cardOf("FractalDB-1k").getByText("Edit"));
    await open("gallery");
    // The classes are searched first, which takes half a minute and more.
    const isKnown = () => document.querySelector('aside[aria-label="Filters"]:not([aria-busy])') !== null;
    await page.waitForFunction(isKnown, undefined, { timeout: 0 });
  },
  async maps() {
    await edit(cardOf("FractalDB-1k").getByText("Edit"));
    await open("class/5?instance=80");
    await classView("Anatomy");
  },
  async exfractal() {
    await edit(cardOf("ExFractalDB-1k").getByText("Edit"));
    await open("gallery");
    // Not at the class that was looked at last.
    await page.getByRole("grid").press("Home");
  },
  /** Turned, so that one sees that it can be. */
  async model() {
    await edit(cardOf("ExFractalDB-1k").getByText("Edit"));
    await open("class/791?instance=0");
    await classView("Anatomy");
    await page.getByRole("application", { name: "Model" }).press("Shift+ArrowRight");
  },
  jobs: () => open("jobs"),
  dataset: () => open(`dataset?open=${encodeURIComponent(dataset)}`),
  settings: () => open("settings"),
};

/** Presets whose 1,000 classes a shot waits for. */
const SEARCHED = { fractals: "fractaldb-1k", exfractal: "exfractaldb-1k" };

/** Shots that make another design the one at hand. */
const EDITING = new Set(["recursion", "rcdb", "polygons", "fractals", "maps", "exfractal", "model"]);

/** Some presets beside one another, measured where they are not yet. */
async function compared() {
  await open("presets/compare?of=visualatom-1k&of=visualatom-1k-release&of=rcdb-1k&of=exfractaldb-1k");
  await settled();
  const measure = page.getByRole("button", { name: "Measure", exact: true });
  if (await measure.isVisible()) await measure.click();
  await page.getByRole("region", { name: "Measures" }).waitFor({ timeout: SEARCH_MS });
}

function cardOf(title) {
  return page.getByRole("region", { name: title, exact: true });
}

/** Makes a preset the design at hand. */
async function edit(button) {
  await open("presets");
  await button.click();
  await page.locator('[data-preview="ready"]').waitFor();
  // The page keeps it a moment later, where the next job finds it.
  await page.waitForTimeout(SETTLE_MS);
}

/** Written by the command line, as anyone would. */
function contactSheet(preset) {
  const size = ["--columns", "8", "--rows", "3", "--picture-size", "120"];
  const words = ["preview", "--preset", preset, "--out", join(out, `${preset}.png`), ...size];
  execFileSync(process.execPath, [cli, ...words], { stdio: "inherit" });
}

const wanted = Object.entries(shots).filter(([name]) => named.length === 0 || named.includes(name));

/** Finds a preset's classes: the studio's own search gives way to whatever else the computer does. */
function search(preset) {
  const size = ["--columns", "40", "--rows", "25", "--picture-size", "16"];
  const words = ["preview", "--preset", preset, "--out", join(scratch, "searched.png"), ...size];
  const env = { ...process.env, VISUALATOM_CACHE: join(scratch, "cache") };
  execFileSync(process.execPath, [cli, ...words], { env });
}

let dataset = "";
try {
  const unknown = named.filter((name) => !(name in shots));
  if (unknown.length > 0)
    throw new Error(`no shot is called ${unknown.join(", ")}: there are ${Object.keys(shots).join(", ")}`);
  if (named.length === 0) for (const preset of ["visualatom-1k", "visualatom-1k-exact"]) contactSheet(preset);
  for (const [name] of wanted) if (name in SEARCHED) search(SEARCHED[name]);
  await page.goto(host.address);
  await page.locator("nav").waitFor();
  await page.waitForFunction(() => localStorage.getItem("visualatom.design") !== null);
  if (wanted.some(([name]) => name === "dataset")) {
    const sample = await startJob("sample", { classes: 10, instances: 10 });
    await jobUntil(sample.jobId, "finished");
    dataset = sample.out;
  }
  for (const theme of ["dark", "light"]) {
    await call("saveSettings", { theme });
    await page.reload();
    await page.locator("nav").waitFor();
    for (const [name, prepare] of wanted) {
      const running = name === "jobs" ? await startJob("visualatom-1k") : null;
      if (running) await page.waitForTimeout(9000);
      await prepare();
      await settled();
      await page.mouse.move(width - 1, height / 2);
      // Greys and one accent need no more than a palette, at a third of the size.
      const picture = sharp(await page.screenshot()).png({ palette: true, effort: 10 });
      await picture.toFile(join(out, theme, `${name}.png`));
      if (running) {
        await call("cancelJob", { jobId: running.jobId });
        await call("removeJob", { jobId: running.jobId });
        rmSync(running.out, { recursive: true });
      }
      if (name === "generate") await page.keyboard.press("Escape");
      if (EDITING.has(name)) await edit(cardOf("VisualAtom-1k").getByText("Edit"));
    }
  }
} finally {
  await browser.close();
  await host.stop();
  rmSync(scratch, { recursive: true });
}
