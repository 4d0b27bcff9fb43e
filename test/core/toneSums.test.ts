/** The short form of the sums of classes in the journal gives back what went into it. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { packToneSums, sumOfTones, type ToneSums, unpackToneSums } from "../../workers/toneSums.ts";

const count = fc.integer({ min: 0, max: 10_000 });
// Sums of a million pictures of 4096 × 4096 do not fit 32 bits.
const large = fc.maxSafeNat();
const sums = fc.record({
  images: count,
  blank: count,
  redrawn: count,
  ink: large,
  grey: large,
  diverging: fc.constant(0),
});
const byClass = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 11_000_000 }), sums), { selector: ([key]) => key })
  .map((entries) => new Map<number, ToneSums>(entries));

it("every sum comes back, in the order of the classes", () => {
  fc.assert(
    fc.property(byClass, (all) => {
      const sorted = [...all].sort(([a], [b]) => a - b);
      expect([...unpackToneSums(packToneSums(all))]).toEqual(sorted);
    }),
  );
});

it("a text that was cut off is no sums", () => {
  const text = packToneSums(
    new Map([[7, { images: 1, blank: 0, redrawn: 0, ink: 300, grey: 70_000, diverging: 0 }]]),
  );
  expect(() => [...unpackToneSums(text.slice(0, 8))]).toThrow("end in the middle");
});

it("the sum of all classes is that of the images", () => {
  const one = { images: 1, blank: 1, redrawn: 0, ink: 0, grey: 0, diverging: 1 };
  const other = { images: 2, blank: 0, redrawn: 1, ink: 5, grey: 9, diverging: 1 };
  expect(sumOfTones([one, other])).toEqual({
    images: 3,
    blank: 1,
    redrawn: 1,
    ink: 5,
    grey: 9,
    diverging: 2,
  });
});
