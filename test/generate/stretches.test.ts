/** What a stream is cut into: every epoch whole, no image beside itself, and later epochs as a longer stream has them. */
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { SampleOrder } from "../../core/random/sampleOrder.ts";
import { stretchesOf } from "../../main/generate/stream.ts";

type Options = Parameters<typeof stretchesOf>[1];

/** Names of the samples in order. */
function namesOf(classes: number, instances: number, options: Options): string[] {
  const config = parseConfig({ formulation: "paper", classes, instances, imageSize: 16 });
  const names: string[] = [];
  for (const { epoch, first, count, keySuffix = "" } of stretchesOf(config, options)) {
    const order = new SampleOrder(config, epoch);
    for (let position = first; position < first + count; position++) {
      const { classIndex, instance } = order.at(position);
      names.push(`${classIndex}_${instance}${keySuffix}`);
    }
  }
  return names;
}

const cases = [
  ["one image", 1, 1, { index: 0, of: 1 }],
  ["shares of one image", 2, 2, { index: 1, of: 4 }],
  ["two images", 2, 1, { index: 0, of: 1 }],
  ["three images", 1, 3, { index: 0, of: 1 }],
  ["a share of many", 6, 20, { index: 1, of: 3 }],
] as const;

describe.each(cases)("a stream of %s", (_, classes, instances, share) => {
  const images = (classes * instances) / share.of;

  it.each([true, false])("has no image beside itself, shuffled %s", (shuffle) => {
    const names = namesOf(classes, instances, { share, shuffle, epochs: 40 });
    expect(names).toHaveLength(40 * images);
    for (let i = 1; i < names.length; i++) expect(names[i]).not.toBe(names[i - 1]);
    for (let epoch = 0; epoch < 40; epoch++) {
      const ofEpoch = names.slice(epoch * images, (epoch + 1) * images);
      if (!shuffle || share.of === 1) expect(new Set(ofEpoch).size).toBe(images);
    }
  });

  it("that begins with a later epoch is the rest of one from the beginning", () => {
    const names = namesOf(classes, instances, { share, shuffle: true, epochs: 40 });
    for (const firstEpoch of [1, 7, 33]) {
      const later = namesOf(classes, instances, {
        share,
        shuffle: true,
        epochs: 40 - firstEpoch,
        firstEpoch,
      });
      expect(later).toEqual(names.slice(firstEpoch * images));
    }
  });
});
