/** Datasets on disk as the page browses them. */
import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { DatasetInfo } from "../../../core/studio/api.ts";
import { runJob } from "../../../main/generate/runJob.ts";
import { FileStore } from "../../../main/studio/datasets/fileStore.ts";
import type { Studio } from "../../../main/studio/studio.ts";
import { filesIn, temporaryFolder } from "../../support/folders.ts";
import { blackPng } from "../../support/pictures.ts";
import { grantedFolder, jobState, register, smallConfig, testStudio } from "../../support/studio.ts";

async function generated(studio: Studio, config: unknown): Promise<string> {
  const configId = await register(studio, config);
  const out = await grantedFolder(studio);
  const { jobId } = await studio.api.startJob({ configId, out });
  await jobState(studio, jobId, "finished");
  return out;
}

/** A folder as the authors' script leaves it: nothing but folders of images. */
async function scriptFolder(studio: Studio, classes: number, images: number): Promise<string> {
  const { path } = await studio.api.grantFolder({ path: temporaryFolder() });
  for (let c = 0; c < classes; c++) {
    const folder = join(path, String(c).padStart(5, "0"));
    mkdirSync(folder);
    for (let i = 0; i < images; i++) {
      writeFileSync(join(folder, `vertex_0337_instance_${String(i).padStart(4, "0")}.png`), `${c} ${i}`);
    }
  }
  return path;
}

const firstImages = (studio: Studio, { datasetId }: DatasetInfo, classIndex = 0) =>
  studio.api.datasetImages({ datasetId, classIndex, first: 0, count: 100 });

describe("a dataset that is opened", () => {
  test("of our layout shows its classes, its configuration and its files as they are", async () => {
    const { studio } = await testStudio();
    const out = await generated(studio, smallConfig());
    const info = await studio.api.openDataset({ path: out });
    expect(info).toMatchObject({ layout: "imagefolder", images: 12, complete: true, config: smallConfig() });
    expect(info.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(info.classes).toEqual(["00000", "00001", "00002"].map((name) => ({ name, images: 4 })));
    const { names } = await firstImages(studio, info, 1);
    expect(names).toEqual([0, 1, 2, 3].map((i) => `00001_000${i}.png`));
    const picture = await studio.datasetPicture({ datasetId: info.datasetId, classIndex: 1, name: names[2] });
    expect(picture.type).toBe("image/png");
    expect(Buffer.from(picture.bytes)).toEqual(readFileSync(join(out, "image/00001", names[2])));
  });

  test("by its image folder is the same dataset", async () => {
    const { studio } = await testStudio();
    const out = await generated(studio, smallConfig());
    const info = await studio.api.openDataset({ path: out });
    expect((await studio.api.openDataset({ path: join(out, "image") })).datasetId).toBe(info.datasetId);
  });

  test("of the authors' script, without a description, is browsed by what is there", async () => {
    const { studio } = await testStudio();
    const path = await scriptFolder(studio, 3, 12);
    const info = await studio.api.openDataset({ path });
    expect(info).toMatchObject({ layout: "release", images: 36, config: null, complete: null });
    expect(info.classes.map(({ images }) => images)).toEqual([12, 12, 12]);
    const page = { datasetId: info.datasetId, classIndex: 2, first: 10, count: 5 };
    const { names } = await studio.api.datasetImages(page);
    expect(names).toEqual(["vertex_0337_instance_0010.png", "vertex_0337_instance_0011.png"]);
  });

  test("of our own release layout is understood by its description", async () => {
    const { studio } = await testStudio();
    const out = await generated(studio, smallConfig({ output: { layout: "release" } }));
    const info = await studio.api.openDataset({ path: out });
    expect(info.layout).toBe("release");
    expect((await firstImages(studio, info)).names[0]).toMatch(/^vertex_\d{4}_instance_0000\.png$/);
  });

  test("whose description is gone is still browsed", async () => {
    const { studio } = await testStudio();
    const out = await generated(studio, smallConfig());
    rmSync(join(out, "dataset.json"));
    expect(await studio.api.openDataset({ path: out })).toMatchObject({ layout: "imagefolder", images: 12 });
  });

  test("that is not complete says what is there", async () => {
    const { studio } = await testStudio();
    const out = await generated(studio, smallConfig());
    const path = join(out, "dataset.json");
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    manifest.complete = false;
    manifest.counts.images = 5;
    writeFileSync(path, JSON.stringify(manifest));
    for (const name of ["00001/00001_0000.png", "00002"]) {
      rmSync(join(out, "image", name), { recursive: true });
      if (name === "00002") mkdirSync(join(out, "image", name));
    }
    const info = await studio.api.openDataset({ path: out });
    expect(info.complete).toBe(false);
    expect(info.classes.map(({ images }) => images)).toEqual([4, 3, 0]);
    expect(info.images).toBe(7);
  });

  test.each(["imagefolder", "webdataset", "parquet"])(
    "that is not finished says how large what is there is: %s",
    async (layout) => {
      const { studio } = await testStudio();
      const config = smallConfig({ classes: 8, instances: 40, output: { layout } });
      const { path } = await studio.api.grantFolder({ path: temporaryFolder() });
      const out = join(path, "begun");
      const { job, done } = runJob(
        { config, out, workers: 1, niceness: 0 },
        { unitFinished: () => job.cancel() },
      );
      const drawn = await done;
      const images = filesIn(out).filter((name) => /\.(png|tar|parquet)$/.test(name));
      const info = await studio.api.openDataset({ path: out });
      const bytesOf = (names: string[]) =>
        names.reduce((sum, name) => sum + statSync(join(out, name)).size, 0);
      expect(info).toMatchObject({ complete: false });
      expect(info.bytes).toBeGreaterThan(0);
      // What a thread had in hand when it was told to stop may lie there too; it does not count.
      expect(info.bytes).toBeLessThanOrEqual(bytesOf(images));
      if (layout === "imagefolder") expect(info.bytes).toBe(bytesOf(images.slice(0, drawn.images)));
      expect(info.images).toBeLessThan(320);
    },
  );

  test("is remembered, the latest first", async () => {
    const first = await testStudio();
    const a = await scriptFolder(first.studio, 1, 1);
    const b = await scriptFolder(first.studio, 1, 1);
    for (const path of [a, b, a]) await first.studio.api.openDataset({ path });
    await first.studio.close();
    const second = await testStudio({ folder: first.folder });
    expect((await second.studio.api.recentDatasets()).map(({ path }) => path)).toEqual([a, b]);
    // It was chosen once, so that it may be opened again.
    expect((await second.studio.api.openDataset({ path: b })).images).toBe(1);
  });
});

describe("links in the place of folders lead nowhere:", () => {
  /** Folders that nobody opened, with the names of classes and images in them. */
  function elsewhere(...classes: string[]): string {
    const folder = temporaryFolder();
    for (const name of classes) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, `${name}_0000.png`), "theirs");
    }
    return folder;
  }

  test.each([true, false])("image; with a description: %s", async (described) => {
    const { studio } = await testStudio();
    const out = await generated(studio, smallConfig());
    rmSync(join(out, "image"), { recursive: true });
    symlinkSync(elsewhere("00000", "00007"), join(out, "image"));
    if (described) {
      const info = await studio.api.openDataset({ path: out });
      expect([info.classes, info.images]).toEqual([[], 0]);
    } else {
      rmSync(join(out, "dataset.json"));
      await expect(studio.api.openDataset({ path: out })).rejects.toThrow("holds no dataset");
    }
  });

  test("a class, also one that becomes a link while the dataset is open", async () => {
    const { studio } = await testStudio();
    const path = await scriptFolder(studio, 3, 2);
    const names = ["00000", "00001", "00002"];
    const store = new FileStore({ root: path, imageRoot: path, names, describedImages: null, side: null });
    rmSync(join(path, "00001"), { recursive: true });
    symlinkSync(join(elsewhere("00001"), "00001"), join(path, "00001"));
    expect((await store.lists()).classes.map(({ images }) => images)).toEqual([2, 0, 2]);
    expect((await store.images("class", 1, 0, 10)).names).toEqual([]);
    expect(await store.classStamp(1)).toBe("0");
    const info = await studio.api.openDataset({ path });
    expect(info.classes.map(({ name }) => name)).toEqual(["00000", "00002"]);
  });
});

describe("a picture is shown", () => {
  async function shown(studio: Studio, path: string): Promise<(name: string) => Promise<number | Error>> {
    const { datasetId } = await studio.api.openDataset({ path });
    return (name) =>
      studio.datasetPicture({ datasetId, classIndex: 0, name }).then(
        ({ bytes }) => bytes.length,
        (error) => error,
      );
  }

  test("only in the size of the dataset's images, whatever a small file would unpack to", async () => {
    const { studio } = await testStudio();
    const out = await generated(studio, smallConfig({ output: { storedSize: 32 } }));
    const file = (name: string): string => join(out, "image", "00000", name);
    const [own, same, other, none] = [0, 1, 2, 3].map((i) => `00000_000${i}.png`);
    writeFileSync(file(same), blackPng(32));
    writeFileSync(file(other), blackPng(6000));
    writeFileSync(file(none), "GIF89a");
    const size = await shown(studio, out);
    expect([await size(own), await size(same)]).toEqual([own, same].map((name) => statSync(file(name)).size));
    const tooLarge = { name: "NotPossible", message: `${other} has 6000 × 6000 px, which is not 32 × 32` };
    expect(await size(other)).toMatchObject(tooLarge);
    expect(await size(none)).toMatchObject({ message: `${none} is no picture that can be shown` });
  });

  test("in any usual size where nothing describes the dataset", async () => {
    const { studio } = await testStudio();
    const path = await scriptFolder(studio, 1, 0);
    for (const side of [32, 6000, 9000]) writeFileSync(join(path, "00000", `${side}.png`), blackPng(side));
    const size = await shown(studio, path);
    expect([await size("32.png"), await size("6000.png")]).toEqual(
      [32, 6000].map((side) => blackPng(side).length),
    );
    expect(await size("9000.png")).toMatchObject({ message: expect.stringContaining("too large to show") });
  });
});

describe("what is refused", () => {
  test("a folder without images, with a sentence", async () => {
    const { studio } = await testStudio();
    const { path } = await studio.api.grantFolder({ path: temporaryFolder() });
    await expect(studio.api.openDataset({ path })).rejects.toThrow("holds no dataset");
    await expect(studio.api.openDataset({ path: join(path, "missing") })).rejects.toThrow("no folder");
  });

  test("names that lead out of the class's folder, links included", async () => {
    const { studio } = await testStudio();
    const path = await scriptFolder(studio, 2, 1);
    const secret = join(temporaryFolder(), "secret.png");
    writeFileSync(secret, "secret");
    symlinkSync(secret, join(path, "00000", "link.png"));
    writeFileSync(join(path, "00000", "notes.txt"), "text");
    const { datasetId } = await studio.api.openDataset({ path });
    const inside = "vertex_0337_instance_0000.png";
    const names = [
      `../00001/${inside}`,
      `../../${secret}`,
      secret,
      "..",
      ".",
      "link.png",
      "notes.txt",
      "missing.png",
      `..\\00001\\${inside}`,
    ];
    for (const name of names) {
      const asked = studio.datasetPicture({ datasetId, classIndex: 0, name });
      await expect(asked, name).rejects.toMatchObject({ name: "NotFound" });
    }
    await expect(studio.datasetPicture({ datasetId, classIndex: 2, name: inside })).rejects.toThrow();
    await expect(
      studio.datasetPicture({ datasetId: "0123456789abcdef", classIndex: 0, name: inside }),
    ).rejects.toMatchObject({ name: "UnknownDataset" });
  });
});
