/** Pictures that take long: refused before they start, left when nobody waits, and never in the way of others. */
import { expect, test } from "vitest";
import { calibrate } from "../../main/generate/calibrate.ts";
import { WorkerPool } from "../../main/generate/pool.ts";
import { register, smallConfig, testStudio, until } from "../support/studio.ts";

/** Some twenty million vertices: seconds of drawing on any machine. */
const slow = { imageSize: 1024, parameters: { orbits: [1000, 1000], vertices: [20_000, 20_000] } };
/** Lines that are filled as areas: a vertex takes many times as long. */
const thick = { imageSize: 1024, renderer: "canvas" };
const absurd = { imageSize: 4096, parameters: { orbits: [2000, 2000], vertices: [100_000, 100_000] } };

test("a picture that would take minutes is refused before it starts, in words", async () => {
  const { studio } = await testStudio();
  const configId = await register(studio, smallConfig(absurd));
  await expect(studio.picture({ configId, classIndex: 0, instance: 0, size: 64 })).rejects.toThrow(
    /200,000,000 vertices and could take .* lower orbits or vertices/,
  );
});

test("thick lines are refused by their vertices much earlier", async () => {
  const { studio } = await testStudio();
  const parameters = { orbits: [30, 30], vertices: [100_000, 100_000] };
  const configId = await register(
    studio,
    smallConfig({ ...thick, parameters: { ...parameters, lineThickness: 100 } }),
  );
  await expect(studio.picture({ configId, classIndex: 0, instance: 0, size: 64 })).rejects.toThrow(
    /3,000,000 vertices and could take .* lower orbits or vertices, or the thickness of the lines/,
  );
});

test("an estimate of thick lines draws no more of them than it has time for", async () => {
  const pool = new WorkerPool(1);
  const parameters = { orbits: [30, 30], vertices: [100_000, 100_000], lineThickness: 100 };
  try {
    const options = { blockSize: 4096, seconds: 0.1 };
    const { images, imagesPerSecond } = await calibrate(smallConfig({ ...thick, parameters }), pool, options);
    // As lines of 1 px five orbits would be measured, of which one alone takes seconds.
    expect(images).toBeGreaterThan(0);
    expect(imagesPerSecond).toBeLessThan(1);
  } finally {
    await pool.close();
  }
});

test("slow pictures leave a thread for the others", async () => {
  const { studio } = await testStudio();
  const slowId = await register(studio, smallConfig(slow));
  const quickId = await register(studio, smallConfig());
  const gone = new AbortController();
  let slowDone = false;
  const slowOnes = [0, 1, 2].map((instance) =>
    studio
      .picture({ configId: slowId, classIndex: 0, instance, size: 64 }, gone.signal)
      .then(() => {
        slowDone = true;
      })
      .catch(() => {}),
  );
  await new Promise((resolve) => setImmediate(resolve));
  const quick = Array.from({ length: 4 }, (_, instance) =>
    studio.picture({ configId: quickId, classIndex: 1, instance, size: 32 }),
  );
  await Promise.all(quick);
  expect(slowDone).toBe(false);
  gone.abort();
  await Promise.all(slowOnes);
});

test("what is being drawn is left when nobody waits for it, and its thread is free again", async () => {
  const { studio, events } = await testStudio();
  const configId = await register(studio, smallConfig(slow));
  const gone = new AbortController();
  const left = studio.picture({ configId, classIndex: 0, instance: 0, size: 64 }, gone.signal);
  const drawing = () => (studio.picturePool.working > 0 ? true : null);
  await until(drawing);
  gone.abort();
  await expect(left).rejects.toMatchObject({ name: "Cancelled" });
  await until(() => (drawing() === null ? true : null));
  // That is nothing to be told as a thread that has died.
  expect(events.filter((event) => event.type === "pool")).toEqual([]);
  const quickId = await register(studio, smallConfig());
  await studio.picture({ configId: quickId, classIndex: 0, instance: 0, size: 32 });
});

test("an estimate of pictures that take minutes each is made from lighter ones", async () => {
  const pool = new WorkerPool(1);
  try {
    const { imagesPerSecond, images } = await calibrate(smallConfig(absurd), pool, {
      blockSize: 4096,
      seconds: 0.1,
    });
    expect(images).toBeGreaterThan(0);
    // Two hundred million vertices are not drawn in a second, nor in an hour.
    expect(imagesPerSecond).toBeLessThan(1);
    expect(imagesPerSecond).toBeGreaterThan(1 / 3600);
  } finally {
    await pool.close();
  }
});
