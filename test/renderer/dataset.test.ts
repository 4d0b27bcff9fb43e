/** The dataset's place: its address, the order of a million images, faults as ways to pictures, rows of very long lists. */
import { describe, expect, test } from "vitest";
import { classNames } from "../../core/config/numberNames.ts";
import { SampleOrder } from "../../core/random/sampleOrder.ts";
import type { DatasetInfo } from "../../core/studio/api.ts";
import type { Fault } from "../../core/studio/datasetCheck.ts";
import {
  type DatasetView,
  datasetAddress,
  parseDatasetAddress,
  wholeDataset,
} from "../../renderer/dataset/address.ts";
import { faultFinder, imagesOfFault } from "../../renderer/dataset/check/faultPlaces.ts";
import { completeness } from "../../renderer/dataset/completeness.ts";
import { listsInOrder, namedInOrder } from "../../renderer/dataset/grid/order.ts";
import { heldOffset } from "../../renderer/shared/useLongRows.ts";
import { imageName } from "../../workers/files.ts";
import { smallConfig } from "../support/studio.ts";

describe("the address", () => {
  test("says all that is open, and is read as it was written", () => {
    const view: DatasetView = {
      path: "/data/a & b/100 %#?",
      list: { kind: "class", name: "00012" },
      picture: { folder: "00012", name: "vertex_0337_instance_0004.png" },
      pair: [3, 17],
      sort: { column: "inkCoverage", descending: true },
      filters: { orbits: [1, 5], meanGrey: [0.25, 17.5] },
      faulty: true,
    };
    expect(parseDatasetAddress(datasetAddress(view))).toEqual(view);
    const shards: DatasetView = { ...wholeDataset("/x"), list: { kind: "shard", name: null } };
    expect(parseDatasetAddress(datasetAddress(shards))).toEqual(shards);
    expect(datasetAddress(wholeDataset("/x"))).toBe("#/dataset?open=%2Fx");
  });

  test("of anything else, or with words that mean nothing, is the whole dataset or none", () => {
    for (const hash of ["", "#/dataset", "#/dataset?start", "#/gallery?open=/x", "#/dataset?open="]) {
      expect(parseDatasetAddress(hash)).toBe(null);
    }
    const odd = "#/dataset?open=/x&picture=a/b/c&pair=1-x&where=a:1,b:x:2,:1:2,c:1:2:3&faults=yes";
    expect(parseDatasetAddress(odd)).toEqual(wholeDataset("/x"));
  });
});

describe("the order of images", () => {
  test("finds each place's class and number, and back, without a list of them", () => {
    const images = (list: number): number => [3, 0, 1_000_000, 2][list];
    const order = listsInOrder("class", [2, 1, 0, 3], images);
    expect(order.count).toBe(1_000_005);
    const places: [number, number, number][] = [
      [0, 2, 0],
      [999_999, 2, 999_999],
      [1_000_000, 0, 0],
      [1_000_002, 0, 2],
      [1_000_003, 3, 0],
    ];
    for (const [place, list, number] of places) {
      const image = { kind: "class" as const, list, number };
      expect(order.at(place)).toEqual(image);
      expect(order.placeOf(image)).toBe(place);
    }
    expect(order.placeOf({ kind: "class", list: 1, number: 0 })).toBe(null);
    expect(order.placeOf({ kind: "shard", list: 2, number: 0 })).toBe(null);
  });

  test("of named images is theirs", () => {
    const order = namedInOrder([
      { classAt: 1, name: "a.png", stamp: "" },
      { kind: "shard", list: 0, number: 7 },
    ]);
    expect(order.placeOf({ classAt: 1, name: "a.png", stamp: "other" })).toBe(0);
    expect(order.placeOf({ kind: "shard", list: 0, number: 7 })).toBe(1);
    expect(order.placeOf({ classAt: 0, name: "a.png", stamp: "" })).toBe(null);
  });
});

test("a fault leads to its image, to the rows of a shard, or nowhere", () => {
  const classes = ["00000", "00001"].map((name) => ({ name, images: 9 }));
  const shards = ["SHARDS-000000.tar", "data/train-00000-of-00001.parquet"].map((name) => ({
    name,
    images: 50,
  }));
  const dataset = { classes, shards } as unknown as DatasetInfo;
  const of = (path: string) =>
    imagesOfFault(dataset, { path, kind: "missing", repaired: false } as Fault).map(({ image }) => image);
  expect(of("image/00001/00001_0002.png")).toEqual([{ classAt: 1, name: "00001_0002.png", stamp: "" }]);
  expect(of("00000/vertex_0337_instance_0001.png")).toMatchObject([{ classAt: 0 }]);
  expect(of("SHARDS-000000.tar: 00001_0003.png")).toEqual([
    { classAt: 1, name: "00001_0003.png", stamp: "" },
  ]);
  expect(of("data/train-00000-of-00001.parquet: rows 10 … 12")).toEqual(
    [10, 11, 12].map((number) => ({ kind: "shard", list: 1, number })),
  );
  for (const path of [
    "classes.csv",
    "image/00009/00009_0000.png",
    "param/00001.csv",
    "SHARDS-000000.tar: end",
    "x",
  ]) {
    expect(of(path)).toEqual([]);
  }
});

test("a list that is higher than an element may be is stood at its beginning, its end and in proportion between", () => {
  const long = { total: 100_000_000, view: 1000 };
  expect(heldOffset(-5, long)).toEqual({ offset: 0, top: 0 });
  expect(heldOffset(1e12, long)).toEqual({ offset: 99_999_000, top: 7_999_000 });
  expect(heldOffset(49_999_500, long)).toEqual({ offset: 49_999_500, top: 3_999_500 });
  expect(heldOffset(4000, { total: 100_000, view: 1000 })).toEqual({ offset: 4000, top: 4000 });
});

describe("a fault of some samples of a shard", () => {
  const config = smallConfig({ classes: 4, instances: 25, output: { layout: "parquet", shardSize: 50 } });
  const name = "data/train-00000-of-00002.parquet";
  const dataset = {
    config,
    classes: classNames(config).map((one) => ({ name: one, images: 25 })),
    shards: [name, "data/train-00001-of-00002.parquet"].map((one) => ({ name: one, images: 50 })),
  } as unknown as DatasetInfo;
  const fault: Fault = { path: `${name}: rows 10 … 29`, kind: "other bytes", repaired: false };

  test("is that of each of their images, wherever it is looked at", () => {
    const images = imagesOfFault(dataset, fault);
    const order = new SampleOrder(config);
    expect(images.map(({ classAt }) => classAt)).toEqual(
      Array.from({ length: 20 }, (_, i) => order.at(10 + i).label),
    );
    const faultOf = faultFinder(dataset, images);
    for (let position = 0; position < 100; position++) {
      const { classIndex, label, instance } = order.at(position);
      const image = { classAt: label, name: imageName(config, classIndex, instance, {} as never) };
      expect(faultOf(image)).toBe(position >= 10 && position < 30 ? fault : null);
    }
  });
});

describe("whether a dataset is complete", () => {
  const config = smallConfig({ classes: 2, instances: 50 });
  const of = (images: number[], faults = 0, complete = true, isGenerated = false) => {
    const classes = images.map((count, i) => ({ name: String(i).padStart(5, "0"), images: count }));
    const all = images.reduce((sum, count) => sum + count, 0);
    const dataset = { config, classes, images: all, complete } as unknown as DatasetInfo;
    return completeness(dataset, { faults, isGenerated });
  };

  test("is told by what is known to be wrong, by each class and by what does not belong there", () => {
    expect(of([50, 50])).toBe("yes");
    expect(of([50, 51])).toBe("no; 1 image does not belong to it");
    expect(of([50, 50, 7])).toBe("no; 7 images do not belong to it");
    // What one class has too many does not stand in for what another lacks.
    expect(of([49, 52])).toBe("no; 99 of 100 images are there");
    expect(of([50, 51], 1)).toBe("no; 1 fault is known");
    expect(of([50, 50], 0, false)).toBe("no; its generation was not ended");
    expect(of([50, 0], 0, false, true)).toBe("no; it is being generated");
  });
});
