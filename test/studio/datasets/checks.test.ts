/** What a verification found is known for as long as it holds: also at the next start, and while another one is at work. */
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { DatasetCheck } from "../../../core/studio/datasetCheck.ts";
import { verify } from "../../../main/verify/verify.ts";
import {
  grantedFolder,
  jobState,
  register,
  smallConfig,
  type TestStudio,
  testStudio,
  until,
} from "../../support/studio.ts";

interface Checked extends TestStudio {
  out: string;
  datasetId: string;
}

/** A dataset with three faults: an image is missing, one is another's, one is nobody's. */
async function damaged(): Promise<Checked> {
  const first = await testStudio();
  const { studio } = first;
  const out = await grantedFolder(studio);
  const configId = await register(studio, smallConfig());
  const { jobId } = await studio.api.startJob({ configId, out });
  await jobState(studio, jobId, "finished");
  const image = (name: string) => join(out, "image", name.slice(0, 5), name);
  rmSync(image("00001_0002.png"));
  copyFileSync(image("00002_0003.png"), image("00000_0001.png"));
  writeFileSync(image("00000_new.png"), "");
  const { datasetId } = await studio.api.openDataset({ path: out });
  return { ...first, out, datasetId };
}

async function checked(
  { studio, datasetId }: Pick<Checked, "studio" | "datasetId">,
  repair = false,
): Promise<DatasetCheck> {
  await studio.api.startCheck({ datasetId, repair });
  return until(async () => {
    const check = await studio.api.datasetCheck({ datasetId });
    return check !== null && check.state !== "running" ? check : null;
  });
}

async function restarted({ studio, folder, out, datasetId }: Checked): Promise<Checked> {
  await studio.close();
  const next = await testStudio({ folder });
  return { ...next, out, datasetId };
}

const known = async ({ studio, datasetId }: Checked): Promise<Record<string, boolean>> => {
  const check = await studio.api.datasetCheck({ datasetId });
  const open = check!.faults.filter(({ repaired, changed }) => !repaired && !changed);
  expect(check!.faultsOpen).toBe(open.length);
  return Object.fromEntries(open.map(({ path }) => [path.split("/").at(-1)!, true]));
};

describe("the faults of a dataset", () => {
  test("are known at the next start, as the check was, to whoever opens the dataset again", async () => {
    const before = await damaged();
    const check = await checked(before);
    expect(check).toMatchObject({ state: "finished", faultsTotal: 3, faultsOpen: 3, changed: false });
    const next = await restarted(before);
    expect(await next.studio.api.checks()).toEqual([check]);
    // Its folder was chosen once.
    await next.studio.api.openDataset({ path: before.out });
    expect(await next.studio.api.datasetCheck({ datasetId: next.datasetId })).toEqual(check);
  });

  test("are forgotten one by one, each with a change of its own file", async () => {
    const before = await damaged();
    await checked(before);
    const { out } = before;
    rmSync(join(out, "image/00000/00000_new.png"));
    const next = await restarted(before);
    await next.studio.api.openDataset({ path: out });
    expect(await known(next)).toEqual({ "00000_0001.png": true, "00001_0002.png": true });
    // In its place, so that the folder does not tell of it.
    writeFileSync(join(out, "image/00000/00000_0001.png"), "other");
    await next.studio.api.openDataset({ path: out });
    expect(await known(next)).toEqual({ "00001_0002.png": true });
    const check = await next.studio.api.datasetCheck({ datasetId: next.datasetId });
    expect(check).toMatchObject({ faultsTotal: 3, faultsOpen: 1, changed: true });
  });

  test("are forgotten where a repair ran, here or elsewhere", async () => {
    const here = await damaged();
    await checked(here);
    await checked(here, true);
    expect(await known(here)).toEqual({ "00000_new.png": true });
    const elsewhere = await damaged();
    await checked(elsewhere);
    // As the command line does.
    await verify({ folder: elsewhere.out, repair: true, workers: 1 });
    await elsewhere.studio.api.openDataset({ path: elsewhere.out });
    expect(await known(elsewhere)).toEqual({ "00000_new.png": true });
  });

  test("stay known where the next look was stopped before its end, by the user or by the end of the studio", async () => {
    const before = await damaged();
    const { studio, datasetId } = before;
    await checked(before);
    await studio.api.startCheck({ datasetId, repair: false });
    await studio.api.cancelCheck({ datasetId });
    expect(await studio.api.datasetCheck({ datasetId })).toMatchObject({ state: "cancelled", faultsOpen: 3 });
    await studio.api.startCheck({ datasetId, repair: false });
    const next = await restarted(before);
    const found = await next.studio.api.datasetCheck({ datasetId });
    expect(found).toMatchObject({ state: "interrupted", faultsOpen: 3 });
    expect(found!.endedAt).not.toBe(null);
  });

  test("stay known when the check is taken off the list of jobs", async () => {
    const before = await damaged();
    const { studio, datasetId } = before;
    await checked(before);
    await studio.api.removeCheck({ datasetId });
    const next = await restarted(before);
    expect(await next.studio.api.checks()).toMatchObject([{ listed: false, faultsOpen: 3 }]);
    await next.studio.api.openDataset({ path: before.out });
    expect(await checked(next)).toMatchObject({ listed: true });
  });
});
