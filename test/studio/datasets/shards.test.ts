/** Datasets in shards as the page browses them: every image from its place, nothing unpacked, nothing believed. */
import {
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { DatasetInfo } from "../../../core/studio/api.ts";
import type { Studio } from "../../../main/studio/studio.ts";
import { filesIn, temporaryFolder } from "../../support/folders.ts";
import { grantedFolder, jobState, register, smallConfig, testStudio } from "../../support/studio.ts";

const size = { classes: 7, instances: 30, imageSize: 64 };

async function generated(studio: Studio, layout: string): Promise<string> {
  const output = { layout, ...(layout !== "imagefolder" && { shardSize: 80 }) };
  const configId = await register(studio, smallConfig({ ...size, output }));
  const out = await grantedFolder(studio);
  const { jobId } = await studio.api.startJob({ configId, out });
  await jobState(studio, jobId, "finished");
  return out;
}

const shardsOf = (out: string): string[] => filesIn(out).filter((name) => /\.(tar|parquet)$/.test(name));

const ofClass = ({ datasetId }: DatasetInfo, classIndex: number) => ({
  ...{ datasetId, classIndex },
  ...{ first: 0, count: 100 },
});

describe.each(["webdataset", "parquet"])("%s", (layout) => {
  test("every image is the one that a folder holds, by class and by its place in the shard", async () => {
    const { studio } = await testStudio();
    const folder = await generated(studio, "imagefolder");
    const out = await generated(studio, layout);
    const before = filesIn(out);
    const info = await studio.api.openDataset({ path: out });
    expect(info.images).toBe(210);
    expect(info.classes.map(({ images }) => images)).toEqual(new Array(7).fill(30));
    expect(info.shards.map(({ images }) => images)).toEqual([80, 80, 50]);
    const seen = new Set<string>();
    for (const [shard, { images }] of info.shards.entries()) {
      const list = await studio.api.datasetImages({ ...ofClass(info, shard), shard: true });
      expect(list.names).toHaveLength(images);
      for (const [i, name] of list.names.entries()) {
        seen.add(name);
        const request = { datasetId: info.datasetId, classIndex: list.classes[i], name };
        const { bytes, type } = await studio.datasetPicture(request);
        expect(type).toBe("image/png");
        expect(Buffer.from(bytes)).toEqual(readFileSync(join(folder, "image", name.slice(0, 5), name)));
      }
    }
    expect(seen.size).toBe(210);
    const { names, classes } = await studio.api.datasetImages(ofClass(info, 3));
    expect(names).toEqual(readdirSync(join(folder, "image", "00003")).sort());
    expect(new Set(classes)).toEqual(new Set([3]));
    const found = { datasetId: info.datasetId, classIndex: 3, name: names[17] };
    expect(await studio.api.findDatasetImage(found)).toMatchObject({ place: 17 });
    expect(filesIn(out)).toEqual(before);
  });

  test("what is not in the shards any more is not counted and not shown", async () => {
    const { studio } = await testStudio();
    const out = await generated(studio, layout);
    const [first, second] = shardsOf(out);
    rmSync(join(out, first));
    truncateSync(join(out, second), 3000);
    const info = await studio.api.openDataset({ path: out });
    expect(info.shards.map(({ images }) => images)).toEqual([0, expect.any(Number), 50]);
    expect(info.shards[1].images).toBeLessThan(10);
    const listed = await Promise.all(
      info.classes.map((_, at) =>
        studio.api.datasetImages(ofClass(info, at)).then(({ names }) => names.length),
      ),
    );
    expect(listed).toEqual(info.classes.map(({ images }) => images));
    expect(info.images).toBe(50 + info.shards[1].images);
  });

  test("shards behind a link in their folder's place are not there", async () => {
    const { studio } = await testStudio();
    const out = await generated(studio, "parquet");
    const elsewhere = join(temporaryFolder(), "data");
    renameSync(join(out, "data"), elsewhere);
    symlinkSync(elsewhere, join(out, "data"));
    const info = await studio.api.openDataset({ path: out });
    expect([info.images, info.bytes]).toEqual([0, 0]);
  });

  test("a picture of another size than the dataset's is not shown", async () => {
    const { studio } = await testStudio();
    const out = await generated(studio, layout);
    const path = join(out, "dataset.json");
    writeFileSync(path, readFileSync(path, "utf8").replace('"imageSize": 64', '"imageSize": 66'));
    const info = await studio.api.openDataset({ path: out });
    const { datasetId } = info;
    const asked = studio.datasetPicture({ datasetId, classIndex: 0, name: "00000_0000.png" });
    await expect(asked).rejects.toThrow("has 64 × 64 px, which is not 66 × 66");
  });

  test("a description of more shards than could be listed shows what is there", async () => {
    const { studio } = await testStudio();
    const out = await generated(studio, layout);
    const path = join(out, "dataset.json");
    const { config, ...manifest } = JSON.parse(readFileSync(path, "utf8"));
    const output = { ...config.output, shardSize: 1 };
    const size = { classes: 1000, instances: 100_000, output };
    const digits = { class: 5, instance: 5 };
    writeFileSync(path, JSON.stringify({ ...manifest, config: { ...config, ...size }, digits }));
    const info = await studio.api.openDataset({ path: out });
    expect(info.images).toBe(0);
    expect(info.shards.length).toBe(100_000);
    expect((await studio.api.datasetImages(ofClass(info, 3))).names).toEqual([]);
    const { datasetId } = info;
    const last = { datasetId, classIndex: 999_999, shard: true, first: 0, count: 9 };
    expect((await studio.api.datasetImages(last)).names).toEqual([]);
  });

  test("links, other bytes and names that lead elsewhere are refused in words", async () => {
    const { studio } = await testStudio();
    const out = await generated(studio, layout);
    const info = await studio.api.openDataset({ path: out });
    const { datasetId } = info;
    const { names } = await studio.api.datasetImages({ ...ofClass(info, 0), shard: true });
    const classIndex = Number(names[0].slice(0, 5));
    for (const name of ["../secret.png", "00000_9999.png", "00000_0000.txt", names[0].replace("_", "-")]) {
      const asked = studio.datasetPicture({ datasetId, classIndex: 0, name });
      await expect(asked, name).rejects.toMatchObject({ name: "NotFound" });
    }
    const [first] = shardsOf(out);
    const size = readFileSync(join(out, first)).length;
    writeFileSync(join(out, first), Buffer.alloc(size, 0xff));
    await studio.api.openDataset({ path: out });
    const other = studio.datasetPicture({ datasetId, classIndex, name: names[0] });
    await expect(other).rejects.toThrow("not in its place");
    const elsewhere = join(temporaryFolder(), "shard");
    renameSync(join(out, first), elsewhere);
    symlinkSync(elsewhere, join(out, first));
    await studio.api.openDataset({ path: out });
    await expect(studio.datasetPicture({ datasetId, classIndex, name: names[0] })).rejects.toMatchObject({
      name: "NotFound",
    });
  });
});
