/** Pictures for the page: the dataset's own pixels, cancelled and shared as the page scrolls. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, test } from "vitest";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { reduce } from "../../core/raster/resample.ts";
import { paintReference, referenceImage, referenceStream } from "../../core/render/referenceSource.ts";
import { type PictureDrawer, Pictures } from "../../main/studio/pictures/pictures.ts";
import type { ImagesTask } from "../../workers/messages.ts";
import { grantedFolder, jobState, register, smallConfig, testStudio } from "../support/studio.ts";

async function greys(png: Uint8Array): Promise<Uint8Array> {
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return Uint8Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]);
}

function reference(config: DatasetConfig, classIndex: number, instance: number): Uint8Array {
  return paintReference(config.imageSize, referenceImage(config, classIndex, instance).orbits);
}

describe("pictures of the real backend", () => {
  test("a picture at full size has the pixels of the dataset", async () => {
    const { studio } = await testStudio();
    const config = smallConfig();
    const configId = await register(studio, config);
    const { bytes, type } = await studio.picture({ configId, classIndex: 2, instance: 3, size: 64 });
    expect(type).toBe("image/png");
    expect(await greys(bytes)).toEqual(reference(config, 2, 3));
  });

  test("a thumbnail is the full picture reduced by area, not a picture drawn small", async () => {
    const { studio } = await testStudio();
    const config = smallConfig();
    const configId = await register(studio, config);
    const { bytes } = await studio.picture({ configId, classIndex: 1, instance: 0, size: 20 });
    expect(await greys(bytes)).toEqual(reduce(reference(config, 1, 0), 64, 20, "area"));
  });

  test("the pictures shown are the files that a job writes", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig());
    const out = await grantedFolder(studio);
    const { jobId } = await studio.api.startJob({ configId, out });
    await jobState(studio, jobId, "finished");
    const shown = await studio.picture({ configId, classIndex: 2, instance: 1, size: 512 });
    expect(Buffer.from(shown.bytes)).toEqual(readFileSync(join(out, "image/00002/00002_0001.png")));
  });

  test("with streams, any picture is the one that the stream comes to", async () => {
    const { studio } = await testStudio();
    const config = smallConfig({
      formulation: "release",
      streams: 2,
      classes: 4,
      parameters: { orbits: [1, 9], vertices: [20, 40] },
    });
    const configId = await register(studio, config);
    if (config.formulation !== "release") throw new Error();
    const expected = new Map(
      [0, 1].flatMap((stream) =>
        [...referenceStream(config, stream)].map(({ classIndex, instance, orbits }) => [
          `${classIndex}/${instance}`,
          paintReference(64, orbits),
        ]),
      ),
    );
    // Out of order, so that each has to be reached by itself.
    const positions = [...expected.keys()].reverse().map((key) => key.split("/").map(Number));
    for (const [classIndex, instance] of positions) {
      const { bytes } = await studio.picture({ configId, classIndex, instance, size: 64 });
      expect(await greys(bytes), `${classIndex}/${instance}`).toEqual(
        expected.get(`${classIndex}/${instance}`),
      );
    }
  });

  test("the renderer of a picture can be chosen", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig());
    const request = { configId, classIndex: 0, instance: 0, size: 64 };
    const lines = await studio.picture({ ...request, renderer: "lines" });
    const canvas = await studio.picture({ ...request, renderer: "canvas" });
    expect(await greys(canvas.bytes)).not.toEqual(await greys(lines.bytes));
  });

  test("a class or instance that does not exist is refused with what there is", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig({ startClass: 10 }));
    const request = { configId, classIndex: 10, instance: 0, size: 64 };
    await expect(studio.picture({ ...request, classIndex: 13 })).rejects.toThrow("classes are 10 to 12");
    await expect(studio.picture({ ...request, classIndex: 9 })).rejects.toThrow("classes are 10 to 12");
    await expect(studio.picture({ ...request, instance: 4 })).rejects.toThrow("each class has 4");
  });

  test("when a preview thread dies, pictures still come and the page is told", async () => {
    const { studio, events } = await testStudio();
    const configId = await register(studio, smallConfig({ classes: 200, instances: 1000 }));
    await studio.picture({ configId, classIndex: 0, instance: 0, size: 64 });
    // A thread that dies between two tasks is replaced without a word, so that one may have to die more than once.
    for (let instance = 0; !events.some((event) => event.type === "pool"); instance++) {
      const pictures = Array.from({ length: 100 }, (_, i) =>
        studio.picture({ configId, classIndex: i + 1, instance, size: 32 }),
      );
      await studio.picturePool.crashOneThread();
      expect(await Promise.all(pictures)).toHaveLength(100);
    }
  });
});

/** Draws nothing; the test decides when a task is done. */
class HeldDrawer implements PictureDrawer {
  readonly threads = 2;
  readonly tasks: { task: ImagesTask; finish(): void; fail(error: Error): void }[] = [];

  run(task: ImagesTask): ReturnType<PictureDrawer["run"]> {
    return new Promise((resolve, reject) => {
      const finish = () =>
        resolve({
          kind: "images",
          images: task.images.map(({ classIndex }) => new Uint8Array([classIndex])),
          attempts: task.images.map(() => 0),
        });
      this.tasks.push({ task, finish, fail: reject });
    });
  }

  get classes(): number[][] {
    return this.tasks.map(({ task }) => task.images.map(({ classIndex }) => classIndex));
  }
}

const config = smallConfig({ classes: 1000, instances: 10 });
const asked = (classIndex: number) => ({ configId: "0123456789abcdef", classIndex, instance: 0, size: 32 });
const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

function held(): { drawer: HeldDrawer; pictures: Pictures } {
  const drawer = new HeldDrawer();
  return { drawer, pictures: new Pictures(drawer, async () => null) };
}

/** Every thread has a task, and one more waits. */
async function keepBusy(pictures: Pictures): Promise<void> {
  for (let i = 0; i < 3; i++) {
    void pictures.picture(config, asked(i), "png");
    await turn();
  }
}

describe("the queue of pictures", () => {
  test("pictures asked for together are drawn in batches, first come first", async () => {
    const { drawer, pictures } = held();
    for (let i = 0; i < 40; i++) void pictures.picture(config, asked(i), "png");
    await turn();
    expect(drawer.classes).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7],
      [8, 9, 10, 11, 12, 13, 14, 15],
      [16, 17, 18, 19, 20, 21, 22, 23],
    ]);
  });

  test("the same picture asked for twice is drawn once and comes from memory afterwards", async () => {
    const { drawer, pictures } = held();
    const both = [pictures.picture(config, asked(5), "png"), pictures.picture(config, asked(5), "png")];
    await turn();
    drawer.tasks[0].finish();
    expect((await Promise.all(both)).map((picture) => picture[0])).toEqual([5, 5]);
    expect((await pictures.picture(config, asked(5), "png"))[0]).toBe(5);
    expect(drawer.classes).toEqual([[5]]);
  });

  test("a picture that scrolls away before its turn is never drawn", async () => {
    const { drawer, pictures } = held();
    await keepBusy(pictures);
    const gone = new AbortController();
    const away = pictures.picture(config, asked(100), "png", gone.signal);
    const stays = pictures.picture(config, asked(101), "png");
    await turn();
    expect(pictures.queued).toBe(2);
    gone.abort();
    await expect(away).rejects.toMatchObject({ name: "Cancelled" });
    drawer.tasks[0].finish();
    await turn();
    drawer.tasks.at(-1)!.finish();
    expect((await stays)[0]).toBe(101);
    expect(drawer.classes.flat()).not.toContain(100);
  });

  test("a picture that one of two askers gives up still comes for the other", async () => {
    const { drawer, pictures } = held();
    await keepBusy(pictures);
    const gone = new AbortController();
    const first = pictures.picture(config, asked(100), "png", gone.signal);
    const second = pictures.picture(config, asked(100), "png", new AbortController().signal);
    await turn();
    gone.abort();
    await expect(first).rejects.toMatchObject({ name: "Cancelled" });
    drawer.tasks[0].finish();
    await turn();
    drawer.tasks.at(-1)!.finish();
    expect((await second)[0]).toBe(100);
  });

  test("a failed batch is drawn again one by one, so that one bad picture spoils no other", async () => {
    const { drawer, pictures } = held();
    const three = [1, 2, 3].map((classIndex) => pictures.picture(config, asked(classIndex), "png"));
    const outcomes = Promise.allSettled(three);
    await turn();
    for (let round = 0; round < 10; round++) {
      for (const { task, finish, fail } of drawer.tasks) {
        if (task.images.some(({ classIndex }) => classIndex === 2)) fail(new Error("broken"));
        else finish();
      }
      await turn();
    }
    expect((await outcomes).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  test("memory of pictures is bounded", async () => {
    const { LruCache } = await import("../../main/studio/pictures/lruCache.ts");
    const cache = new LruCache(10_000);
    for (let i = 0; i < 100; i++) cache.set(String(i), new Uint8Array(1000));
    expect(cache.bytes).toBeLessThanOrEqual(10_000);
    expect(cache.get("99")).toBeDefined();
    expect(cache.get("0")).toBeUndefined();
    cache.set("huge", new Uint8Array(20_000));
    expect(cache.get("99")).toBeDefined();
  });
});
