/** Neither dataset.json nor the journal is believed where drawing or the formula can tell: what is wrong is named, and made right. */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  changeJournal,
  expectMendedHere,
  type Fields,
  makeHere,
  verifyHere,
} from "../support/faults/damage.ts";
import { contentsOf } from "../support/folders.ts";

function changeDescription(out: string, change: (fields: Fields) => void): void {
  const path = join(out, "dataset.json");
  const fields = JSON.parse(readFileSync(path, "utf8"));
  change(fields);
  writeFileSync(path, JSON.stringify(fields));
}

const ofWhole = (out: string): string => join(out, "journal.jsonl");

const images = (contents: Record<string, string>): [string, string][] =>
  Object.entries(contents).filter(([name]) => /\.(png|tar|parquet)$/.test(name));

describe("dataset.json", () => {
  test("is compared field by field, and written again", async () => {
    const made = await makeHere({});
    const change: Record<string, (fields: Fields) => void> = {
      "counts.bytes is 5, the images have ": ({ counts }) => Object.assign(counts, { bytes: 5 }),
      'counts.images is "all", the images have 48': ({ counts }) => Object.assign(counts, { images: "all" }),
      "counts.blankImages is 7, the images have 0": ({ counts }) => Object.assign(counts, { blankImages: 7 }),
      "counts.classes is 1000, the images have 4": ({ counts }) => Object.assign(counts, { classes: 1000 }),
      "counts.more is no field of it": ({ counts }) => Object.assign(counts, { more: 1 }),
      "statistics.inkCoverage is 0.9, the images have 0.": ({ statistics }) => {
        statistics.inkCoverage = 0.9;
      },
      "nearDuplicates.pairs is 12, it should be ": ({ nearDuplicates }) => {
        nearDuplicates.pairs = 12;
      },
      'generator.name is "other", it should be "visualatom-studio"': ({ generator }) => {
        generator.name = "other";
      },
      'generator.version is "99.0.0", it should be ': ({ generator }) => {
        generator.version = "99.0.0";
      },
      'canvas is "1.0.0", it should be null': (fields) => Object.assign(fields, { canvas: "1.0.0" }),
      "note is no field of it": (fields) => Object.assign(fields, { note: "x" }),
      "complete is false, it should be true": (fields) => Object.assign(fields, { complete: false }),
      'fingerprint is {"a":1}, it should be "': (fields) => Object.assign(fields, { fingerprint: { a: 1 } }),
      "schemaVersion is 0, it should be 1": (fields) => Object.assign(fields, { schemaVersion: 0 }),
      'part is "all", it should be null': (fields) => Object.assign(fields, { part: "all" }),
    };
    for (const [detail, wrong] of Object.entries(change)) {
      changeDescription(made.out, wrong);
      const { faults } = await verifyHere(made.out, { sample: 1 });
      const details = faults.flatMap((fault) => fault.detail?.split("; ") ?? []);
      expect(
        details.some((text) => text?.startsWith(detail)),
        `${detail}: ${details}`,
      ).toBe(true);
      expect(new Set(faults.map(({ path, kind }) => `${path} ${kind}`))).toEqual(
        new Set(["dataset.json damaged"]),
      );
    }
    await verifyHere(made.out, { repair: true });
    await expectMendedHere(made);
  });

  test.each([{ counts: null }, { counts: [] }, { statistics: 3, nearDuplicates: "x" }, { generator: null }])(
    "may be junk but for its configuration: %j",
    async (junk) => {
      const made = await makeHere({});
      changeDescription(made.out, (fields) => Object.assign(fields, junk));
      expect((await verifyHere(made.out)).faultsTotal).toBeGreaterThan(0);
      await verifyHere(made.out, { repair: true });
      await expectMendedHere(made);
    },
  );

  test("of an unfinished dataset may be behind its journal, but not ahead of it", async () => {
    const { out } = await makeHere({});
    const path = join(out, "journal.jsonl");
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    writeFileSync(path, `${lines.slice(0, 21).join("\n")}\n`);
    changeDescription(out, (fields) => {
      Object.assign(fields, { complete: false, fingerprint: null, nearDuplicates: null, statistics: null });
      Object.assign(fields.counts, { images: 0, bytes: 0, blankImages: 0 });
    });
    expect(await verifyHere(out)).toMatchObject({ faults: [], complete: false });
    changeDescription(out, ({ counts }) => Object.assign(counts, { images: 48 }));
    const { faults } = await verifyHere(out);
    expect(faults).toMatchObject([
      { path: "dataset.json", detail: expect.stringMatching(/^counts.images is 48, the images have 20/) },
    ]);
  });
});

const layouts: [string, object][] = [
  ["imagefolder", {}],
  ["webdataset", { output: { layout: "webdataset", shardSize: 20 } }],
  ["parquet", { output: { layout: "parquet", shardSize: 20 } }],
  ["release", { formulation: "release", output: { layout: "release" } }],
  ["release, exact streams", { formulation: "release", streams: 2, output: { layout: "release" } }],
];

describe("the journal", () => {
  test.each(layouts)("is not believed where drawing tells: %s", async (layout, config) => {
    const made = await makeHere(config);
    const isPacked = /webdataset|parquet/.test(layout);
    changeJournal(ofWhole(made.out), (line) => {
      if (line.unit === 0) line.bytes += 512;
      if (line.unit === 1) Object.assign(line, { blank: line.blank + 1, ink: line.ink + 1, redrawn: 1 });
      if (line.unit === 2) Object.assign(line, { grey: line.grey + 1, digest: "0".repeat(64) });
      if (line.unit === 2 && isPacked) line.classTones = "";
      if (line.unit === 2 && layout === "parquet") {
        line.columns = line.columns.map((size: number) => size + 1);
      }
      // By it images of layout release are named.
      if (line.parameters) line.parameters.vertices += 1;
    });
    const before = contentsOf(made.out);
    const { faults } = await verifyHere(made.out, { deleteForeign: true });
    const told = faults.map(({ detail }) => detail);
    const fields = [/unit 0: .*bytes is/, /unit 1: .*blank is/, /unit 1: .*ink is/, /unit 1: .*redrawn/];
    fields.push(/unit 2: .*grey is/, /unit 2: .*another digest/);
    if (isPacked) fields.push(/unit 2: .*classTones/);
    if (layout === "parquet") fields.push(/unit 2: .*columns/);
    if (!isPacked) fields.push(/the parameters of class|another class/);
    for (const field of fields) expect(told).toContainEqual(expect.stringMatching(field));
    expect(new Set(faults.map(({ path }) => path))).toEqual(new Set(["journal.jsonl"]));
    const report = await verifyHere(made.out, { repair: true, deleteForeign: true });
    expect(report.faultsRepaired).toBe(report.faultsTotal);
    expect(images(contentsOf(made.out))).toEqual(images(before));
    await expectMendedHere(made);
  });

  test("may say nothing of its classes: the images do", async () => {
    const made = await makeHere({ output: { layout: "webdataset", shardSize: 20 } });
    changeJournal(ofWhole(made.out), (line) => Object.assign(line, { classTones: "gA==" }));
    const { faults } = await verifyHere(made.out);
    expect(faults.map(({ detail }) => detail)).toContain("unit 0: its images have another classTones");
    await verifyHere(made.out, { repair: true });
    await expectMendedHere(made);
  });

  test("has the parameters of its classes looked at with a sample too", async () => {
    const made = await makeHere({});
    changeJournal(ofWhole(made.out), (line) => {
      if (line.parameters) line.parameters.amplitude1 = 7;
    });
    const { faults } = await verifyHere(made.out, { sample: 1 });
    expect(faults.filter(({ detail }) => detail?.startsWith("the parameters of class"))).toHaveLength(4);
    await verifyHere(made.out, { repair: true });
    await expectMendedHere(made);
  });

  test("with a header that is damaged gets it back", async () => {
    const made = await makeHere({});
    const path = join(made.out, "journal.jsonl");
    for (const header of ['{"jour', ""]) {
      const lines = readFileSync(path, "utf8").split("\n");
      writeFileSync(path, [...(header === "" ? [] : [header]), ...lines.slice(1)].join("\n"));
      expect(await verifyHere(made.out)).toMatchObject({
        faultsTotal: 1,
        faults: [{ path: "journal.jsonl" }],
      });
      await verifyHere(made.out, { repair: true });
      await expectMendedHere(made);
    }
  });
});

class Stopped extends Error {}

describe("a repair that was cut off", () => {
  test.each(layouts)("goes on: %s", async (_, config) => {
    const made = await makeHere(config);
    rmSync(join(made.out, "journal.jsonl"));
    const first = readdirSync(made.out, { recursive: true })
      .map(String)
      .find((name) => /\.(png|tar|parquet)$/.test(name));
    rmSync(join(made.out, first!));
    // At the first sign of life, half way, and after the last image, before anything is written down.
    for (const images of [0, 24, 48]) {
      const abort = new AbortController();
      const progress = ({ imagesDone }: { imagesDone: number }): void => {
        if (imagesDone >= images) abort.abort(new Stopped());
      };
      await expect(verifyHere(made.out, { repair: true, signal: abort.signal, progress })).rejects.toThrow(
        Stopped,
      );
      const report = await verifyHere(made.out);
      // However far it came, what is not there is never called as it should be.
      const journal = report.complete ? [] : ["journal.jsonl"];
      expect(report.faults.map(({ path }) => path)).toEqual(expect.arrayContaining(journal));
    }
    expect(await verifyHere(made.out, { repair: true })).toMatchObject({
      complete: true,
      fingerprint: made.fingerprint,
    });
    await expectMendedHere(made);
  });

  test("between the journal and the tables goes on", async () => {
    const made = await makeHere({});
    const path = join(made.out, "journal.jsonl");
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    writeFileSync(path, `${lines.slice(0, 9).join("\n")}\n`);
    renameSync(join(made.out, "classes.csv"), join(made.out, "classes.csv.tmp"));
    await verifyHere(made.out, { repair: true });
    await expectMendedHere(made);
  });
});
