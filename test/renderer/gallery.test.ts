/** What the gallery shows and where its keys lead. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClassTable } from "../../core/studio/api.ts";
import { classAddress, parseClassAddress } from "../../renderer/class/address.ts";
import { identityOrder, orderClasses } from "../../renderer/gallery/filtering.ts";
import { moveInGrid } from "../../renderer/gallery/grid/gridMoves.ts";
import { nextScreen } from "../../renderer/gallery/grid/usePreparedScreen.ts";
import { thumbnailSize } from "../../renderer/gallery/thumbnailSize.ts";
import { firstThenOthers, withKnown } from "../../renderer/gallery/useKnownFirst.ts";
import { KeptPictures } from "../../renderer/shell/host/keptPictures.ts";

function tableOf(orbits: number[], noiseLevel: number[]): ClassTable {
  const column = { symbol: "", label: "", unit: "" };
  return {
    firstClass: 0,
    classes: orbits.length,
    columns: [
      { name: "orbits", integer: true, values: orbits, ...column },
      { name: "noiseLevel", integer: false, values: noiseLevel, ...column },
    ],
  };
}
const byNumber = { column: null, descending: false };

describe("the order of classes", () => {
  const table = tableOf([5, 1, 5, 3], [0.1, 0.2, 0.3, 0.4]);

  it("is the class order without filter and sort", () => {
    expect(orderClasses(table, {}, byNumber)).toEqual(identityOrder(4));
    expect([...orderClasses(table, {}, { column: null, descending: true })]).toEqual([3, 2, 1, 0]);
  });

  it("holds the classes that pass every filter, both ends included", () => {
    expect([...orderClasses(table, { orbits: [3, 5] }, byNumber)]).toEqual([0, 2, 3]);
    expect([...orderClasses(table, { orbits: [3, 5], noiseLevel: [0.3, 0.4] }, byNumber)]).toEqual([2, 3]);
  });

  it("keeps classes of equal value in class order, in both directions", () => {
    expect([...orderClasses(table, {}, { column: "orbits", descending: false })]).toEqual([1, 3, 0, 2]);
    expect([...orderClasses(table, {}, { column: "orbits", descending: true })]).toEqual([0, 2, 3, 1]);
  });
});

describe("keys in the grid", () => {
  // Two full rows of five and one of three.
  const shape = { count: 13, columns: 5, rowsInView: 2 };

  it("step by one, by a row, by the rows in view, and to the ends", () => {
    const from6 = (key: string) => moveInGrid(key, 6, shape);
    expect(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].map(from6)).toEqual([
      5, 7, 1, 11, 0, 12,
    ]);
  });

  it("reach the last picture from above the gap in the last row", () => {
    expect(moveInGrid("ArrowDown", 9, shape)).toBe(12);
    expect(moveInGrid("ArrowDown", 12, shape)).toBe(12);
  });

  it("leave other keys to the page", () => {
    expect(moveInGrid("a", 0, shape)).toBeNull();
  });

  it("never leave the grid", () => {
    const keys = fc.constantFrom(
      "ArrowLeft",
      "ArrowRight",
      "ArrowUp",
      "ArrowDown",
      "PageUp",
      "PageDown",
      "Home",
      "End",
    );
    fc.assert(
      fc.property(
        fc.array(keys),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 9 }),
        (pressed, count, columns) => {
          let active = 0;
          for (const key of pressed) active = moveInGrid(key, active, { count, columns, rowsInView: 3 })!;
          expect(active).toBeGreaterThanOrEqual(0);
          expect(active).toBeLessThan(count);
        },
      ),
    );
  });
});

describe("thumbnails", () => {
  it("are asked for as large as the screen shows them, never above the picture's own", () => {
    expect(thumbnailSize(163, 512, 1)).toBe(163);
    expect(thumbnailSize(163, 512, 1.25)).toBe(204);
    expect(thumbnailSize(300, 128, 1)).toBe(128);
  });
});

describe("addresses of classes", () => {
  it("are read as they are written", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (classIndex, instance) => {
        expect(parseClassAddress(classAddress(classIndex, instance))).toEqual({ classIndex, instance });
      }),
    );
  });

  it("of other places are none", () => {
    expect(parseClassAddress("#/gallery")).toBeNull();
    expect(parseClassAddress("#/class")).toBeNull();
    expect(parseClassAddress("#/class/x")).toBeNull();
  });
});

describe("the classes of streams while they are looked up", () => {
  const nothing = { configId: "a", order: [], perStream: [] };

  it("stand first as they became known, and stay where they are", () => {
    const first = withKnown(nothing, [2, 1], 8);
    expect(first.order).toEqual([0, 1, 4]);
    const next = withKnown(first, [3, 3], 8);
    expect(next.order).toEqual([0, 1, 4, 2, 5, 6]);
    expect([...firstThenOthers(next.order, 8)]).toEqual([0, 1, 4, 2, 5, 6, 3, 7]);
  });

  it("are the same list while nothing is new", () => {
    const first = withKnown(nothing, [2, 1], 8);
    expect(withKnown(first, [2, 1], 8)).toBe(first);
    expect(withKnown(first, [], 8)).toBe(first);
  });
});

describe("the screen that is prepared", () => {
  it("goes on where the one in view ends, in the direction of the scroll, as far as there are places", () => {
    expect(nextScreen({ first: 10, last: 14, count: 100 }, false)).toEqual([15, 16, 17, 18, 19]);
    expect(nextScreen({ first: 10, last: 14, count: 100 }, true)).toEqual([9, 8, 7, 6, 5]);
    expect(nextScreen({ first: 0, last: 4, count: 7 }, false)).toEqual([5, 6]);
    expect(nextScreen({ first: 2, last: 6, count: 7 }, true)).toEqual([1, 0]);
    expect(nextScreen({ first: 0, last: 6, count: 7 }, false)).toEqual([]);
  });
});

describe("pictures that are kept", () => {
  const picture = (bytes: number) => ({ side: Math.sqrt(bytes), samples: new Uint8Array(bytes) });

  it("are the most recent ones, in as many bytes as they may have", () => {
    const kept = new KeptPictures(250);
    for (const path of ["a", "b"]) kept.set(path, picture(100));
    expect(kept.get("a")).toBeDefined();
    kept.set("c", picture(100));
    expect(["a", "b", "c"].map((path) => kept.has(path))).toEqual([true, false, true]);
  });

  it("count once when they come again", () => {
    const kept = new KeptPictures(250);
    kept.set("a", picture(100));
    for (let times = 0; times < 5; times++) kept.set("b", picture(100));
    expect(kept.has("a")).toBe(true);
  });
});
