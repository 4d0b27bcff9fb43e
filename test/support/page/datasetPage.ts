/** The place Dataset as tests use it. */
import { copyFileSync, mkdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { parseConfig } from "../../../core/config/schema.ts";
import { headerOf, lineOf } from "../../../main/dataset/journal/journalLines.ts";
import { makeManifest, writeManifest } from "../../../main/dataset/manifest.ts";
import { PackedPlan } from "../../../main/dataset/packed/packedPlan.ts";
import { shardName } from "../../../main/dataset/packed/packFiles.ts";
import { generate } from "../cli.ts";
import { chooseFolder, goTo, goToAddress } from "./browserHost.ts";

export async function openFolder(page: Page, path: string): Promise<void> {
  await goTo(page, "Dataset");
  await page.getByRole("button", { name: /^Open (a folder|another)$/ }).click();
  await chooseFolder(page, path, "Open this folder");
}

/** By its address. @param more of it, from its `&` on */
export const goToDataset = (page: Page, path: string, more = ""): Promise<void> =>
  goToAddress(page, `#/dataset?open=${encodeURIComponent(path)}${more}`);

export const grid = (page: Page) => page.getByRole("grid");
/** Of the classes or the shards. */
export const names = (page: Page) => page.getByRole("listbox", { name: /^(Classes|Shards), / });
export const ready = (page: Page) => grid(page).locator('[data-state="ready"] img');
/** A picture in the grid by what it is called, its class's folder included. */
export const cell = (page: Page, name: string) => page.getByRole("gridcell", { name });
export const selected = (page: Page) => page.locator('[role="gridcell"][aria-selected="true"]');
/** The picture that is open. */
export const stage = (page: Page) => page.getByRole("region", { name: "Picture", exact: true });
export const about = (page: Page) => page.getByRole("complementary", { name: "About the dataset" });
/** What is said of the verification of its files. */
export const files = (page: Page) => page.getByRole("region", { name: "Files" });
export const shownCount = (page: Page) =>
  page.getByRole("toolbar", { name: "Pictures" }).getByRole("status").innerText();

/** A small dataset of the preset `sample`. */
export async function sample(out: string, ...options: string[]): Promise<string> {
  await generate(["--preset", "sample", "--image-size", "64", ...options, "--out", out]);
  return out;
}

/** Three faults, one of each kind. */
export function damage(out: string): void {
  const image = (name: string) => join(out, "image", name.slice(0, 5), name);
  rmSync(image("00001_0002.png"));
  copyFileSync(image("00002_0003.png"), image("00003_0004.png"));
  writeFileSync(image("00000_new.png"), "");
}

/** What says that a million images lie in shards: their files are holes. */
export function millionImages(out: string, classes = 1000, instances = 1000): string {
  const output = { layout: "webdataset" };
  const config = parseConfig({ formulation: "paper", classes, instances, imageSize: 64, output });
  const plan = new PackedPlan(config);
  mkdirSync(out);
  const lines = [lineOf(headerOf(config))];
  const bytes = 200_000;
  const ends = new Map<number, number>();
  for (let unit = 0; unit < plan.unitCount; unit++) {
    const { classIndex, first, count } = plan.unitAt(unit);
    lines.push(lineOf({ unit, class: classIndex, first, count, bytes, blank: 0, digest: "0".repeat(64) }));
    ends.set(classIndex, (ends.get(classIndex) ?? 0) + bytes);
  }
  writeFileSync(join(out, "journal.jsonl"), lines.join(""));
  for (const [shard, end] of ends) {
    const path = join(out, shardName(plan, shard));
    writeFileSync(path, "");
    truncateSync(path, end);
  }
  const done = { images: classes * instances, bytes: 1, blankImages: 0 };
  writeManifest(out, makeManifest(config, done, "0".repeat(64), null));
  return out;
}
