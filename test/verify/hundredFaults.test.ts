/** Faults injected into a dataset on the disk: each is named by `verify`, and `repair` leaves no trace of it. */
import { copyFileSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectMended, flipBit, make, run, size } from "../support/faults/damage.ts";
import { filesIn } from "../support/folders.ts";
import { dice } from "../support/seeded.ts";

/** Few blank pictures, which would be found in each other's place. */
const rcdbSize = { ...size, parameters: { orbits: [30, 60], vertices: [5, 90], startPos: 40 } };

describe("a hundred faults", () => {
  test.each([
    ["imagefolder", { formulation: "paper", ...size }],
    [
      "release, exact streams, RGB",
      { formulation: "release", streams: 2, ...size, output: { layout: "release", pixel: "rgb" } },
    ],
    ["rcdb, exact streams", { formulation: "rcdb", streams: 2, ...rcdbSize, output: { layout: "release" } }],
    [
      "rcdb, redrawn and reduced",
      { formulation: "rcdb", ...rcdbSize, redrawBlank: true, output: { storedSize: 50 } },
    ],
  ])("are each named, and none is left after repair: %s", async (_, config) => {
    const made = await make(config);
    const { out } = made;
    const random = dice("faults");
    const images = filesIn(out).filter((name) => name.endsWith(".png"));
    const folders = [...new Set(images.map((name) => dirname(name)))];
    const renamed = folders[random.below(folders.length)];
    const left = images.filter((name) => dirname(name) !== renamed);
    const draw = (): string => left.splice(random.below(left.length), 1)[0];
    const kinds = new Map<string, string[]>();
    const path = (name: string): string => join(out, name);
    for (let i = 0; i < 30; i++) {
      const name = draw();
      flipBit(path(name), random);
      kinds.set(name, ["not decodable", "other picture", "other bytes"]);
    }
    for (let i = 0; i < 20; i++) {
      const name = draw();
      truncateSync(path(name), random.below(readFileSync(path(name)).length));
      kinds.set(name, ["cut off"]);
    }
    for (let i = 0; i < 9; i++) {
      const a = draw();
      // Two black images that change places are no fault.
      let b = draw();
      while (readFileSync(path(a)).equals(readFileSync(path(b)))) b = draw();
      renameSync(path(a), path("swap"));
      renameSync(path(b), path(a));
      renameSync(path("swap"), path(b));
      kinds.set(a, ["other picture"]).set(b, ["other picture"]);
    }
    for (let i = 0; i < 16; i++) {
      const name = draw();
      rmSync(path(name));
      kinds.set(name, ["missing"]);
    }
    for (let i = 0; i < 15; i++) {
      const name = `${dirname(draw())}/extra ${i}.png`;
      copyFileSync(path(draw()), path(name));
      kinds.set(name, ["foreign"]);
    }
    expect(kinds.size).toBe(99);
    renameSync(path(renamed), path(`${renamed}-old`));
    kinds.set(`${renamed}-old/`, ["foreign"]);
    for (const name of images.filter((name) => dirname(name) === renamed)) kinds.set(name, ["missing"]);

    const found = await run("verify", out);
    expect(found.code).toBe(1);
    const foundKinds = new Map(found.report.faults.map(({ path, kind }) => [path, kind]));
    expect([...foundKinds.keys()].sort()).toEqual([...kinds.keys()].sort());
    for (const [name, kind] of foundKinds) expect(kinds.get(name), name).toContain(kind);
    const swapped = found.report.faults.filter(({ detail }) => detail?.startsWith("the picture of "));
    expect(swapped.length).toBeGreaterThanOrEqual(18);

    const repaired = await run("repair", out, "--delete-foreign");
    expect(repaired.code).toBe(0);
    expect(repaired.report.faultsRepaired).toBe(kinds.size);
    await expectMended(made);
  });

  test.each([
    ["paper", "webdataset"],
    ["paper", "parquet"],
    ["rcdb", "webdataset"],
    ["rcdb", "parquet"],
  ])("in shards are named and put right: %s, %s", async (formulation, layout) => {
    const shape = formulation === "rcdb" ? rcdbSize : size;
    const made = await make({ formulation, ...shape, output: { layout, shardSize: 100 } });
    const { out } = made;
    const random = dice("faults");
    const shards = filesIn(out).filter((name) => /\.(tar|parquet)$/.test(name));
    expect(shards).toHaveLength(6);
    for (let i = 0; i < 20; i++) flipBit(join(out, shards[0]), random);
    truncateSync(join(out, shards[1]), 50_000);
    rmSync(join(out, shards[2]));
    writeFileSync(join(out, shards[3]), "more", { flag: "a" });
    writeFileSync(join(out, shards[4]), "");
    writeFileSync(join(out, "another.tar"), "");

    const { code, report } = await run("verify", out);
    expect(code).toBe(1);
    const paths = report.faults.map((fault) => fault.path);
    for (const shard of shards.slice(0, 5))
      expect(
        paths.some((name) => name.startsWith(shard)),
        shard,
      ).toBe(true);
    expect(paths.some((name) => name.startsWith(shards[5]))).toBe(false);
    expect(report.faults).toContainEqual({ path: "another.tar", kind: "foreign", repaired: false });

    expect((await run("repair", out)).code).toBe(1);
    expect((await run("repair", out, "--delete-foreign")).code).toBe(0);
    await expectMended(made);
  });
});
